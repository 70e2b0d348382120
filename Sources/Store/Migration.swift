import SQLite

extension StoreFormat {
  /// The version of the schema that a database has; 0 for an empty one.
  ///
  /// Throws when the database belongs to another program, or to an hq that knows more than this one.
  package static func check(_ connection: SQLiteConnection) throws(StoreError) -> Int {
    let path = connection.path
    let (owner, version, tables) = try storing { () throws(SQLiteError) in
      (
        try connection.number("pragma application_id"), try connection.number("pragma user_version"),
        try connection.number("select count(*) from sqlite_schema")
      )
    }
    if tables == 0 { return 0 }
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
    return Int(version)
  }

  /// Brings a database to this version of the schema: all the steps that it lacks, or none.
  ///
  /// Of two processes that do so at once the second waits, and finds nothing left to do.
  static func migrate(_ connection: SQLiteConnection) throws(StoreError) {
    if try check(connection) == version { return }
    try storing { () throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        for step in steps.dropFirst(Int(try connection.number("pragma user_version"))) {
          for statement in step { try connection.run(statement) }
        }
        try connection.run("pragma application_id = \(applicationID)")
        try connection.run("pragma user_version = \(version)")
      }
    }
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
