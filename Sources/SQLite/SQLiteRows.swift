import CSQLite

/// As what a value stands in the database.
package enum Stored: Sendable {
  case null, int, double, text, blob

  init(_ type: Int32) {
    self =
      switch type {
      case SQLITE_INTEGER: .int
      case SQLITE_FLOAT: .double
      case SQLITE_TEXT: .text
      case SQLITE_NULL: .null
      default: .blob
      }
  }
}

/// One row, its columns counted from 0: the one on which a statement stands, or one that is given.
protocol SQLiteRow {
  func stored(_ column: Int) -> Stored
  func int(_ column: Int) -> Int64
  func double(_ column: Int) -> Double
  /// The text or blob of a column, as long as the row is there.
  func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8>
}

/// A row that SQLite gives while it goes on, its columns counted from 0; good for the call only to which it is given.
struct GivenRow: SQLiteRow {
  // SAFETY: SQLite's own, as many as the function was called with, for the time of the call.
  fileprivate let values: UnsafeMutablePointer<OpaquePointer?>

  @inline(__always)
  func stored(_ column: Int) -> Stored { Stored(sqlite3_value_type(values[column])) }
  @inline(__always)
  func int(_ column: Int) -> Int64 { sqlite3_value_int64(values[column]) }
  @inline(__always)
  func double(_ column: Int) -> Double { sqlite3_value_double(values[column]) }

  @inline(__always)
  func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    // SAFETY: asked for in the order that SQLite wants: the pointer first, then its length.
    let start = sqlite3_value_text(values[column])
    return UnsafeBufferPointer(
      start: start, count: start == nil ? 0 : Int(sqlite3_value_bytes(values[column])))
  }
}

/// Whom a connection gives rows to.
package final class RowGiving {
  fileprivate var taker: TypedRows?
  fileprivate var isEnough = false

  /// The function that a statement calls with the columns of each row, in the place of giving the rows themselves:
  /// SQLite then goes from row to row without coming back for each, and hands out values without asking whether it may.
  private static let function = "hq_row"

  /// The call with some columns. SQLite finds the places of all columns of a row that stand before one on the way to it:
  /// once, when the last comes first.
  package static func call(with columns: [String]) -> String {
    "\(function)(\(columns.reversed().joined(separator: ", ")))"
  }

  @inline(__always)
  static func place(of column: Int, among count: Int) -> Int { count - 1 - column }

  /// Lets statements of a database call it. Only statements of the program itself, and nothing in a file.
  func register(with database: OpaquePointer?) {
    // SAFETY: the connection holds this object for as long as the database is open.
    let own = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_create_function_v2(
      database, RowGiving.function, -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, own, nil,
      { context, _, values in
        guard let own = sqlite3_user_data(context), let values else { return }
        // SAFETY: it is the object above.
        Unmanaged<RowGiving>.fromOpaque(own)._withUnsafeGuaranteedRef { giving in
          guard let taker = giving.taker else {
            return sqlite3_result_error(context, "\(RowGiving.function) is only for reading whole tables", -1)
          }
          if !taker.take(GivenRow(values: values)) {
            giving.isEnough = true
            sqlite3_result_error(context, "enough", -1)
          }
        }
      }, { _ in }, nil)
  }
}

extension SQLiteStatement {
  /// Gives to a taker the rows of a statement that selects one call of `RowGiving.function`; false when the taker
  /// wanted no more of them.
  func give(to taker: TypedRows) throws(SQLiteError) -> Bool {
    giving.taker = taker
    giving.isEnough = false
    defer { giving.taker = nil }
    do throws(SQLiteError) {
      try run()
    } catch {
      if giving.isEnough { return false }
      throw error
    }
    return true
  }
}
