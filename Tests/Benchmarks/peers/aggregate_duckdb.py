from peer import data, finish, operation, threads
import duckdb

connection = duckdb.connect(config={"threads": threads})
connection.execute(f"create table films as select * from read_csv('{data / 'films.csv'}')")

with operation():
    relation = connection.sql("""
        select language, genre, count(*) films, avg(rating) rating, sum(popularity) popularity
        from films where rating >= 6.5 and popularity > 1
        group by language, genre order by films desc, language, genre""")
    names = relation.columns
    rows = relation.fetchall()

finish(lambda: [dict(zip(names, row)) for row in rows])
