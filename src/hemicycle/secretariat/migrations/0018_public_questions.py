from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("secretariat", "0017_meetings"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicAsking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("session", models.CharField(max_length=64, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="PublicWords",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("session", models.CharField(max_length=64)),
                ("number", models.PositiveIntegerField()),
                ("body", models.CharField(max_length=64)),
                ("item", models.CharField(blank=True, max_length=64)),
                ("text", models.CharField(blank=True, max_length=64)),
                ("to", models.CharField(blank=True, max_length=64)),
                ("kind", models.CharField(max_length=10)),
                ("language", models.CharField(max_length=3)),
                ("words", models.CharField(blank=True, max_length=1000)),
                ("name", models.CharField(blank=True, max_length=60)),
                ("salt", models.CharField(blank=True, max_length=64)),
                ("key_sha256", models.CharField(db_index=True, max_length=64)),
                ("same_sha256", models.CharField(blank=True, db_index=True, max_length=64)),
                ("state", models.CharField(default="waiting", max_length=12)),
                ("ground", models.CharField(blank=True, max_length=40)),
                ("sent_ms", models.BigIntegerField()),
                ("decided_ms", models.BigIntegerField(default=0)),
                ("decided_by", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "number"), name="one_asking_a_number"
                    )
                ],
            },
        ),
    ]
