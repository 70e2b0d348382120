from peer import data, finish, operation
import pandas

films = pandas.read_csv(data / "films.csv", parse_dates=["release_date"])
studios = pandas.read_csv(data / "studios.csv")

with operation():
    joined = films.merge(studios, on="studio")

finish(
    lambda: [
        {
            "films": len(joined),
            "ids": joined["id"].sum().item(),
            "founded": int(joined["founded"].sum()),
            "countries": joined["country"].count().item(),
            "popularity": joined["popularity"].sum().item(),
        }
    ]
)
