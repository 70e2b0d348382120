import SQLite
import Tables

/// A value in the store that is not of its column's type.
struct UnfitValue: Error {}

/// The rows of a scan that one connection reads at a time, column by column.
final class ScanPiece: RowTaker, @unchecked Sendable {
  // SAFETY: filled by the worker that has the piece, and only read after the loop over the pieces has joined.
  private let query: StoreScan.Query
  private let columns: UnsafeMutableBufferPointer<ScanColumn>
  private(set) var rowCount = 0

  init(_ query: StoreScan.Query, types: [DataType]) {
    self.query = query
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

  /// Reads all rows with a connection that nobody else uses meanwhile.
  func read(on connection: SQLiteConnection) throws {
    let statement = try connection.kept(query.sql)
    defer { statement.reset() }
    statement.bind(query.bindings)
    if query.givesRows {
      guard try statement.give(to: self) else { throw UnfitValue() }
    } else {
      while try statement.step() {
        guard append(statement) else { throw UnfitValue() }
      }
    }
    guard columns.allSatisfy(\.isValid) else { throw UnfitValue() }
  }

  func take(_ row: GivenRow) -> Bool { append(row) }

  @inline(__always)
  private func append(_ row: some SQLiteRow) -> Bool {
    for index in 0..<columns.count {
      // SAFETY: there are so many columns.
      guard columns[index].append(row, index) else { return false }
    }
    rowCount += 1
    return true
  }
}
