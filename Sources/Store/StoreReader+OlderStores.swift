import SQLite

/// A store of an older hq, to which none has written since, has not all tables.
extension StoreReader {
  func has(_ name: String) throws(SQLiteError) -> Bool {
    try connection.number("select count(*) from main.sqlite_schema where name = '\(name)'") > 0
  }

  /// Throws where the table that is asked for, or its past, is not there.
  func requireThatItIsKept(_ scan: StoreScan) throws(StoreError) {
    let isKept = try reading { () throws(SQLiteError) in
      let isThere = try has(scan.table.sqlName)
      guard isThere, scan.version != nil, let versions = scan.table.versionsName else { return isThere }
      return try has(versions)
    }
    guard !isKept else { return }
    throw StoreError(
      .unknown,
      "`\(path)` was made by an older hq, which kept no `\(scan.table.name)`\(scan.version == nil ? "" : " of the past")",
      hints: ["the next ingest brings it up to date"])
  }
}
