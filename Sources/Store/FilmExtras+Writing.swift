import SQLite
import Tables

extension FilmExtras {
  /// What is known of a table's rows: without the number of the film, in the order of their keys. Nil when nothing is.
  fileprivate func rows(of table: StoreTable) -> [[Value]]? {
    switch table.name {
    case StoreTable.keywords.name: keywords.map { FilmExtras.distinct($0).map { [.text($0)] } }
    case StoreTable.credits.name:
      credits?.enumerated().map { place, credit in
        [
          .int(Int64(place + 1)), .of(credit.personID), .text(credit.name), .text(credit.job),
          .of(credit.character),
        ]
      }
    case StoreTable.companies.name:
      companies?.enumerated().map { place, company in
        [.int(Int64(place + 1)), .of(company.id), .text(company.name), .of(company.country)]
      }
    default: franchise.map { [[.of($0.id), .text($0.name)]] }
    }
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
    for table in StoreTable.extras {
      guard let rows = extras.rows(of: table), try !connection.holds(rows, in: table, of: extras.tmdbID)
      else {
        continue
      }
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
  /// Adds what is known of films of which nothing is there yet, each from an ingest on.
  func insert(_ films: [(extras: FilmExtras, since: Int)]) throws(SQLiteError) {
    for table in StoreTable.extras {
      let statement = try kept(insertion(into: table))
      for (extras, ingest) in films {
        for row in extras.rows(of: table) ?? [] {
          try statement.insert(row, of: extras.tmdbID, since: ingest)
        }
      }
    }
  }

  fileprivate func insert(
    _ rows: [[Value]], into table: StoreTable, of film: Int64, since ingest: Int
  ) throws(SQLiteError) {
    let statement = try kept(insertion(into: table))
    for row in rows { try statement.insert(row, of: film, since: ingest) }
  }

  /// The number of the film comes first, then the ingest, then the rest.
  private func insertion(into table: StoreTable) -> String {
    let names = [table.schema.names[0], "since"] + table.schema.names.dropFirst()
    let places = (1...names.count).map { "?\($0)" }.joined(separator: ", ")
    return "insert into \(table.sqlName) (\(names.joined(separator: ", "))) values (\(places))"
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
  fileprivate func insert(_ row: [Value], of film: Int64, since ingest: Int) throws(SQLiteError) {
    bind(1, film)
    bind(2, Int64(ingest))
    for (place, value) in row.enumerated() { bind(place + 3, value) }
    try run()
  }

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
