import Tables

/// The values of one column while the rows of a statement come in.
///
/// SQLite keeps a type for each value, not for each column: the column starts with the type of its first value
/// and widens when another comes, from whole numbers to numbers to texts.
package final class ColumnGathering {
  private let declared: String
  /// The type so far, nil before the first value.
  private var type: DataType?
  private var ints: [Int64] = []
  private var doubles: [Double] = []
  private var codes: [UInt32] = []
  private var present: [Bool] = []
  private var hasNull = false
  private var texts = TextGathering()

  /// - Parameter declared: the type that the database declares, in capitals, or nothing.
  package init(declared: String) { self.declared = declared }

  /// Takes the value of the row on which the statement stands; says what was wrong with it.
  package func append(_ statement: SQLiteStatement, _ index: Int) -> String? {
    let stored = statement.stored(index)
    switch (stored, type) {
    case (.null, _):
      appendNull()
      return nil
    case (.int, .int): ints.append(statement.int(index))
    case (.int, .double), (.double, .double): return appendDouble(statement.double(index))
    case (.text, .text), (.blob, .text): return appendText(statement, index, isBlob: stored == .blob)
    case (.int, .text): appendText(String(statement.int(index)))
    case (.double, .text): appendText(NumberText.shortest(statement.double(index)))
    default:
      widen(for: stored)
      return append(statement, index)
    }
    present.append(true)
    return nil
  }

  private func appendNull() {
    present.append(false)
    hasNull = true
    switch type {
    case .int: ints.append(0)
    case .double: doubles.append(0)
    case .text: codes.append(0)
    default: break
    }
  }

  private func appendDouble(_ value: Double) -> String? {
    guard value.isFinite else {
      appendNull()
      return "is infinite, read as null"
    }
    doubles.append(value)
    present.append(true)
    return nil
  }

  private func appendText(_ text: String) {
    codes.append(texts.code(of: text))
  }

  private func appendText(_ statement: SQLiteStatement, _ index: Int, isBlob: Bool) -> String? {
    // SAFETY: the bytes are copied before the statement steps on or is asked for another type.
    let bytes = statement.bytes(index)
    guard bytes.isUTF8 else {
      if isBlob {
        appendNull()
        return "holds bytes that are no text, read as null"
      }
      appendText(String(decoding: bytes, as: UTF8.self))
      present.append(true)
      return "has bytes that are no UTF-8, shown as `\u{FFFD}`"
    }
    codes.append(texts.code(of: bytes))
    present.append(true)
    return nil
  }

  /// Makes room for a value that does not fit the type so far.
  private func widen(for stored: Stored) {
    switch (type, stored) {
    case (nil, .int):
      type = .int
      ints = Array(repeating: 0, count: present.count)
    case (nil, .double):
      type = .double
      doubles = Array(repeating: 0, count: present.count)
    case (.int, .double):
      type = .double
      doubles = ints.map { Double($0) }
      ints = []
    default:
      let numbers: [String?] = zip(present.indices, present).map { row, isPresent in
        guard isPresent else { return nil }
        return type == .int ? String(ints[row]) : NumberText.shortest(doubles[row])
      }
      (ints, doubles, type) = ([], [], .text)
      for number in numbers {
        if let number { appendText(number) } else { codes.append(0) }
      }
    }
  }

  package func build() -> Column {
    let flags = hasNull ? present : nil
    switch type {
    case .int:
      if declared.hasPrefix("BOOL"), ints.allSatisfy({ $0 == 0 || $0 == 1 }) {
        return Column(.bool(ints.map { $0 == 1 }), present: flags)
      }
      return Column(.int(ints), present: flags)
    case .double: return Column(.double(doubles), present: flags)
    case .text:
      let vector = TextVector(codes: codes, pool: texts.pool())
      if declared.contains("DATE") || declared.contains("TIME"),
        let dates = dateColumn(vector, present: flags)
      {
        return dates
      }
      return Column(.text(vector), present: flags)
    default:
      let zeros = [UInt32](repeating: 0, count: present.count)
      return Column(.text(TextVector(codes: zeros, pool: .empty)), present: flags)
    }
  }
}

/// Dates, or else timestamps, where every text that stands in a column is one.
private func dateColumn(_ vector: TextVector, present: [Bool]?) -> Column? {
  let pool = vector.pool
  guard pool.count > 1 else { return nil }
  if let flags = present {
    for (code, flag) in zip(vector.codes, flags) where code == 0 && flag { return nil }
  } else if vector.codes.contains(0) {
    return nil
  }
  var days: [Int32] = [0]
  var instants: [Int64] = [0]
  // SAFETY: the offsets of a pool are places in its bytes; no pointer is kept.
  let isRead = pool.bytes.withUnsafeBufferPointer { bytes in
    for code in 1..<pool.count {
      let text = UnsafeBufferPointer(rebasing: bytes[pool.offsets[code]..<pool.offsets[code + 1]])
      if let date = ValueReading.date(text) {
        days.append(date.days)
        instants.append(Timestamp(date).microseconds)
      } else if let instant = ValueReading.timestamp(text) {
        instants.append(instant.microseconds)
      } else {
        return false
      }
    }
    return true
  }
  guard isRead else { return nil }
  if days.count == instants.count {
    return Column(.date(vector.codes.map { days[Int($0)] }), present: present)
  }
  return Column(.timestamp(vector.codes.map { instants[Int($0)] }), present: present)
}
