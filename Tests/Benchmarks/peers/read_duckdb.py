from peer import data, duckdb_rows, finish, operation, threads
import duckdb

connection = duckdb.connect(config={"threads": threads})

with operation():
    connection.execute(f"create table films as select * from read_csv('{data / 'films.csv'}')")

finish(
    lambda: duckdb_rows(
        connection.sql("""
            select count(*) films, sum(id)::bigint ids, min(title) as first, max(title) as last,
              count(release_date) dated, min(release_date) oldest, max(release_date) newest,
              count(studio) studios, sum(rating) rating, sum(popularity) popularity
            from films""")
    )
)
