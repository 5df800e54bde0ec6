from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("secretariat", "0010_speeches"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChairNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("note_id", models.CharField(max_length=64, unique=True)),
                ("session", models.CharField(max_length=64)),
                ("body", models.CharField(max_length=64)),
                ("sitting", models.IntegerField()),
                ("about", models.CharField(max_length=16)),
                ("text", models.CharField(max_length=280)),
                ("sent_by", models.CharField(max_length=64)),
                ("sent_at_ms", models.BigIntegerField()),
                ("seen_at_ms", models.BigIntegerField(default=0)),
            ],
        ),
    ]
