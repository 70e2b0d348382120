from peer import data, duckdb_rows, finish, operation, threads
import duckdb

connection = duckdb.connect(config={"threads": threads})
for table in ("films", "studios"):
    connection.execute(f"create table {table} as select * from read_csv('{data / table}.csv')")

with operation():
    connection.execute("create table joined as select * from films join studios using (studio)")

finish(
    lambda: duckdb_rows(
        connection.sql("""
            select count(*) films, sum(id)::bigint ids, sum(founded)::bigint founded,
              count(country) countries, sum(popularity) popularity
            from joined""")
    )
)
