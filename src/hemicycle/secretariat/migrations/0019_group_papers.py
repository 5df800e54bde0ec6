from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("secretariat", "0018_public_questions"),
    ]

    operations = [
        migrations.CreateModel(
            name="GroupPaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("session", models.CharField(max_length=64)),
                ("paper", models.CharField(max_length=32, unique=True)),
                ("head", models.TextField()),
                ("content", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="ClosedSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("session", models.CharField(max_length=64)),
                ("content", models.TextField()),
            ],
        ),
    ]
