"""Writes the tables that the works run on: the same bytes on every machine and in every year.

    python data.py DIRECTORY

films.csv has 1,000,000 rows of eight typed columns, studios.csv the 50,000 studios that most of them name.
"""

import datetime
import math
import pathlib
import random
import sys

FILMS = 1_000_000
STUDIOS = 50_000
SEED = 20260101

LANGUAGES = "en fr es ja de ko it zh pt hi ru sv da pl tr nl th fa cs fi".split()
GENRES = (
    "Horror,Thriller,Drama,Comedy,Mystery,Science Fiction,Fantasy,Action,Crime,Romance,"
    "Documentary,Animation,Adventure,War,Western"
).split(",")
COUNTRIES = "US,GB,FR,JP,DE,KR,IT,CN,BR,IN,RU,SE,DK,PL,TR,NL,TH,IR,CZ,FI".split(",")
ADJECTIVES = (
    "Silent,Last,Hidden,Broken,Cold,Endless,Burning,Forgotten,Pale,Savage,Hollow,Crimson,Distant,Restless,"
    "Sleeping,Black,Quiet,Wicked,Ancient,Lost"
).split(",")
NOUNS = (
    "House,River,Shadow,Garden,Winter,Mirror,Stranger,Harbour,Promise,Forest,Signal,Orchard,Witness,Station,"
    "Valley,Engine,Chapel,Harvest,Lighthouse,Letter"
).split(",")
CJK = ("静かな家", "最後の手紙", "夜の森", "검은 강", "마지막 겨울", "暗影花园", "无尽的冬天", "灯台の影")
FIRST_DAY = datetime.date(1920, 1, 1)
DAYS = (datetime.date(2025, 12, 31) - FIRST_DAY).days + 1


def skewed(chance, count):
    """An index below `count`, the low ones far more often."""
    return int(count * chance() ** 3)


def heavy_tailed(chance):
    """Mostly near 1, seldom in the thousands. A square root is rounded alike everywhere, a power is not."""
    large = 1 / (1 - chance())
    return min(9999.0, 0.6 * large * math.sqrt(large))


def title(chance, number):
    """Nearly every one unlike the others; one in ten with a comma, one in twenty with quotes."""
    name = f"The {ADJECTIVES[int(20 * chance())]} {NOUNS[int(20 * chance())]} {number}"
    kind = chance()
    if kind < 0.05:
        return f'"The ""{NOUNS[int(20 * chance())]}"" Tapes {number}"'
    if kind < 0.15:
        return f'"{name}, Part {1 + int(9 * chance())}"'
    if kind < 0.18:
        return f"{CJK[int(len(CJK) * chance())]} {number}"
    return name


def write_films(path):
    chance = random.Random(SEED).random
    days = [(FIRST_DAY + datetime.timedelta(days=day)).isoformat() for day in range(DAYS)]
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write("id,title,release_date,language,genre,studio,rating,popularity\n")
        lines = []
        for row in range(FILMS):
            name = title(chance, int(900_000 * chance()))
            day = "" if chance() < 0.02 else days[DAYS - 1 - skewed(chance, DAYS)]
            language = LANGUAGES[skewed(chance, len(LANGUAGES))]
            genre = GENRES[skewed(chance, len(GENRES))]
            # One film in thirty has no studio, some name one that is not in the other table.
            studio = "" if chance() < 0.03 else f"Studio {skewed(chance, STUDIOS + 500):05d}"
            rating = "" if chance() < 0.04 else f"{2 + 4 * (chance() + chance()):.1f}"
            popularity = "" if chance() < 0.05 else f"{heavy_tailed(chance):.3f}"
            lines.append(f"{row + 1},{name},{day},{language},{genre},{studio},{rating},{popularity}\n")
            if len(lines) == 10_000:
                file.writelines(lines)
                lines.clear()
        file.writelines(lines)


def write_studios(path):
    chance = random.Random(SEED + 1).random
    numbers = list(range(STUDIOS))
    # Shuffled by hand: the library's own shuffle may change between versions.
    for last in range(STUDIOS - 1, 0, -1):
        other = int((last + 1) * chance())
        numbers[last], numbers[other] = numbers[other], numbers[last]
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write("studio,country,founded\n")
        for number in numbers:
            country = COUNTRIES[skewed(chance, len(COUNTRIES))]
            founded = "" if chance() < 0.1 else str(1900 + int(125 * chance()))
            file.write(f"Studio {number:05d},{country},{founded}\n")


if __name__ == "__main__":
    directory = pathlib.Path(sys.argv[1])
    directory.mkdir(parents=True, exist_ok=True)
    write_studios(directory / "studios.csv")
    write_films(directory / "films.csv")
