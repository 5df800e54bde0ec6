from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("secretariat", "0016_programme"),
    ]

    operations = [
        migrations.CreateModel(
            name="SealedMeeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("session", models.CharField(max_length=64)),
                ("meeting", models.CharField(max_length=32, unique=True)),
                ("content", models.TextField()),
            ],
        ),
    ]
