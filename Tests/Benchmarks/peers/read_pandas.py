from peer import data, finish, operation
import pandas

with operation():
    films = pandas.read_csv(data / "films.csv", parse_dates=["release_date"])

finish(
    lambda: [
        {
            "films": len(films),
            "ids": films["id"].sum().item(),
            "first": films["title"].min(),
            "last": films["title"].max(),
            "dated": films["release_date"].count().item(),
            "oldest": films["release_date"].min().date(),
            "newest": films["release_date"].max().date(),
            "studios": films["studio"].count().item(),
            "rating": films["rating"].sum().item(),
            "popularity": films["popularity"].sum().item(),
        }
    ]
)
