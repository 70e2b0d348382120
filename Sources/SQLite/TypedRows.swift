import Tables

/// A value that is not of the type its column should have.
package struct UnfitValue: Error {}

/// Rows whose columns are of known types, as one connection reads them, column by column.
package final class TypedRows: @unchecked Sendable {
  // SAFETY: filled by the worker that reads them, and only read after the loop over all such workers has joined.
  private let columns: UnsafeMutableBufferPointer<TypedColumn>
  /// Of this class alone, so that taking a row need not make sure that nobody else counts.
  private var count = 0
  private var capacity: Int

  /// - Parameter likelyCount: how many rows there will be, as far as is known.
  package init(_ types: [DataType], likelyCount: Int?) {
    let capacity = max(1, likelyCount ?? 1024)
    self.capacity = capacity
    columns = .allocate(capacity: types.count)
    _ = columns.initialize(from: types.map { TypedColumn($0, capacity: capacity) })
  }

  deinit {
    // SAFETY: all were initialised, and nobody else has them.
    for column in columns { column.free() }
    columns.deinitialize()
    columns.deallocate()
  }

  package var rowCount: Int { count }

  func column(_ index: Int) -> TypedColumn { columns[index] }

  /// Reads all rows of a statement, or those that it gives.
  package func read(_ statement: SQLiteStatement, givesRows: Bool) throws {
    if givesRows {
      guard try statement.give(to: self) else { throw UnfitValue() }
    } else {
      while try statement.step() {
        guard take(statement, place: { $0 }) else { throw UnfitValue() }
      }
    }
    guard columns.allSatisfy({ $0.texts?.isValid ?? true }) else { throw UnfitValue() }
  }

  /// Says whether the row fits.
  func take(_ row: GivenRow) -> Bool { take(row) { RowGiving.place(of: $0, among: columns.count) } }

  @inline(__always)
  private func take(_ row: some SQLiteRow, place: (Int) -> Int) -> Bool {
    if count == capacity { grow() }
    for index in 0..<columns.count {
      // SAFETY: there are so many columns, and each has room for one row more.
      guard columns[index].take(row, place(index), at: count) else { return false }
    }
    count += 1
    return true
  }

  private func grow() {
    capacity *= 2
    for index in columns.indices { columns[index].grow(to: capacity) }
  }
}
