import CSQLite
import Tables

/// SQLite in memory, as a second opinion.
final class ReferenceDatabase {
  enum Failure: Error {
    /// A number that does not fit its type: said by SQLite itself, or by `whole` and `finite`.
    case overflow
    case broken(String)
  }

  private var handle: OpaquePointer?

  init() throws {
    try check(sqlite3_open(":memory:", &handle))
    // SQLite goes on with a real number where whole numbers overflow, and with an infinity where reals do.
    try define("whole") { context, _, arguments in
      let value = arguments?[0]
      if sqlite3_value_type(value) == SQLITE_FLOAT {
        sqlite3_result_error(context, "overflow", -1)
      } else {
        sqlite3_result_value(context, value)
      }
    }
    try define("finite") { context, _, arguments in
      let value = arguments?[0]
      if sqlite3_value_type(value) == SQLITE_FLOAT, sqlite3_value_double(value).isInfinite {
        sqlite3_result_error(context, "overflow", -1)
      } else {
        sqlite3_result_value(context, value)
      }
    }
  }

  deinit { sqlite3_close(handle) }

  private func define(
    _ name: String,
    _ body: @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void
  ) throws {
    try check(
      sqlite3_create_function_v2(
        handle, name, 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nil, body, nil, nil, nil))
  }

  private func check(_ code: Int32) throws {
    guard code != SQLITE_OK, code != SQLITE_ROW, code != SQLITE_DONE else { return }
    let message = String(cString: sqlite3_errmsg(handle))
    throw message.contains("overflow") ? Failure.overflow : .broken(message)
  }

  /// Stores a table with the columns `c0`, `c1`, … and `o`, the place of the row.
  ///
  /// The columns have no declared type, so that SQLite stores each value as it is given.
  func store(_ table: Table, as name: String) throws {
    let names = (0..<table.columns.count).map { "c\($0)" } + ["o"]
    _ = try rows("DROP TABLE IF EXISTS \(name)", [], types: [])
    _ = try rows("CREATE TABLE \(name) (\(names.joined(separator: ", ")))", [], types: [])
    let places = names.map { _ in "?" }.joined(separator: ", ")
    let statement = try prepare("INSERT INTO \(name) VALUES (\(places))")
    defer { sqlite3_finalize(statement) }
    for row in 0..<table.rowCount {
      try bind(table.row(row) + [.int(Int64(row))], to: statement)
      try check(sqlite3_step(statement))
      try check(sqlite3_reset(statement))
    }
  }

  /// The rows that a query gives, each column read as a type.
  func rows(_ query: String, _ parameters: [Value], types: [DataType]) throws -> [[Value]] {
    let statement = try prepare(query)
    defer { sqlite3_finalize(statement) }
    try bind(parameters, to: statement)
    var rows: [[Value]] = []
    while true {
      let code = sqlite3_step(statement)
      try check(code)
      if code == SQLITE_DONE { return rows }
      rows.append(try types.indices.map { try value(statement, Int32($0), types[$0]) })
    }
  }

  private func prepare(_ text: String) throws -> OpaquePointer? {
    var statement: OpaquePointer?
    try check(sqlite3_prepare_v2(handle, text, -1, &statement, nil))
    return statement
  }

  private func bind(_ values: [Value], to statement: OpaquePointer?) throws {
    // A generator may have drawn a parameter and not used it.
    for (index, value) in values.prefix(Int(sqlite3_bind_parameter_count(statement))).enumerated() {
      let place = Int32(index + 1)
      switch value {
      case .null: try check(sqlite3_bind_null(statement, place))
      case .bool(let flag): try check(sqlite3_bind_int64(statement, place, flag ? 1 : 0))
      case .int(let number): try check(sqlite3_bind_int64(statement, place, number))
      case .double(let number): try check(sqlite3_bind_double(statement, place, number))
      case .text, .date, .timestamp, .list:
        let text = ValueText.exact(value)
        try check(
          sqlite3_bind_text(statement, place, text, Int32(text.utf8.count), hq_sqlite_transient()))
      }
    }
  }

  private func value(_ statement: OpaquePointer?, _ column: Int32, _ type: DataType) throws -> Value {
    let stored = sqlite3_column_type(statement, column)
    switch (type, stored) {
    case (_, SQLITE_NULL): return .null
    case (.int, SQLITE_INTEGER): return .int(sqlite3_column_int64(statement, column))
    case (.bool, SQLITE_INTEGER): return .bool(sqlite3_column_int64(statement, column) != 0)
    case (.double, SQLITE_FLOAT), (.double, SQLITE_INTEGER):
      return .double(sqlite3_column_double(statement, column))
    case (.text, SQLITE_TEXT), (.date, SQLITE_TEXT):
      let count = Int(sqlite3_column_bytes(statement, column))
      let text = String(
        decoding: UnsafeRawBufferPointer(start: sqlite3_column_text(statement, column), count: count),
        as: UTF8.self)
      if type == .text { return .text(text) }
      return Array(text.utf8).withUnsafeBufferPointer { ValueReading.date($0).map(Value.date) ?? .null }
    default: throw Failure.broken("a \(type) is stored as \(stored)")
    }
  }
}
