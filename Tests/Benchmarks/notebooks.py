"""The notebooks of hq and of Jupyter that works run, and whether what they left is whole."""

import os
import pathlib
import shutil
import struct
import subprocess
import sys

import measure
import stores

HERE = pathlib.Path(__file__).resolve().parent
PICTURES = ["importance", "roc", "confusion", "residuals", "clusters", "months"]
SIZE = (2400, 1600)
FIRST, COUNT = 1970, 50


def jupyter(folder):
    """notebook.ipynb: a cell for each part of the script. In a process of its own, for it is large."""
    script = HERE / "peers" / "notebook_python.py"
    make = (
        "import nbformat, pathlib, re, sys\n"
        "source, target = map(pathlib.Path, sys.argv[1:])\n"
        "book = nbformat.v4.new_notebook(metadata={'kernelspec': {'name': 'python3', 'display_name': 'Python 3'}})\n"
        "for cell in re.split(r'^# %%.*$', source.read_text(), flags=re.M)[1:]:\n"
        "    book.cells.append(nbformat.v4.new_code_cell(cell.strip()))\n"
        "nbformat.write(book, target)\n"
    )
    subprocess.run([sys.executable, "-c", make, str(script), str(folder / "notebook.ipynb")], check=True)


def prepare(binary, folder):
    stores.catalogue(binary, folder)
    jupyter(folder)


def reset(folder):
    stores.put_back(folder, "notebook.sqlite")
    for name in [*(f"{picture}.png" for picture in PICTURES), "report.html"]:
        (folder / name).unlink(missing_ok=True)


def check(folder):
    """All pictures are there, of the size that is asked for and whole, and the report shows something."""
    for picture in PICTURES:
        path = folder / f"{picture}.png"
        bytes_ = path.read_bytes() if path.exists() else b""
        if bytes_[:8] != b"\x89PNG\r\n\x1a\n" or b"IEND" not in bytes_[-12:]:
            raise measure.Failed(f"{path.name} is no whole picture")
        if struct.unpack(">II", bytes_[16:24]) != SIZE:
            raise measure.Failed(f"{path.name} is not {SIZE[0]}×{SIZE[1]}")
    report = folder / "report.html"
    text = report.read_text() if report.exists() else ""
    if "<table" not in text:
        raise measure.Failed("report.html shows no table")


TEMPLATE = """\
# # Horror since {year}
use demo
load horror since {year} as horror
horror | aggregate films = count(), popularity = avg(popularity) by month | sort month
horror | train rf popularity ~ runtime + vote_count + year + month depth=8 trees=50 seed={seed}
plot importance to "importance-{year}.png"
"""


def suite(binary, folder):
    """suite/: notebooks that differ in their parameters, with what each has said and its lock."""
    books = folder / "suite"
    # What another hq has recorded may be of another form.
    if (books / "made").exists() and (books / "made").stat().st_mtime > pathlib.Path(binary).stat().st_mtime:
        return
    shutil.rmtree(books, ignore_errors=True)
    books.mkdir()
    for number in range(COUNT):
        name = f"book{number:02}.hq"
        (books / name).write_text(TEMPLATE.format(year=FIRST + number, seed=number))
        stores.hq(binary, "record", name, folder=books)
    (books / "made").touch()


def together(binary, folder):
    return measure.run([str(binary), "test", str(folder / "suite")], dict(os.environ))[0].wall_ms


def one_by_one(binary, folder):
    """Every notebook in a process of its own, one after another."""
    books = sorted((folder / "suite").glob("*.hq"))
    if len(books) != COUNT:
        raise measure.Failed(f"there are {len(books)} notebooks, not {COUNT}")
    return sum(measure.run([str(binary), "replay", str(book)], dict(os.environ))[0].wall_ms for book in books)
