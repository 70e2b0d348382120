import Query
