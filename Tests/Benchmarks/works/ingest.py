"""A first sweep: 6,800 films on 340 pages of the stand-in, into an empty store."""

import tmdb
from work import Faster, Work

WORK = Work(
    title="a first sweep of 340 pages of the stand-in, limits off, whole process",
    script=['use "ingested.sqlite"', "ingest tmdb horror since 2010"],
    prepare=lambda binary, folder: tmdb.use(WORK),
    reset=lambda folder: tmdb.remove(folder, "ingested.sqlite"),
    answer="load films | aggregate films = count(), votes = sum(vote_count), popularity = sum(popularity)",
    peers={"requests": ["ingest_requests.py"]},
    targets=[Faster("requests", 5)],
    whole_process=True,
    rounds=7,
)
