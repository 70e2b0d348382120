from peer import data, finish, operation, pandas_rows
import pandas

films = pandas.read_csv(data / "films.csv", parse_dates=["release_date"])

with operation():
    answer = (
        films[(films["rating"] >= 6.5) & (films["popularity"] > 1)]
        .groupby(["language", "genre"], as_index=False)
        .agg(films=("id", "size"), rating=("rating", "mean"), popularity=("popularity", "sum"))
        .sort_values(["films", "language", "genre"], ascending=[False, True, True])
    )

finish(lambda: pandas_rows(answer))
