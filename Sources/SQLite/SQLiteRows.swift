import CSQLite

/// One row, its columns counted from 0: the one on which a statement stands, or one that is given.
package protocol SQLiteRow {
  func stored(_ column: Int) -> Stored
  func int(_ column: Int) -> Int64
  func double(_ column: Int) -> Double
  /// The text or blob of a column, as long as the row is there.
  func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8>
}

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

extension SQLiteRow {
  @inline(__always) package func isNull(_ column: Int) -> Bool { stored(column) == .null }
}

/// A row that SQLite gives while it goes on; good for the call only to which it is given.
package struct GivenRow: SQLiteRow {
  // SAFETY: SQLite's own, as many as the function was called with, for the time of the call.
  fileprivate let values: UnsafeMutablePointer<OpaquePointer?>

  package func stored(_ column: Int) -> Stored { Stored(sqlite3_value_type(values[column])) }
  package func int(_ column: Int) -> Int64 { sqlite3_value_int64(values[column]) }
  package func double(_ column: Int) -> Double { sqlite3_value_double(values[column]) }

  package func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    // SAFETY: asked for in the order that SQLite wants: the pointer first, then its length.
    let start = sqlite3_value_text(values[column])
    return UnsafeBufferPointer(
      start: start, count: start == nil ? 0 : Int(sqlite3_value_bytes(values[column])))
  }
}

/// Someone who takes rows while SQLite makes them.
package protocol RowTaker: AnyObject {
  /// Says whether more are wanted.
  func take(_ row: GivenRow) -> Bool
}

/// Whom a connection gives rows to.
package final class RowGiving {
  fileprivate var taker: (any RowTaker)?
  fileprivate var isEnough = false

  /// The function that a statement calls with the columns of each row, in the place of giving the rows themselves:
  /// SQLite then goes from row to row without coming back for each, and hands out values without asking whether it may.
  package static let function = "hq_row"

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
  package func give(to taker: any RowTaker) throws(SQLiteError) -> Bool {
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
