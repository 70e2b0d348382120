from peer import data, finish, operation
import pandas
import sqlite3

store = sqlite3.connect(data / "catalogue.sqlite")
with operation():
    films = pandas.read_sql("select * from movies", store)

finish(
    lambda: [
        {
            "films": len(films),
            "votes": films["vote_count"].sum().item(),
            "popularity": films["popularity"].sum().item(),
            "runtimes": films["runtime"].sum().item(),
            "first": films["title"].min(),
            "last": films["title"].max(),
        }
    ]
)
