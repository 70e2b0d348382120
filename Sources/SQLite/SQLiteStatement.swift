import CSQLite
import Tables

/// One statement and the row it stands on.
package final class SQLiteStatement: SQLiteRow {
  package let sql: String
  private let handle: OpaquePointer
  private let connection: SQLiteConnection
  var giving: RowGiving { connection.giving }
  /// Whether the connection keeps the statement for the next time.
  private let isKept: Bool

  init(_ handle: OpaquePointer, _ sql: String, _ connection: SQLiteConnection, isKept: Bool) {
    self.handle = handle
    self.sql = sql
    self.connection = connection
    self.isKept = isKept
  }

  deinit { if isKept { sqlite3_reset(handle) } else { sqlite3_finalize(handle) } }

  /// False when there is no further row.
  package func step() throws(SQLiteError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw connection.error(code, sql)
    }
  }

  /// Runs it to its end, and makes it ready to run again.
  package func run() throws(SQLiteError) {
    defer { reset() }
    while try step() {}
  }

  /// Makes ready to run again; what is bound stays.
  package func reset() { sqlite3_reset(handle) }

  /// Whether it changes nothing that lasts.
  package var isReadOnly: Bool { sqlite3_stmt_readonly(handle) != 0 }

  // MARK: Parameters, counted from 1

  /// Their names with the sign in front, such as `$since`; nil for one that has only a number.
  package var parameterNames: [String?] {
    (0..<sqlite3_bind_parameter_count(handle)).map { index in
      sqlite3_bind_parameter_name(handle, index + 1).map { String(cString: $0) }
    }
  }

  package func bind(_ place: Int, _ value: Int64?) {
    if let value { sqlite3_bind_int64(handle, Int32(place), value) } else { bindNull(place) }
  }

  package func bind(_ place: Int, _ value: Double?) {
    if let value { sqlite3_bind_double(handle, Int32(place), value) } else { bindNull(place) }
  }

  package func bind(_ place: Int, _ value: String?) {
    guard var text = value else { return bindNull(place) }
    // SAFETY: `bind` of bytes copies them before it returns.
    text.withUTF8 { bind(place, $0) }
  }

  /// A text by its bytes, which are copied.
  package func bind(_ place: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
    // SAFETY: by the mark for transient texts SQLite copies the bytes before it returns. An empty text needs
    // an address too, or it would be null.
    guard bytes.count > 0 else {
      sqlite3_bind_text64(handle, Int32(place), "", 0, hq_sqlite_transient(), UInt8(SQLITE_UTF8))
      return
    }
    _ = bytes.withMemoryRebound(to: CChar.self) { characters in
      sqlite3_bind_text64(
        handle, Int32(place), characters.baseAddress, UInt64(characters.count), hq_sqlite_transient(),
        UInt8(SQLITE_UTF8))
    }
  }

  /// Runs with a blob that is read where it lies.
  package func run(with bytes: [UInt8], at place: Int) throws(SQLiteError) {
    defer { bindNull(place) }
    try bytes.withUnsafeBufferPointer { (buffer) throws(SQLiteError) in
      // SAFETY: without a destructor SQLite takes the bytes to stay, which they do until it has run.
      sqlite3_bind_blob64(handle, Int32(place), buffer.baseAddress, UInt64(buffer.count), nil)
      try run()
    }
  }

  package func bind(_ place: Int, blob bytes: [UInt8]) {
    // SAFETY: by the mark for transient blobs SQLite copies the bytes before it returns.
    _ = bytes.withUnsafeBytes {
      sqlite3_bind_blob64(handle, Int32(place), $0.baseAddress, UInt64($0.count), hq_sqlite_transient())
    }
  }

  package func bindNull(_ place: Int) { sqlite3_bind_null(handle, Int32(place)) }

  // MARK: The row, its columns counted from 0

  package var columnCount: Int { Int(sqlite3_column_count(handle)) }

  @inline(__always)
  package func stored(_ column: Int) -> Stored { Stored(sqlite3_column_type(handle, Int32(column))) }

  package func isNull(_ column: Int) -> Bool { stored(column) == .null }

  @inline(__always)
  package func int(_ column: Int) -> Int64 { sqlite3_column_int64(handle, Int32(column)) }

  @inline(__always)
  package func double(_ column: Int) -> Double { sqlite3_column_double(handle, Int32(column)) }

  package func text(_ column: Int) -> String { String(decoding: bytes(column), as: UTF8.self) }

  package func optionalInt(_ column: Int) -> Int64? { isNull(column) ? nil : int(column) }
  package func optionalDouble(_ column: Int) -> Double? { isNull(column) ? nil : double(column) }
  package func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }

  /// The text or blob of a column, until the next step.
  @inline(__always)
  package func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    // SAFETY: asked for in the order that SQLite wants: the pointer first, then its length.
    let start = sqlite3_column_text(handle, Int32(column))
    return UnsafeBufferPointer(
      start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(handle, Int32(column))))
  }

  package func columnName(_ column: Int) -> String {
    sqlite3_column_name(handle, Int32(column)).map { String(cString: $0) } ?? ""
  }

  /// The type that was declared, in capitals.
  package func declaredType(_ column: Int) -> String {
    sqlite3_column_decltype(handle, Int32(column)).map { String(cString: $0).uppercased() } ?? ""
  }
}
