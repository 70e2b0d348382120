import CSQLite
import Parallel
import Tables

/// Reads one table or view of a SQLite file.
///
/// SQLite keeps a type for each value, not for each column: a first statement asks which types there are, and
/// the second one reads every column as the narrowest type that holds them.
struct SQLiteReader {
  let connection: SQLiteConnection
  let options: ReadOptions
  let cancellation: Cancellation

  private struct Types: OptionSet {
    let rawValue: Int64
    static let int = Types(rawValue: 1)
    static let real = Types(rawValue: 2)
    static let text = Types(rawValue: 4)
    static let blob = Types(rawValue: 8)
  }

  func read(into report: inout ReadReport) throws(FileError) -> Table {
    try connection.run("begin")
    let name = try tableName()
    let source = quotedIdentifier(name)
    report.notes.append("table `\(name)`")
    let statement = try connection.prepare("select * from \(source)")
    let written = (0..<statement.columnCount).map { statement.columnName($0) }
    let types = try types(of: written, in: source)
    let columns = types.enumerated().map { index, types in
      SQLiteColumn(type: SQLiteReader.columnType(types), declared: statement.declaredType(index))
    }
    var rows = 0
    while try statement.step() {
      for (index, column) in columns.enumerated() {
        guard let damage = column.append(statement, index) else { continue }
        report.damagedCount += 1
        if report.damaged.count < Piece.damageLimit {
          report.damaged.append(
            ReadReport.DamagedRow(line: rows + 1, reason: "`\(written[index])` \(damage)"))
        }
      }
      rows += 1
      if rows & 1023 == 0, cancellation.isCancelled { throw .cancelled(connection.path) }
    }
    let (names, notes) = HeaderGuess.uniqueNames(written, count: written.count)
    report.notes += notes
    let built = columns.map { $0.build() }
    let table = Table(Schema(zip(names, built).map { Field($0, $1.type) }), built, rowCount: rows)
    describe(table, &report)
    return table
  }

  private func tableName() throws(FileError) -> String {
    let path = connection.path
    let statement = try connection.prepare(
      "select name from sqlite_schema where type in ('table', 'view') and name not like 'sqlite~_%' escape '~' "
        + "order by name")
    var names: [String] = []
    while try statement.step() { names.append(statement.text(0)) }
    let list = names.map { "`\($0)`" }.joined(separator: ", ")
    guard let wanted = options.table else {
      if names.count == 1 { return names[0] }
      if names.isEmpty { throw FileError(.empty, path, "`\(path)` has no tables") }
      throw FileError(
        .ambiguousTable, path, "`\(path)` has \(names.count) tables: \(list)",
        hints: ["name one of them: `\(path):\(names[0])`"])
    }
    if let name = names.first(where: { $0 == wanted })
      ?? names.first(where: { $0.lowercased() == wanted.lowercased() })
    {
      return name
    }
    throw FileError(
      .noSuchTable, path, "`\(path)` has no table `\(wanted)`",
      hints: names.isEmpty ? ["it has no tables"] : ["it has \(list)"])
  }

  /// Which types the values of each column have, as a sum of the bits of `Types`.
  private func types(of columns: [String], in source: String) throws(FileError) -> [Types] {
    var types: [Types] = []
    while types.count < columns.count {
      let part = columns[types.count..<min(columns.count, types.count + 200)]
      let bits = part.map { name in
        "sum(distinct case typeof(\(quotedIdentifier(name))) when 'integer' then 1 when 'real' then 2 "
          + "when 'text' then 4 when 'blob' then 8 else 0 end)"
      }
      let statement = try connection.prepare("select \(bits.joined(separator: ", ")) from \(source)")
      guard try statement.step() else { break }
      for index in 0..<part.count { types.append(Types(rawValue: statement.int(index))) }
    }
    return types
  }

  private static func columnType(_ types: Types) -> DataType {
    switch types {
    case [.int]: .int
    case [.real], [.int, .real]: .double
    default: .text
    }
  }
}

/// The values of one column while the rows come in.
private final class SQLiteColumn {
  private let type: DataType
  private let declared: String
  private var ints: [Int64] = []
  private var doubles: [Double] = []
  private var codes: [UInt32] = []
  private var present: [Bool] = []
  private var texts = TextGathering()

  init(type: DataType, declared: String) {
    self.type = type
    self.declared = declared
  }

  /// Takes the value of the row on which the statement stands; says what was wrong with it.
  func append(_ statement: SQLiteStatement, _ index: Int) -> String? {
    let stored = sqlite3_column_type(statement.handle, Int32(index))
    var damage: String?
    var isPresent = stored != SQLITE_NULL
    switch type {
    case .int: ints.append(statement.int(index))
    case .double:
      var value = sqlite3_column_double(statement.handle, Int32(index))
      if !value.isFinite {
        (value, isPresent, damage) = (0, false, "is infinite, read as null")
      }
      doubles.append(value)
    default:
      // SAFETY: the bytes are copied before the statement steps on or is asked for another type.
      let bytes = statement.bytes(index)
      let isBroken = !isPresent ? false : !isValidText(bytes)
      if isBroken, stored == SQLITE_BLOB {
        (isPresent, damage) = (false, "holds bytes that are no text, read as null")
      } else if isBroken {
        damage = "has bytes that are no UTF-8, shown as `\u{FFFD}`"
      }
      let keeps = isPresent
      codes.append(
        texts.code { target in
          guard keeps else { return }
          if isBroken {
            target.append(contentsOf: String(decoding: bytes, as: UTF8.self).utf8)
          } else {
            target.append(contentsOf: bytes)
          }
        })
    }
    present.append(isPresent)
    return damage
  }

  func build() -> Column {
    let flags = present.contains(false) ? present : nil
    switch type {
    case .int:
      if declared.hasPrefix("BOOL"), ints.allSatisfy({ $0 == 0 || $0 == 1 }) {
        return Column(.bool(ints.map { $0 == 1 }), present: flags)
      }
      return Column(.int(ints), present: flags)
    case .double: return Column(.double(doubles), present: flags)
    default:
      let vector = TextVector(codes: codes, pool: texts.pool())
      if declared.contains("DATE") || declared.contains("TIME"),
        let dates = dateColumn(vector, present: flags)
      {
        return dates
      }
      return Column(.text(vector), present: flags)
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

private func isValidText(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  // SAFETY: only read here, from end to end.
  if bytes.allSatisfy({ $0 < 0x80 }) { return true }
  return String(validating: bytes, as: UTF8.self) != nil
}
