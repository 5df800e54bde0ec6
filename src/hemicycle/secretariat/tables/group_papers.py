"""Papers that a geopolitical group keeps to itself, sealed: without the key nothing shows."""

from django.db import models


class GroupPaper(models.Model):
    """One paper; `head` is what a list tells of it, `content` its file; both are sealed."""

    session = models.CharField(max_length=64)
    paper = models.CharField(max_length=32, unique=True)
    head = models.TextField()
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"paper {self.paper}"


class ClosedSheet(models.Model):
    """The sheet of one closed sitting; all of it, whose it is too, lies in `content`."""

    session = models.CharField(max_length=64)
    content = models.TextField()

    def __str__(self) -> str:
        return f"sheet {self.pk}"
