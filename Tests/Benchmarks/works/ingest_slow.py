"""The same sweep where each reply takes 50 ms: what counts is how well the connections are kept busy."""

import math
import tmdb
from work import Under, Work

CONNECTIONS, PAGES, REPLY = 8, 341, 50

WORK = Work(
    title="the same with replies of 50 ms (341 replies over 8 connections: 2.15 s at best)",
    script=['use "ingested.sqlite"', "ingest tmdb horror since 2010"],
    prepare=lambda binary, folder: tmdb.use(WORK, delay=REPLY),
    reset=lambda folder: tmdb.remove(folder, "ingested.sqlite"),
    peers={},
    targets=[Under(1.3 * math.ceil(PAGES / CONNECTIONS) * REPLY)],
    rounds=5,
)
