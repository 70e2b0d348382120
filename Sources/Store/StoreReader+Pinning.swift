import SQLite
import Tables

/// Reading a store as it was, whoever asks and in whatever words.
extension StoreReader {
  /// Where a reader is held fast.
  struct Pin {
    let version: StoreScan.Version
    /// Whether the films of then lie where statements of SQL find them.
    var hasFilmsForSQL = false
  }

  package var isPinned: Bool { pinned != nil }

  /// Lets everything that is read from here on be as it was right after an ingest: what `load` reads, what `sql`
  /// asks, what `history` lists. Of the tables of analyses the rows up to `analysesUntil` are there.
  ///
  /// Tables are covered by views of the same names, which SQLite finds first.
  package func pin(to ingest: Int, analysesUntil: Timestamp?) throws(StoreError) {
    try changing { () throws(SQLiteError) in
      for table in StoreTable.all { try connection.run("drop view if exists temp.\(table.sqlName)") }
      try connection.run("drop table if exists temp.movies")
    }
    pinned = nil
    let version = try version(at: .ingest(ingest))
    try changing { () throws(SQLiteError) in
      for (table, condition) in conditions(version, analysesUntil) {
        let exists = try connection.number(
          "select count(*) from main.sqlite_schema where name = '\(table.sqlName)'")
        guard exists > 0 else { continue }
        try connection.run(
          "create temp view \(table.sqlName) as select * from main.\(table.sqlName) where \(condition)")
      }
    }
    pinned = Pin(version: version)
  }

  /// What stands in the conditions are numbers and an instant of hq's own, no text of others: a view takes no
  /// parameters.
  private func conditions(
    _ version: StoreScan.Version, _ analysesUntil: Timestamp?
  ) -> [(StoreTable, String)] {
    var conditions = [
      (StoreTable.snapshots, "id <= \(version.lastSnapshot)"),
      (StoreTable.ingests, "ingest <= \(version.ingest)"),
    ]
    if let analysesUntil {
      for table in StoreTable.all where table.isOfAnalyses {
        conditions.append((table, "analysis_ts <= '\(analysesUntil.storedText)'"))
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
