"""Stores that works read and write: made by hq itself from the demo catalogue, and kept beside the data."""

import csv
import datetime
import pathlib
import shutil
import sqlite3
import subprocess


def hq(binary, *arguments, folder):
    subprocess.run([str(binary), *arguments], cwd=folder, check=True, capture_output=True)


def catalogue(binary, folder):
    """catalogue.sqlite holds the films of the demo catalogue, after one ingest; catalogue.csv the same."""
    store = folder / "catalogue.sqlite"
    # One that an older hq has made would be migrated in each run.
    if not store.exists() or store.stat().st_mtime < pathlib.Path(binary).stat().st_mtime:
        for path in folder.glob("*.sqlite*"):
            path.unlink()
        hq(binary, "--demo", "-c", 'load films | export to "catalogue.csv"', folder=folder)
        hq(binary, "--db", "catalogue.sqlite", "-c", 'ingest from "catalogue.csv"', folder=folder)
    return store


def rows(folder, name="catalogue.csv"):
    with open(folder / name, newline="") as file:
        return list(csv.DictReader(file))


def write(folder, name, films):
    with open(folder / name, "w", newline="") as file:
        writer = csv.DictWriter(file, films[0].keys())
        writer.writeheader()
        writer.writerows(films)


def changed(binary, folder):
    """changed.csv: every film with other details and other numbers."""
    catalogue(binary, folder)
    films = rows(folder)
    for film in films:
        film["overview"] += " Restored."
        film["popularity"] = str(round(float(film["popularity"]) + 1, 1))
        film["vote_count"] = str(int(film["vote_count"] or 0) + 3)
    write(folder, "changed.csv", films)


def put_back(folder, name="upsert.sqlite"):
    """The store of that name is what catalogue.sqlite is."""
    for ending in ["", "-wal", "-shm"]:
        pathlib.Path(f"{folder}/{name}{ending}").unlink(missing_ok=True)
    shutil.copyfile(folder / "catalogue.sqlite", folder / name)


def many_ingests(binary, folder):
    """long.sqlite: 1,001 ingests, each but the first with other numbers of 600 films and other details of 60."""
    if (folder / "long.sqlite").exists():
        return
    catalogue(binary, folder)
    shutil.copyfile(folder / "catalogue.sqlite", folder / "making.sqlite")
    films = rows(folder)
    lines = []
    for turn in range(10):
        part = [dict(film) for film in films[turn * 600 : turn * 600 + 600]]
        for version in "ab":
            for number, film in enumerate(part):
                film["popularity"] = str(round(float(film["popularity"]) + 0.1, 1))
                if number % 10 == 0:
                    film["overview"] = f"{film['overview']} {version}"[-400:]
            write(folder, f"part{turn}{version}.csv", part)
    for turn in range(1000):
        lines.append(f'ingest from "part{turn % 10}{"ab"[turn // 10 % 2]}.csv"')
    (folder / "many.hq").write_text("\n".join(lines) + "\n")
    hq(binary, "--quiet", "--db", "making.sqlite", "many.hq", folder=folder)
    (folder / "making.sqlite").rename(folder / "long.sqlite")


def many_snapshots(binary, folder):
    """huge.sqlite: ten million snapshots, a thousand of each of ten thousand films."""
    if (folder / "huge.sqlite").exists():
        return
    (folder / "huge.csv").write_text(
        "tmdb_id,title,popularity,vote_count\n" + "".join(f"{i},Film {i},1,1\n" for i in range(1, 10_001))
    )
    hq(binary, "--db", "filling.sqlite", "-c", 'ingest from "huge.csv"', folder=folder)
    store = sqlite3.connect(folder / "filling.sqlite", isolation_level=None)
    store.execute("pragma journal_mode = off")
    store.execute("begin")
    store.execute("delete from movie_snapshots")
    start = datetime.datetime(2026, 1, 1)
    times = [(start + datetime.timedelta(hours=n)).strftime("%Y-%m-%dT%H:%M:%SZ") for n in range(1000)]
    store.executemany(
        "insert into movie_snapshots values (?, ?, ?, ?, ?, ?)",
        (
            (n * 10_000 + film, film, times[n], (film * 7 + n) % 500 / 10, film + n, 6.5)
            for film in range(1, 10_001)
            for n in range(1000)
        ),
    )
    store.executemany(
        "insert into ingests values (?, ?, 'made', 10000, 0, 0, 0, 10000, ?)",
        ((n + 1, times[n], (n + 1) * 10_000) for n in range(1, 1000)),
    )
    store.execute("update ingests set finished_at = ?, last_snapshot = 10000 where ingest = 1", (times[0],))
    store.execute("commit")
    store.execute("pragma journal_mode = wal")
    store.close()
    (folder / "filling.sqlite").rename(folder / "huge.sqlite")
