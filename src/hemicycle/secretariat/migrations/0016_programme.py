from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("secretariat", "0015_speaking_notes"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProgrammeStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("session", models.CharField(max_length=64)),
                ("table", models.CharField(max_length=8)),
                ("row", models.CharField(max_length=20)),
                ("before", models.JSONField(null=True)),
                ("by", models.CharField(max_length=200)),
                ("at_ms", models.BigIntegerField()),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="CalendarAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("session", models.CharField(max_length=64)),
                ("member", models.CharField(max_length=64)),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("made_at_ms", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "member"), name="one_calendar_a_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeRoom",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("session", models.CharField(max_length=64)),
                ("room", models.CharField(max_length=20)),
                ("title", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("session", "room"), name="one_room_an_id")
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeSlot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("session", models.CharField(max_length=64)),
                ("slot", models.CharField(max_length=20)),
                ("kind", models.CharField(max_length=20)),
                ("title", models.JSONField(default=dict)),
                ("body", models.CharField(blank=True, max_length=64)),
                ("room", models.CharField(blank=True, max_length=20)),
                ("begins_ms", models.BigIntegerField()),
                ("ends_ms", models.BigIntegerField()),
                ("is_closed", models.BooleanField(default=False)),
                ("languages", models.CharField(blank=True, max_length=60)),
                ("team", models.CharField(blank=True, max_length=40)),
                ("chair", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "ordering": ["begins_ms", "slot"],
                "constraints": [
                    models.UniqueConstraint(fields=("session", "slot"), name="one_slot_an_id")
                ],
            },
        ),
    ]
