import CSQLite

/// Rows of the program that a statement reads as if they were a table of the database.
///
/// SQLite fetches them by itself while one statement runs: `insert into … select … from supplied` costs less than
/// binding and running a statement for each row. The rows must stay as they are while a statement reads them.
package protocol SuppliedRows: AnyObject {
  static var columns: [String] { get }
  var rowCount: Int { get }
  /// Gives one value. The rowid of a row is its place, from 0.
  func give(_ column: Int, of row: Int, to cell: SuppliedCell)
}

/// Where a supplied value goes. It is good for the call only to which it is given.
package struct SuppliedCell {
  fileprivate let context: OpaquePointer?

  package func give(_ value: Int64?) {
    if let value { sqlite3_result_int64(context, value) } else { sqlite3_result_null(context) }
  }

  package func give(_ value: Double?) {
    if let value { sqlite3_result_double(context, value) } else { sqlite3_result_null(context) }
  }

  package func give(_ value: String?) {
    guard var text = value else { return sqlite3_result_null(context) }
    text.withUTF8 { give($0) }
  }

  /// A text by its bytes, which are copied.
  package func give(_ bytes: UnsafeBufferPointer<UInt8>) {
    // SAFETY: by the mark for transient texts SQLite copies the bytes before it returns. An empty text needs
    // an address too, or it would be null.
    guard bytes.count > 0 else {
      return sqlite3_result_text64(context, "", 0, hq_sqlite_transient(), UInt8(SQLITE_UTF8))
    }
    bytes.withMemoryRebound(to: CChar.self) { characters in
      sqlite3_result_text64(
        context, characters.baseAddress, UInt64(characters.count), hq_sqlite_transient(), UInt8(SQLITE_UTF8))
    }
  }
}

extension SQLiteConnection {
  /// Lets statements of this connection read rows under a name. Once for each name.
  package func supply(_ rows: some SuppliedRows, as name: String) throws(SQLiteError) {
    let supply = Supply(rows)
    // SAFETY: the connection holds the supply, and with it the module, until it calls the last function.
    let result = sqlite3_create_module_v2(
      handle, name, supply.module, Unmanaged.passRetained(supply).toOpaque(),
      { Unmanaged<Supply>.fromOpaque($0.unsafelyUnwrapped).release() })
    guard result == SQLITE_OK else { throw error(result) }
  }
}

/// What a connection holds of supplied rows: the rows, and the functions by which SQLite reads them.
private final class Supply {
  let rows: any SuppliedRows
  let declaration: String
  let module: UnsafeMutablePointer<sqlite3_module>

  init<Rows: SuppliedRows>(_ rows: Rows) {
    self.rows = rows
    declaration = "create table supplied (\(Rows.columns.map(quotedIdentifier).joined(separator: ", ")))"
    module = .allocate(capacity: 1)
    module.initialize(to: sqlite3_module())
    connectTable()
    readRows()
  }

  deinit { module.deallocate() }

  // SAFETY: SQLite gives back the pointers that it was given: the supply, which it holds; tables and cursors of
  // the types that are made here, whose first part is the one that SQLite knows.

  private func connectTable() {
    module.pointee.xConnect = { database, supply, _, _, made, _ in
      guard let supply else { return SQLITE_ERROR }
      let declaration = Unmanaged<Supply>.fromOpaque(supply).takeUnretainedValue().declaration
      let result = sqlite3_declare_vtab(database, declaration)
      guard result == SQLITE_OK else { return result }
      let table = UnsafeMutablePointer<hq_supplied_table>.allocate(capacity: 1)
      table.initialize(to: hq_supplied_table(base: sqlite3_vtab(), supply: supply))
      made?.pointee = UnsafeMutableRawPointer(table).assumingMemoryBound(to: sqlite3_vtab.self)
      return SQLITE_OK
    }
    module.pointee.xDisconnect = { table in
      UnsafeMutableRawPointer(table)?.deallocate()
      return SQLITE_OK
    }
    module.pointee.xBestIndex = { _, _ in SQLITE_OK }
  }

  private func readRows() {
    module.pointee.xOpen = { _, made in
      let cursor = UnsafeMutablePointer<hq_supplied_cursor>.allocate(capacity: 1)
      cursor.initialize(to: hq_supplied_cursor())
      made?.pointee = UnsafeMutableRawPointer(cursor).assumingMemoryBound(to: sqlite3_vtab_cursor.self)
      return SQLITE_OK
    }
    module.pointee.xClose = { cursor in
      UnsafeMutableRawPointer(cursor)?.deallocate()
      return SQLITE_OK
    }
    module.pointee.xFilter = { cursor, _, _, _, _ in
      Supply.withRow(of: cursor) { row, _ in row = 0 }
    }
    module.pointee.xNext = { cursor in
      Supply.withRow(of: cursor) { row, _ in row += 1 }
    }
    module.pointee.xEof = { cursor in
      var isAtEnd = true
      _ = Supply.withRow(of: cursor) { row, rows in isAtEnd = row >= rows.rowCount }
      return isAtEnd ? 1 : 0
    }
    module.pointee.xColumn = { cursor, context, column in
      Supply.withRow(of: cursor) { row, rows in
        rows.give(Int(column), of: Int(row), to: SuppliedCell(context: context))
      }
    }
    module.pointee.xRowid = { cursor, id in
      Supply.withRow(of: cursor) { row, _ in id?.pointee = row }
    }
  }

  @inline(__always)
  private static func withRow(
    of cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?,
    _ body: (inout sqlite3_int64, any SuppliedRows) -> Void
  ) -> Int32 {
    guard let cursor, let table = cursor.pointee.pVtab,
      let supply = UnsafeMutableRawPointer(table).assumingMemoryBound(to: hq_supplied_table.self).pointee
        .supply
    else { return SQLITE_ERROR }
    let made = UnsafeMutableRawPointer(cursor).assumingMemoryBound(to: hq_supplied_cursor.self)
    Unmanaged<Supply>.fromOpaque(supply)._withUnsafeGuaranteedRef { body(&made.pointee.row, $0.rows) }
    return SQLITE_OK
  }
}
