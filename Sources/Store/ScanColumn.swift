import SQLite
import Tables

/// The values of one column of the store while its rows come in: of the type that the table has there.
///
/// A plain value with memory of its own, so that a cell costs no more than what SQLite does for it. Whoever made
/// it frees it.
struct ScanColumn {
  private let type: DataType
  private var count = 0
  private var capacity = 1024
  /// Whole numbers, days or instants as they are, numbers by their bits, texts by their codes.
  private var words: UnsafeMutablePointer<Int64>
  private var present: UnsafeMutablePointer<Bool>
  private var hasNull = false
  private var texts: TextGatherer

  init(_ type: DataType) {
    self.type = type
    words = .allocate(capacity: capacity)
    present = .allocate(capacity: capacity)
    texts = TextGatherer()
  }

  func free() {
    // SAFETY: called once, by the owner.
    words.deallocate()
    present.deallocate()
    texts.free()
  }

  /// Takes the value of the row on which the statement stands; false when it is of another type.
  mutating func append(_ statement: borrowing SQLiteStatement, _ index: Int) -> Bool {
    if count == capacity { grow() }
    let word: Int64?
    switch type {
    case .int, .bool:
      let value = statement.int(index)
      // Nothing else than a whole number is read as one that is not 0.
      if value == 0, statement.stored(index) != .int {
        if !statement.isNull(index) { return false }
        word = nil
      } else {
        word = value
      }
    case .double:
      let value = statement.double(index)
      if value == 0, statement.isNull(index) {
        word = nil
      } else {
        guard value.isFinite,
          value != 0 || statement.stored(index) == .double || statement.stored(index) == .int
        else { return false }
        word = Int64(bitPattern: value.bitPattern)
      }
    case .text, .list, .date, .timestamp:
      let bytes = statement.bytes(index)
      if bytes.baseAddress == nil || (bytes.isEmpty && statement.isNull(index)) {
        word = nil
      } else {
        guard let value = textWord(bytes) else { return false }
        word = value
      }
    }
    // SAFETY: there is room for one more.
    words[count] = word ?? 0
    present[count] = word != nil
    if word == nil { hasNull = true }
    count += 1
    return true
  }

  /// What stands for a text: what it says, or its code; nil when it is no date in a column of dates.
  private mutating func textWord(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    // SAFETY: the bytes are copied before the statement steps on.
    switch type {
    case .date: return ValueReading.date(bytes).map { Int64($0.days) }
    case .timestamp: return ValueReading.timestamp(bytes)?.microseconds
    default:
      guard let text = bytes.baseAddress, bytes.count > 0 else { return 0 }
      return Int64(texts.code(unpadded: text, bytes.count, row: count))
    }
  }

  private mutating func grow() {
    // SAFETY: `count` elements of each are there, and move into twice the room.
    let (moreWords, morePresent) = (
      UnsafeMutablePointer<Int64>.allocate(capacity: capacity * 2),
      UnsafeMutablePointer<Bool>.allocate(capacity: capacity * 2)
    )
    moreWords.moveInitialize(from: words, count: count)
    morePresent.moveInitialize(from: present, count: count)
    words.deallocate()
    present.deallocate()
    (words, present, capacity) = (moreWords, morePresent, capacity * 2)
  }

  /// The column; nil when what it holds is not of its type.
  func build() -> Column? {
    // SAFETY: `count` elements were written.
    let values = UnsafeBufferPointer(start: words, count: count)
    let flags = hasNull ? Array(UnsafeBufferPointer(start: present, count: count)) : nil
    switch type {
    case .int: return Column(.int(Array(values)), present: flags)
    case .bool: return Column(.bool(values.map { $0 != 0 }), present: flags)
    case .double:
      return Column(.double(values.map { Double(bitPattern: UInt64(bitPattern: $0)) }), present: flags)
    case .date: return Column(.date(values.map { Int32(truncatingIfNeeded: $0) }), present: flags)
    case .timestamp: return Column(.timestamp(Array(values)), present: flags)
    case .text:
      let pool = texts.pool()
      guard isValid(pool) else { return nil }
      return Column(
        .text(TextVector(codes: values.map { UInt32(truncatingIfNeeded: $0) }, pool: pool)), present: flags)
    case .list: return lists(values).map { Column(.list($0), present: flags) }
    }
  }

  /// Whether every text is UTF-8: the bytes all together, and no text begins within a character.
  private func isValid(_ pool: TextPool) -> Bool {
    // SAFETY: the bytes of a pool are only read, and its offsets are places in them.
    pool.bytes.withUnsafeBufferPointer { bytes in
      if bytes.allSatisfy({ $0 < 0x80 }) { return true }
      guard String(validating: bytes, as: UTF8.self) != nil else { return false }
      return pool.offsets.allSatisfy { $0 == bytes.count || bytes[$0] & 0xC0 != 0x80 }
    }
  }

  /// Lists of names; every different text is taken apart once.
  private func lists(_ values: UnsafeBufferPointer<Int64>) -> ListVector? {
    let pool = texts.pool()
    var items = TextPoolBuilder()
    var lists: [[UInt32]] = [[]]
    for code in 1..<max(1, pool.count) {
      guard let names = JSONText.texts(in: pool.bytes[pool.offsets[code]..<pool.offsets[code + 1]]) else {
        return nil
      }
      lists.append(names.map { items.code(for: $0) })
    }
    var starts = [0]
    starts.reserveCapacity(values.count + 1)
    var all: [UInt32] = []
    for (row, code) in values.enumerated() {
      // SAFETY: as many rows as words were written. An empty text is no list.
      if code == 0, present[row] { return nil }
      all.append(contentsOf: lists[Int(code)])
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
