import Tables

extension Column {
  /// Holds the place of a column that nobody looks at.
  static func placeholder(_ type: DataType, rowCount: Int, zeros: Zeros) -> Column {
    switch type {
    case .bool: Column(.bool(zeros.bools))
    case .int: Column(.int(zeros.ints))
    case .double: Column(.double(zeros.doubles))
    case .text: Column(.text(TextVector(codes: zeros.codes, pool: .empty)))
    case .date: Column(.date(zeros.days))
    case .timestamp: Column(.timestamp(zeros.ints))
    case .list:
      Column(
        .list(
          ListVector(
            starts: Array(repeating: 0, count: rowCount + 1), items: TextVector(codes: [], pool: .empty))))
    }
  }
}

/// The zeros of a table, made when first needed and shared by all columns that nobody looks at.
final class Zeros {
  private let count: Int

  init(count: Int) { self.count = count }

  private(set) lazy var bools = [Bool](repeating: false, count: count)
  private(set) lazy var ints = [Int64](repeating: 0, count: count)
  private(set) lazy var doubles = [Double](repeating: 0, count: count)
  private(set) lazy var codes = [UInt32](repeating: 0, count: count)
  private(set) lazy var days = [Int32](repeating: 0, count: count)
}
