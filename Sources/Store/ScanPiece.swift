import SQLite
import Tables

/// A value in the store that is not of its column's type.
struct UnfitValue: Error {}

/// The rows of a scan that one connection reads, column by column.
final class ScanPiece: @unchecked Sendable {
  // SAFETY: filled by the worker that has the piece, with a connection that nobody else uses meanwhile; only read
  // after the loop over the pieces has joined.
  private let connection: SQLiteConnection
  private let query: StoreScan.Query
  private let columns: UnsafeMutableBufferPointer<ScanColumn>
  private(set) var rowCount = 0

  init(_ query: StoreScan.Query, types: [DataType], on connection: SQLiteConnection) {
    self.query = query
    self.connection = connection
    columns = .allocate(capacity: types.count)
    _ = columns.initialize(from: types.map { ScanColumn($0) })
  }

  deinit {
    // SAFETY: all were initialised, and nobody else has them.
    for column in columns { column.free() }
    columns.deinitialize()
    columns.deallocate()
  }

  func column(_ index: Int) -> ScanColumn { columns[index] }

  /// Reads all rows.
  func read() throws {
    let statement = try connection.kept(query.sql)
    defer { statement.reset() }
    statement.bind(query.bindings)
    while try statement.step() {
      for index in 0..<columns.count {
        // SAFETY: there are so many columns.
        guard columns[index].append(statement, index) else { throw UnfitValue() }
      }
      rowCount += 1
    }
    guard columns.allSatisfy(\.isValid) else { throw UnfitValue() }
  }
}
