"""Writes the tables that the works run on: the same bytes on every machine and in every year.

    python data.py DIRECTORY

films.csv has 1,000,000 rows of eight typed columns, studios.csv the 50,000 studios that most of them name.

films5k.csv and films32k.csv are what models learn from: fourteen features of a film, its popularity and whether
its rating is high. A quarter of the rows, is_test, is kept for judging, so that every program fits the same rows.
scaled5k.csv and scaled32k.csv hold the same features with mean 0 and deviation 1, votes on a log scale.
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


LEARNING = {"5k": 5_000, "32k": 32_000}
FEATURES = (
    "runtime vote_count release_year release_month is_october is_summer is_holiday genre_thriller genre_mystery "
    "genre_comedy genre_drama genre_scifi genre_count is_english"
).split()


# The share of all films up to here; then the runtime, how many see it, the oldest year's age, the chance of English
# and of thriller, mystery, comedy, drama and science fiction.
KINDS = [
    (0.30, 94, 3.4, 30, 0.90, (0.85, 0.30, 0.03, 0.15, 0.10)),
    (0.55, 88, 3.0, 40, 0.85, (0.10, 0.05, 0.90, 0.10, 0.20)),
    (0.80, 106, 2.9, 40, 0.25, (0.25, 0.45, 0.03, 0.85, 0.05)),
    (1.00, 92, 3.2, 76, 0.70, (0.20, 0.10, 0.05, 0.10, 0.45)),
]


def normal(chance):
    """Twelve uniform numbers less six: like the normal distribution as far as it matters here."""
    return sum(chance() for _ in range(12)) - 6


def film_to_learn_from(chance):
    """Features by name, the popularity and the rating, which hang on them and on much that nobody is told."""
    quality = normal(chance)
    month = 10 if chance() < 0.07 else 1 + int(12 * chance())
    of_all = chance()
    _, runtime, seen, ages, english, shares = next(kind for kind in KINDS if of_all < kind[0])
    thriller, mystery, comedy, drama, scifi = (chance() < share for share in shares)
    others = int(3 * chance())
    film = {
        "runtime": max(40, min(240, round(runtime + 12 * normal(chance) + 4 * quality))),
        "vote_count": int(math.exp(seen + 1.4 * normal(chance) + 0.9 * quality)),
        "release_year": 2025 - skewed(chance, ages),
        "release_month": month,
        "is_october": month == 10,
        "is_summer": 6 <= month <= 8,
        "is_holiday": month >= 11,
        "genre_thriller": thriller,
        "genre_mystery": mystery,
        "genre_comedy": comedy,
        "genre_drama": drama,
        "genre_scifi": scifi,
        "genre_count": max(1, thriller + mystery + comedy + drama + scifi + others),
        "is_english": chance() < english,
    }
    age = (2025 - film["release_year"]) / 10
    # People talk about what many have seen, about the new, and in October.
    talk = 0.6 * math.log(1 + film["vote_count"]) - 0.12 * age + 0.3 * (month == 10) * (age < 3)
    talk += 0.12 * film["is_summer"] + 0.2 * film["is_english"] + 0.15 * scifi + 0.08 * thriller - 0.1 * drama
    liking = 5.8 + 0.7 * quality + 0.016 * (film["runtime"] - 95) + 0.06 * age + 0.35 * drama - 0.3 * comedy
    liking += 0.2 * mystery - 0.25 * film["is_english"] - 0.15 * scifi + 0.5 * normal(chance)
    return film, math.exp(talk + 0.4 * normal(chance) - 1.7), liking


def write_learning_tables(directory, name, rows, seed):
    chance = random.Random(seed).random
    films = [film_to_learn_from(chance) for _ in range(rows)]
    # Three of four rows in a random order are those to fit.
    order = sorted((chance(), row) for row in range(rows))
    test = {row for _, row in order[rows * 3 // 4 :]}
    # What a high rating is, is learnt from the rows to fit.
    ratings = sorted(rating for row, (_, _, rating) in enumerate(films) if row not in test)
    high = ratings[len(ratings) // 2]
    with open(directory / f"films{name}.csv", "w", newline="") as file:
        file.write(",".join([*FEATURES, "popularity", "high_rating", "is_test"]) + "\n")
        for row, (film, popularity, rating) in enumerate(films):
            cells = [*film.values(), f"{popularity:.3f}", rating >= high, row in test]
            file.write(",".join(str(cell).lower() for cell in cells) + "\n")
    columns = [[float(film[feature]) for film, _, _ in films] for feature in FEATURES]
    votes = FEATURES.index("vote_count")
    columns[votes] = [math.log(1 + count) for count in columns[votes]]
    for number, column in enumerate(columns):
        mean = math.fsum(column) / rows
        deviation = math.sqrt(math.fsum((value - mean) ** 2 for value in column) / rows)
        columns[number] = [(value - mean) / deviation for value in column]
    with open(directory / f"scaled{name}.csv", "w", newline="") as file:
        file.write(",".join(FEATURES) + "\n")
        for values in zip(*columns):
            file.write(",".join(f"{value:.12f}" for value in values) + "\n")


if __name__ == "__main__":
    directory = pathlib.Path(sys.argv[1])
    directory.mkdir(parents=True, exist_ok=True)
    for name, rows in LEARNING.items():
        write_learning_tables(directory, name, rows, SEED + rows)
    write_studios(directory / "studios.csv")
    write_films(directory / "films.csv")
