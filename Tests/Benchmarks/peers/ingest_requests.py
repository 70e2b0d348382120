"""A plain ingester: requests with one session, SQLAlchemy's upsert, a snapshot a film, one commit a page."""

from peer import data, finish, operation
import datetime
import os
import requests
import sqlalchemy
from sqlalchemy.dialects.sqlite import insert

engine = sqlalchemy.create_engine(f"sqlite:///{data / 'ingested.sqlite'}")


@sqlalchemy.event.listens_for(engine, "connect")
def settings(connection, _):
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = normal")


tables = sqlalchemy.MetaData()
movies = sqlalchemy.Table(
    "movies", tables,
    sqlalchemy.Column("tmdb_id", sqlalchemy.Integer, primary_key=True),
    *(sqlalchemy.Column(name, sqlalchemy.Text) for name in
      ["title", "original_title", "original_language", "overview", "release_date", "genres", "updated_at"]),
    *(sqlalchemy.Column(name, sqlalchemy.Float) for name in ["popularity", "vote_average"]),
    sqlalchemy.Column("vote_count", sqlalchemy.Integer),
)  # fmt: skip
snapshots = sqlalchemy.Table(
    "movie_snapshots", tables,
    sqlalchemy.Column("id", sqlalchemy.Integer, primary_key=True),
    sqlalchemy.Column("tmdb_id", sqlalchemy.Integer),
    sqlalchemy.Column("snapshot_ts", sqlalchemy.Text),
    *(sqlalchemy.Column(name, sqlalchemy.Float) for name in ["popularity", "vote_average"]),
    sqlalchemy.Column("vote_count", sqlalchemy.Integer),
)  # fmt: skip
names = [column.name for column in movies.columns if column.name not in ("tmdb_id", "genres", "updated_at")]


def ingest():
    tables.create_all(engine)
    session = requests.Session()
    base, key = os.environ["HQ_TMDB_URL"], os.environ["TMDB_API_KEY"]

    def get(path, **parameters):
        reply = session.get(base + path, params={"api_key": key, **parameters}, timeout=60)
        reply.raise_for_status()
        return reply.json()

    genres = {genre["id"]: genre["name"] for genre in get("/genre/movie/list")["genres"]}
    statement = insert(movies)
    update = {name: statement.excluded[name] for name in [*names, "genres", "updated_at"]}
    statement = statement.on_conflict_do_update(index_elements=["tmdb_id"], set_=update)
    for year in range(2010, 2027):
        page, pages = 1, 1
        while page <= pages:
            content = get(
                "/discover/movie", with_genres=27, primary_release_year=year, page=page, include_adult="false",
                sort_by="title.asc", **{"vote_count.gte": 50},
            )  # fmt: skip
            pages = content["total_pages"]
            now = datetime.datetime.now(datetime.UTC).isoformat()
            films = [
                {name: film.get(name) or None for name in names}
                | {
                    "tmdb_id": film["id"],
                    "updated_at": now,
                    "genres": ", ".join(genres[number] for number in film["genre_ids"]),
                }
                for film in content["results"]
            ]
            with engine.begin() as connection:
                connection.execute(statement, films)
                connection.execute(
                    snapshots.insert(),
                    [
                        {name: film[name] for name in ["tmdb_id", "popularity", "vote_average", "vote_count"]}
                        | {"snapshot_ts": now}
                        for film in films
                    ],
                )
            page += 1


with operation():
    ingest()


def answer():
    with engine.connect() as connection:
        query = "select count(*), sum(vote_count), sum(popularity) from movies"
        row = connection.execute(sqlalchemy.text(query)).one()
    return [dict(zip(["films", "votes", "popularity"], row))]


finish(answer)
