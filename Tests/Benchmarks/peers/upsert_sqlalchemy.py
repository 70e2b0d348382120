"""SQLAlchemy's bulk upsert, as its documentation shows it, with the rows that keep the past and the snapshots."""

from peer import data, finish, operation
import csv
import json
import sqlalchemy
from sqlalchemy.dialects.sqlite import insert

engine = sqlalchemy.create_engine(f"sqlite:///{data / 'upsert.sqlite'}")


@sqlalchemy.event.listens_for(engine, "connect")
def settings(connection, _):
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = normal")


tables = sqlalchemy.MetaData()
tables.reflect(engine)
movies, snapshots = tables.tables["movies"], tables.tables["movie_snapshots"]
versions, lives = tables.tables["movie_versions"], tables.tables["movie_lives"]
ingests = tables.tables["ingests"]

details = [
    "imdb_id", "title", "original_title", "original_language", "overview", "release_date", "runtime", "genres",
    "budget", "revenue",
]  # fmt: skip
numbers = {"popularity": float, "vote_count": int, "vote_average": float}
kinds = {"runtime": int, "budget": int, "revenue": int} | numbers
now = "2026-11-21T00:00:00Z"


def value(name, text):
    if text == "":
        return None
    if name == "genres":
        return text if text.startswith("[") else json.dumps(text.split(", "))
    return kinds.get(name, str)(text)


with open(data / "changed.csv", newline="") as file:
    films = [
        {"tmdb_id": int(row["tmdb_id"]), "updated_at": now}
        | {name: value(name, row[name]) for name in [*details, *numbers]}
        for row in csv.DictReader(file)
    ]
# Dates and times stand as texts in the store.
movies.c.release_date.type = movies.c.updated_at.type = sqlalchemy.Text()
versions.c.release_date.type = versions.c.details_ts.type = sqlalchemy.Text()
snapshots.c.snapshot_ts.type = lives.c.details_ts.type = ingests.c.finished_at.type = sqlalchemy.Text()

with operation(), engine.begin() as connection:
    ingest = connection.execute(sqlalchemy.select(sqlalchemy.func.max(ingests.c.ingest))).scalar() + 1
    last = connection.execute(sqlalchemy.select(sqlalchemy.func.max(ingests.c.last_snapshot))).scalar()
    connection.execute(
        ingests.insert(),
        dict(ingest=ingest, finished_at=now, source="peer", seen=len(films), added=0, changed=len(films), gone=0,
             snapshots=len(films), last_snapshot=last + len(films)),
    )  # fmt: skip
    old = connection.execute(sqlalchemy.select(movies, lives.c.details_since, lives.c.details_ts).join(
        lives, lives.c.tmdb_id == movies.c.tmdb_id)).mappings().all()  # fmt: skip
    connection.execute(
        versions.insert(),
        [
            {name: row[name] for name in ["tmdb_id", *details]}
            | {"until": ingest, "since": row["details_since"], "details_ts": row["details_ts"]}
            for row in old
        ],
    )
    statement = insert(movies)
    update = {name: statement.excluded[name] for name in [*details, *numbers, "updated_at"]}
    connection.execute(statement.on_conflict_do_update(index_elements=["tmdb_id"], set_=update), films)
    connection.execute(
        lives.update().where(lives.c.tmdb_id == sqlalchemy.bindparam("film")).values(
            details_since=ingest, details_ts=now),
        [{"film": film["tmdb_id"]} for film in films],
    )  # fmt: skip
    connection.execute(
        snapshots.insert(),
        [
            {"id": last + place, "tmdb_id": film["tmdb_id"], "snapshot_ts": now}
            | {name: film[name] for name in numbers}
            for place, film in enumerate(films, 1)
        ],
    )


def answer():
    with engine.connect() as connection:
        query = "select count(*), sum(vote_count), sum(popularity), sum(overview like '%Restored.') from movies"
        row = connection.execute(sqlalchemy.text(query)).one()
    return [dict(zip(["films", "votes", "popularity", "restored"], row))]


finish(answer)
