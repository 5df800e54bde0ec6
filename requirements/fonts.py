"""Makes the web fonts again: the letters that fonts.css names, the weights that our sheets use.

Needs npm on the path (the fonts come as packages) and the packages of dev.txt. Run it only after
changing a `unicode-range` or a version below; the files are kept in the repository:
    .venv/bin/python requirements/fonts.py
The unicode ranges stand in fonts.css alone; this program reads them there.
"""

import io
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

STATIC = Path(__file__).resolve().parent.parent / "src" / "hemicycle" / "web" / "static"
SANS, ARABIC, SERIF = "noto-sans@5.3.0", "noto-sans-arabic@5.3.0", "source-serif-4@5.3.1"
# Each of our files: the package it comes from, and the file there, without "-wght-normal.woff2".
MADE_OF = {
    "noto-sans-latin": (SANS, "noto-sans-latin"),
    "noto-sans-latin-names": (SANS, "noto-sans-latin-ext"),
    "noto-sans-latin-rare": (SANS, "noto-sans-latin-ext"),
    "noto-sans-vietnamese": (SANS, "noto-sans-vietnamese"),
    "noto-sans-greek": (SANS, "noto-sans-greek"),
    "noto-sans-cyrillic": (SANS, "noto-sans-cyrillic"),
    "noto-sans-cyrillic-names": (SANS, "noto-sans-cyrillic-ext"),
    "noto-sans-arabic": (ARABIC, "noto-sans-arabic-arabic"),
    "noto-sans-arabic-names": (ARABIC, "noto-sans-arabic-arabic"),
    "hemicycle-serif-latin": (SERIF, "source-serif-4-latin"),
    "hemicycle-serif-latin-names": (SERIF, "source-serif-4-latin-ext"),
}
WEIGHTS = (400, 700)
# What the sheets switch on, and what writing needs: small capitals and fractions stay behind.
FEATURES = [
    *("kern", "liga", "calt", "clig", "ccmp", "locl", "mark", "mkmk", "lnum", "tnum"),
    *("init", "medi", "fina", "isol", "rlig"),
]
# Copyright, licence and its address stay in the file, beside the names that a font must have.
KEPT_NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]
# The licence reserves "Source" for the files as Adobe made them.
RENAMED = (("SourceSerif4", "HemicycleSerif"), ("Source Serif 4", "Hemicycle Serif"))
FACE = re.compile(r"fonts/([\w-]+)\.woff2[^}]*?unicode-range:([^;]+);")


def named(said: str) -> set[int]:
    """The letters of a `unicode-range`."""
    spans = [part.strip().removeprefix("U+").split("-") for part in said.split(",")]
    return {code for span in spans for code in range(int(span[0], 16), int(span[-1], 16) + 1)}


def ranges(css: str) -> dict[str, set[int]]:
    """The letters of each file, as the sheet gives them to it."""
    return {name: named(said) for name, said in FACE.findall(css)}


def reloaded(font: TTFont) -> TTFont:
    """The font as it would be read again; a subset has to be, before its weights are cut."""
    written = io.BytesIO()
    font.flavor = None
    font.save(written)
    written.seek(0)
    return TTFont(written, recalcTimestamp=False)


def made(source: Path, letters: set[int]) -> TTFont:
    """One file of ours: the letters, the weights, without hints for old screens."""
    options = Options(hinting=False, name_IDs=KEPT_NAMES, layout_features=FEATURES)
    font = TTFont(source, recalcTimestamp=False)
    subset = Subsetter(options)
    subset.populate(unicodes=letters)
    subset.subset(font)
    font = instantiateVariableFont(reloaded(font), {"wght": WEIGHTS})
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6):
            text = str(record)
            for old, new in RENAMED:
                text = text.replace(old, new)
            record.string = text
    font.flavor = "woff2"
    return font


def fetched(folder: Path, package: str) -> Path:
    """The folder with the files of a package."""
    call = ["npm", "pack", "--silent", f"@fontsource-variable/{package}"]
    told = subprocess.run(call, cwd=folder, check=True, capture_output=True, text=True)
    unpacked = folder / package
    with tarfile.open(folder / told.stdout.strip()) as packed:
        packed.extractall(unpacked, filter="data")
    return unpacked / "package" / "files"


def main() -> None:
    """Every file of fonts.css, and what it weighs."""
    letters = ranges((STATIC / "css" / "fonts.css").read_text())
    with tempfile.TemporaryDirectory() as name:
        files = {package: fetched(Path(name), package) for package in (SANS, ARABIC, SERIF)}
        for ours, (package, theirs) in MADE_OF.items():
            font = made(files[package] / f"{theirs}-wght-normal.woff2", letters[ours])
            target = STATIC / "fonts" / f"{ours}.woff2"
            font.save(target)
            print(f"{target.name}: {len(font.getBestCmap())} letters, {target.stat().st_size}")


if __name__ == "__main__":
    main()
