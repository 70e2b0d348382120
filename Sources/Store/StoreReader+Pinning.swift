import SQLite
import Tables

/// How far a store had come: what is in it up to there never changes, whatever comes in later.
package struct StoreMoment: Sendable, Hashable {
  /// The last ingest.
  package let ingest: Int
  /// The last row of each table of analyses that has any, by the table's name; nil where later rows may be seen.
  package let analyses: [String: Int]?

  package init(ingest: Int, analyses: [String: Int]?) {
    self.ingest = ingest
    self.analyses = analyses
  }
}

/// Reading a store as it was, whoever asks and in whatever words.
extension StoreReader {
  /// Where a reader is held fast.
  struct Pin {
    let version: StoreScan.Version
    /// Whether the films of then lie where statements of SQL find them.
    var hasFilmsForSQL = false
  }

  package var isPinned: Bool { pinned != nil }

  /// How far the store has come, as far as this reader sees it; nil before its first ingest.
  package func moment() throws(StoreError) -> StoreMoment? {
    guard let last = try ingest(isLast: true) else { return nil }
    let analyses = try reading { () throws(SQLiteError) in
      var rows: [String: Int] = [:]
      for table in StoreTable.all where table.isOfAnalyses {
        guard try has(table) else { continue }
        let row = try connection.number("select coalesce(max(id), 0) from \(table.sqlName)")
        if row > 0 { rows[table.sqlName] = Int(row) }
      }
      return rows
    }
    return StoreMoment(ingest: last.number, analyses: analyses)
  }

  private func has(_ table: StoreTable) throws(SQLiteError) -> Bool { try has(table.sqlName) }

  /// Lets everything that is read from here on be as it was then: what `load` reads, what `sql` asks, what `history`
  /// lists, which models there are.
  ///
  /// Tables are covered by views of the same names, which SQLite finds first.
  package func pin(to moment: StoreMoment) throws(StoreError) {
    try changing { () throws(SQLiteError) in
      for table in StoreTable.all where table != .films {
        try connection.run("drop view if exists temp.\(table.sqlName)")
      }
      try connection.run("drop table if exists temp.movies")
    }
    pinned = nil
    let version = try version(at: .ingest(moment.ingest))
    try changing { () throws(SQLiteError) in
      for (table, condition) in conditions(version, moment.analyses) where try has(table) {
        try connection.run(
          "create temp view \(table.sqlName) as select * from main.\(table.sqlName) where \(condition)")
      }
      for table in StoreTable.extras {
        guard let versions = table.versionsName, try has(versions) else { continue }
        try connection.run(
          "create temp view \(table.sqlName) as \(table.rowsOfThen(ingest: "\(version.ingest)"))")
      }
    }
    pinned = Pin(version: version)
  }

  /// What stands in the conditions are numbers, no text of others: a view takes no parameters.
  private func conditions(
    _ version: StoreScan.Version, _ analyses: [String: Int]?
  ) -> [(StoreTable, String)] {
    var conditions = [
      (StoreTable.snapshots, "id <= \(version.lastSnapshot)"),
      (StoreTable.ingests, "ingest <= \(version.ingest)"),
    ]
    if let analyses {
      for table in StoreTable.all where table.isOfAnalyses {
        conditions.append((table, "id <= \(analyses[table.sqlName] ?? 0)"))
      }
    }
    return conditions
  }

  /// Puts the films of then into a table of this connection. A view would do for the rows, but not tell their types.
  func providePinnedFilms() throws(StoreError) {
    guard let pinned, !pinned.hasFilmsForSQL else { return }
    let query = StoreScan(.films, version: pinned.version).query()
    try changing { () throws(SQLiteError) in
      let columns = StoreTable.films.schema.fields.map { "\($0.name) \($0.type.sqlName)" }
      // Only when it is full does it take the name: the statement that fills it looks at the table it covers.
      try connection.run("create temp table films_of_then (\(columns.joined(separator: ", ")))")
      let filling = try connection.prepare("insert into films_of_then \(query.sql)")
      filling.bind(query.bindings)
      try filling.run()
      try connection.run("create unique index temp.films_of_then_key on films_of_then (tmdb_id)")
      try connection.run("alter table temp.films_of_then rename to movies")
    }
    self.pinned?.hasFilmsForSQL = true
  }

  private func changing(_ work: () throws(SQLiteError) -> Void) throws(StoreError) {
    try storing { () throws(SQLiteError) in
      try connection.allowWriting()
      try work()
      try connection.forbidWriting()
    }
  }
}

extension DataType {
  /// As the columns of the store are declared.
  fileprivate var sqlName: String {
    switch self {
    case .int, .bool: "integer"
    case .double: "real"
    case .text, .list: "text"
    case .date: "date"
    case .timestamp: "timestamp"
    }
  }
}
