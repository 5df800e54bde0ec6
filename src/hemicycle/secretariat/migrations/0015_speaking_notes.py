from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("secretariat", "0014_takes"),
    ]

    operations = [
        migrations.CreateModel(
            name="SpeakingNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("session", models.CharField(max_length=64)),
                ("text", models.CharField(max_length=64)),
                ("amendment", models.PositiveIntegerField()),
                ("member", models.CharField(max_length=64)),
                ("note", models.CharField(max_length=2000)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "text", "amendment", "member"),
                        name="one_note_an_amendment",
                    )
                ],
            },
        ),
    ]
