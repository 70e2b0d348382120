import SQLite
import Tables

extension FilmExtras {
  /// What is known, as the rows of its tables: without the number of the film, in the order of their keys.
  fileprivate var rows: [(table: StoreTable, rows: [[Value]])] {
    var rows: [(table: StoreTable, rows: [[Value]])] = []
    if let keywords { rows.append((.keywords, FilmExtras.distinct(keywords).map { [.text($0)] })) }
    if let credits {
      rows.append(
        (
          .credits,
          credits.enumerated().map { place, credit in
            [
              .int(Int64(place + 1)), .of(credit.personID), .text(credit.name), .text(credit.job),
              .of(credit.character),
            ]
          }
        ))
    }
    if let companies {
      rows.append(
        (
          .companies,
          companies.enumerated().map { place, company in
            [.int(Int64(place + 1)), .of(company.id), .text(company.name), .of(company.country)]
          }
        ))
    }
    if let franchise { rows.append((.franchises, [[.of(franchise.id), .text(franchise.name)]])) }
    return rows
  }

  /// Each text once, by its bytes, as SQLite tells texts apart and puts them in order.
  private static func distinct(_ texts: [String]) -> [String] {
    let sorted = texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return sorted.indices.filter { $0 == 0 || !sorted[$0].utf8.elementsEqual(sorted[$0 - 1].utf8) }
      .map { sorted[$0] }
  }
}

extension StoreWriter {
  /// What is known of a film now takes the place of what was, which is kept. False when nothing has changed.
  func write(_ extras: FilmExtras, in ingest: Int) throws(SQLiteError) -> Bool {
    var hasNews = false
    for (table, rows) in extras.rows where try !connection.holds(rows, in: table, of: extras.tmdbID) {
      try connection.keep(table, of: extras.tmdbID, until: ingest)
      try connection.insert(rows, into: table, of: extras.tmdbID, since: ingest)
      hasNews = true
    }
    return hasNews
  }

  func writeReading(of film: Int64, at time: Timestamp) throws(SQLiteError) {
    try run("insert or replace into movie_readings (tmdb_id, read_at) values (?1, ?2)") {
      $0.bind(1, film)
      $0.bind(2, time.storedText)
    }
  }
}

extension SQLiteConnection {
  /// Adds all that is known of a film of which nothing is there yet.
  func insert(_ extras: FilmExtras, since ingest: Int) throws(SQLiteError) {
    for (table, rows) in extras.rows {
      try insert(rows, into: table, of: extras.tmdbID, since: ingest)
    }
  }

  fileprivate func insert(
    _ rows: [[Value]], into table: StoreTable, of film: Int64, since ingest: Int
  ) throws(SQLiteError) {
    let names = table.schema.names
    let places = (1...names.count + 1).map { "?\($0)" }.joined(separator: ", ")
    let statement = try kept(
      "insert into \(table.sqlName) (\(names.joined(separator: ", ")), since) values (\(places))")
    for row in rows {
      statement.bind([.int(film)] + row + [.int(Int64(ingest))])
      try statement.run()
    }
  }

  /// The rows that a film has in a table become those that it had up to an ingest.
  fileprivate func keep(_ table: StoreTable, of film: Int64, until ingest: Int) throws(SQLiteError) {
    guard let versions = table.versionsName else { return }
    let names = table.schema.names.joined(separator: ", ")
    let keeping = try kept(
      "insert into \(versions) (\(names), since, until) select \(names), since, ?2 from \(table.sqlName) "
        + "where tmdb_id = ?1 and since < ?2")
    keeping.bind([.int(film), .int(Int64(ingest))])
    try keeping.run()
    let deleting = try kept("delete from \(table.sqlName) where tmdb_id = ?1")
    deleting.bind([.int(film)])
    try deleting.run()
  }

  /// Whether a film has these rows in a table, and no others.
  fileprivate func holds(_ rows: [[Value]], in table: StoreTable, of film: Int64) throws(SQLiteError) -> Bool
  {
    let names = table.schema.names.dropFirst().joined(separator: ", ")
    let statement = try kept(
      "select \(names) from \(table.sqlName) where tmdb_id = ?1 order by \(table.key.joined(separator: ", "))"
    )
    statement.bind([.int(film)])
    defer { statement.reset() }
    for row in rows {
      guard try statement.step(), row.indices.allSatisfy({ statement.holds(row[$0], $0) }) else {
        return false
      }
    }
    return try !statement.step()
  }
}

extension SQLiteStatement {
  /// Whether a column has a value; texts byte by byte, as `tellsNews` compares them.
  fileprivate func holds(_ value: Value, _ column: Int) -> Bool {
    switch value {
    case .int(let number): !isNull(column) && int(column) == number
    case .text(let text): !isNull(column) && bytes(column).elementsEqual(text.utf8)
    default: isNull(column)
    }
  }
}

extension Value {
  fileprivate static func of(_ number: Int64?) -> Value { number.map { .int($0) } ?? .null }
  fileprivate static func of(_ text: String?) -> Value { text.map { .text($0) } ?? .null }
}
