import SQLite
import Tables

/// The values of one column of the store while its rows come in: of the type that the table has there.
final class ScanColumn {
  private let field: Field
  private var ints: [Int64] = []
  private var doubles: [Double] = []
  private var codes: [UInt32] = []
  private var present: [Bool] = []
  private var hasNull = false
  private var texts = TextGathering()

  init(_ field: Field) { self.field = field }

  /// Takes the value of the row on which the statement stands; false when it is of another type.
  func append(_ statement: SQLiteStatement, _ index: Int) -> Bool {
    let stored = statement.stored(index)
    let isPresent = stored != .null
    present.append(isPresent)
    if !isPresent { hasNull = true }
    switch field.type {
    case .int, .bool:
      ints.append(isPresent ? statement.int(index) : 0)
      return stored == .int || !isPresent
    case .double:
      doubles.append(isPresent ? statement.double(index) : 0)
      return stored == .double || stored == .int || !isPresent
    case .text, .list, .date, .timestamp:
      // SAFETY: the bytes are copied before the statement steps on.
      codes.append(isPresent ? texts.code(of: statement.bytes(index)) : 0)
      return stored == .text || !isPresent
    }
  }

  /// The column; nil when a text in it is not of the column's type.
  func build() -> Column? {
    let flags = hasNull ? present : nil
    switch field.type {
    case .int: return Column(.int(ints), present: flags)
    case .bool: return Column(.bool(ints.map { $0 != 0 }), present: flags)
    case .double:
      return doubles.allSatisfy(\.isFinite) ? Column(.double(doubles), present: flags) : nil
    case .text: return Column(.text(TextVector(codes: codes, pool: texts.pool())), present: flags)
    case .date:
      return eachText(zero: Int32(0)) { ValueReading.date($0)?.days }.map {
        Column(.date($0), present: flags)
      }
    case .timestamp:
      return eachText(zero: Int64(0)) { ValueReading.timestamp($0)?.microseconds }
        .map { Column(.timestamp($0), present: flags) }
    case .list: return lists().map { Column(.list($0), present: flags) }
    }
  }

  /// What each text of the column is read as; every different text is read once.
  private func eachText<Element>(
    zero: Element, _ read: (UnsafeBufferPointer<UInt8>) -> Element?
  ) -> [Element]? {
    let pool = texts.pool()
    var values = [zero]
    // SAFETY: the offsets of a pool are places in its bytes; no pointer is kept.
    let isRead = pool.bytes.withUnsafeBufferPointer { bytes in
      for code in 1..<max(1, pool.count) {
        let text = UnsafeBufferPointer(rebasing: bytes[pool.offsets[code]..<pool.offsets[code + 1]])
        guard let value = read(text) else { return false }
        values.append(value)
      }
      return true
    }
    // A value that is there and is the empty text is of no such type.
    if !isRead || zip(codes, present).contains(where: { $0 == 0 && $1 }) { return nil }
    return codes.map { values[Int($0)] }
  }

  private func lists() -> ListVector? {
    var items = TextPoolBuilder()
    guard let lists = eachText(zero: [UInt32](), { JSONText.texts(in: $0)?.map { items.code(for: $0) } })
    else {
      return nil
    }
    var starts = [0]
    starts.reserveCapacity(lists.count + 1)
    var all: [UInt32] = []
    for list in lists {
      all.append(contentsOf: list)
      starts.append(all.count)
    }
    return ListVector(starts: starts, items: TextVector(codes: all, pool: items.build()))
  }
}

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
