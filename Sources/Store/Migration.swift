import SQLite

extension StoreFormat {
  /// What a database says of itself.
  private struct Marks {
    let owner: Int64
    let version: Int64
    let tableCount: Int64

    /// Within a transaction: another process may be about to make the store.
    init(_ connection: SQLiteConnection) throws(SQLiteError) {
      tableCount = try connection.number("select count(*) from sqlite_schema")
      owner = try connection.number("pragma application_id")
      version = try connection.number("pragma user_version")
    }

    /// The version of the schema; 0 for an empty database, whatever its marks are.
    ///
    /// Throws when the database belongs to another program, or to an hq that knows more than this one.
    func schemaVersion(path: String) throws(StoreError) -> Int {
      if tableCount == 0 { return 0 }
      guard owner == applicationID else {
        throw StoreError(
          .notAStore, "`\(path)` is a SQLite file of another program, and no store",
          hints: ["`from \"\(path):TABLE\"` reads a table of it", "it is left as it is"])
      }
      guard version <= StoreFormat.version else {
        throw StoreError(
          .newer,
          "`\(path)` was made by a newer hq: its schema is \(version), this hq knows \(StoreFormat.version)",
          hints: ["a newer hq reads it; it is left as it is"])
      }
      guard version > 0 else {
        throw StoreError(
          .damaged, "`\(path)` is damaged: its schema says that it is \(version)",
          hints: ["it is left as it is"])
      }
      return Int(version)
    }
  }

  /// The version of the schema that a database has; 0 for an empty one.
  ///
  /// Throws when the database belongs to another program, or to an hq that knows more than this one.
  package static func check(_ connection: SQLiteConnection) throws(StoreError) -> Int {
    let marks = try storing { () throws(SQLiteError) in
      try connection.transaction("begin") { () throws(SQLiteError) in try Marks(connection) }
    }
    return try marks.schemaVersion(path: connection.path)
  }

  /// Brings a database to this version of the schema: all the steps that it lacks, or none.
  ///
  /// Of two processes that do so at once the second waits, and finds nothing left to do; should the first have
  /// been a newer hq, its store is left as it is.
  static func migrate(_ connection: SQLiteConnection) throws(StoreError) {
    if try check(connection) == version { return }
    let marks = try storing { () throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        let marks = try Marks(connection)
        guard let found = try? marks.schemaVersion(path: connection.path), found < version else {
          return marks
        }
        for step in steps.dropFirst(found) {
          for statement in step { try connection.run(statement) }
        }
        try connection.run("pragma application_id = \(applicationID)")
        try connection.run("pragma user_version = \(version)")
        return marks
      }
    }
    _ = try marks.schemaVersion(path: connection.path)
  }
}

/// Does what asks SQLite, and says of a store what went wrong.
func storing<Result>(_ work: () throws(SQLiteError) -> Result) throws(StoreError) -> Result {
  do throws(SQLiteError) { return try work() } catch { throw StoreError(error) }
}

extension SQLiteConnection {
  /// The one number that a statement gives.
  func number(_ sql: String) throws(SQLiteError) -> Int64 {
    let statement = try prepare(sql)
    return try statement.step() ? statement.int(0) : 0
  }
}
