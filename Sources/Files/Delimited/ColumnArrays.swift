import Parallel
import Tables

/// The arrays of all the columns, filled at the same time: the pieces of a file write their rows straight to
/// where they stay, instead of into memory of their own from which they are copied.
struct ColumnArrays {
  /// What became of one column.
  enum Outcome {
    /// The first rows of its array hold its values.
    case inPlace(rows: Int, present: [Bool]?, pool: TextPool)
    /// It stands elsewhere.
    case made(Column)
  }

  private let kinds: [CellKind]
  private let rowCount: Int
  // SAFETY: used only by `body`, which runs while the frames of all the arrays are open.
  private var places: [UnsafeMutableRawPointer?] = []
  private var outcomes: [Outcome] = []
  private var columns: [Column] = []

  /// Each array is open in a frame of its own.
  static let columnLimit = 200

  private init(_ kinds: [CellKind], rowCount: Int) {
    self.kinds = kinds
    self.rowCount = rowCount
  }

  /// Gives `body` where the array of each column begins, with room for `rowCount` values of its kind.
  static func fill(
    _ kinds: [CellKind], rowCount: Int, _ body: ([UnsafeMutableRawPointer?]) throws -> [Outcome]
  ) throws -> [Column] {
    var arrays = ColumnArrays(kinds, rowCount: rowCount)
    try arrays.open(0, body)
    return arrays.columns.reversed()
  }

  private mutating func open(
    _ index: Int, _ body: ([UnsafeMutableRawPointer?]) throws -> [Outcome]
  ) throws {
    guard index < kinds.count else {
      outcomes = try body(places)
      return
    }
    switch kinds[index] {
    case .nothing, .skipped:
      places.append(nil)
      try open(index + 1, body)
      close(index, .text(TextVector(codes: [], pool: .empty)))
    case .bool: close(index, .bool(try array(index, body)))
    case .int: close(index, .int(try array(index, body)))
    case .double: close(index, .double(try array(index, body)))
    case .timestamp: close(index, .timestamp(try array(index, body)))
    case .text:
      let codes: [UInt32] = try array(index, body)
      guard case .inPlace(_, _, let pool) = outcomes[index] else {
        return close(index, .text(TextVector(codes: [], pool: .empty)))
      }
      close(index, .text(TextVector(codes: codes, pool: pool)))
    default: close(index, .date(try array(index, body)))
    }
  }

  private mutating func array<Element: BitwiseCopyable>(
    _ index: Int, _ body: ([UnsafeMutableRawPointer?]) throws -> [Outcome]
  ) throws -> [Element] {
    try [Element](unsafeUninitializedCapacity: rowCount) { buffer, count in
      // SAFETY: the elements are bits without ownership; the body wrote as many of them as it says. Where it
      // throws, none counts as initialized.
      adviseHugePages(UnsafeMutableRawBufferPointer(buffer))
      places.append(UnsafeMutableRawPointer(buffer.baseAddress))
      try open(index + 1, body)
      if case .inPlace(let rows, _, _) = outcomes[index] { count = rows }
    }
  }

  private mutating func close(_ index: Int, _ values: Column.Values) {
    switch outcomes[index] {
    case .inPlace(_, let present, _): columns.append(Column(values, present: present))
    case .made(let column): columns.append(column)
    }
  }
}
