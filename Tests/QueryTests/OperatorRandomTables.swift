import Language
import Parallel
import Query
import Tables
import TestSupport

/// What the columns of random tables hold: few values, so that there are ties, and the odd ones of each type.
private let domains: [DataType: [Value]] = [
  .bool: [.bool(false), .bool(true)],
  .int: [-3, 0, 1, 2, 7, 1_000_000_007].map(Value.int),
  // Sums of these are exact in any order.
  .double: [-2.5, -0.0, 0, 0.25, 1, 4_096.5].map(Value.double),
  .text: [
    "", "a", "a\0", "ab", "abcdefg", "abcdefgh", "abcdefghijklmnop", "abcdefghijklmnoq", "é", "e\u{301}",
    "日本",
  ]
  .map(Value.text),
  .date: [-400, 0, 1, 19_000].map { .date(CalendarDate(days: $0)) },
  .timestamp: [-1, 0, 5, 86_400_000_000].map { .timestamp(Timestamp(microseconds: $0)) },
  .list: [[], [""], ["a"], ["a", "b"], ["ab"], ["a\0", "b"], ["b"]].map(Value.list),
]

private let extremes: [DataType: [Value]] = [
  .int: [.min, .min + 1, -1, 0, .max - 1, .max].map(Value.int),
  .double: [
    -Double.greatestFiniteMagnitude, -1e-300, -Double.leastNonzeroMagnitude, -0.0, 0,
    Double.leastNonzeroMagnitude, 1e300, Double.greatestFiniteMagnitude,
  ].map(Value.double),
  .timestamp: [Timestamp.first, Timestamp.last, Timestamp(microseconds: 0)].map(Value.timestamp),
  .date: [CalendarDate.first, .last, CalendarDate(days: 0)].map(Value.date),
]

extension SeededGenerator {
  mutating func values(of type: DataType, count: Int, extreme: Bool = false) -> [Value] {
    let domain = (extreme ? extremes[type] : nil) ?? domains[type]!
    let isDense = isOneIn(3)
    return (0..<count).map { _ in !isDense && isOneIn(5) ? .null : domain.randomElement(using: &self)! }
  }

  /// A column of the values, its texts in a pool of one of the kinds that there are.
  mutating func column(_ type: DataType, _ values: [Value]) -> Column {
    let column = Column(type, values)
    guard case .text(let texts) = column.values else { return column }
    switch below(3) {
    case 0: return column
    case 1:
      // Every text on its own, equal ones too.
      var offsets = [0, 0]
      var bytes: [UInt8] = []
      for value in values {
        if case .text(let text) = value { bytes += Array(text.utf8) }
        offsets.append(bytes.count)
      }
      let pool = TextPool(offsets: offsets, bytes: bytes, isDistinct: false)
      let codes = values.indices.map { values[$0].isNull ? 0 : UInt32($0 + 1) }
      return Column(.text(TextVector(codes: codes, pool: pool)), present: column.present)
    default:
      // A distinct pool with many texts that no row has.
      var gathering = TextGathering()
      for index in 0..<30 { _ = gathering.code(of: "unused \(index)") }
      let codes = values.map { value in
        if case .text(let text) = value { gathering.code(of: text) } else { UInt32(0) }
      }
      _ = texts
      return Column(.text(TextVector(codes: codes, pool: gathering.pool())), present: column.present)
    }
  }

  mutating func table(_ fields: [Field], rows: Int, extreme: Bool = false) -> Table {
    let columns = fields.map { column($0.type, values(of: $0.type, count: rows, extreme: extreme)) }
    return Table(Schema(fields), columns, rowCount: rows)
  }

  mutating func table(maxRows: Int = 40, extreme: Bool = false) -> Table {
    let fields = (0...below(4) + 1).map { Field("c\($0)", DataType.allCases.randomElement(using: &self)!) }
    return table(fields, rows: below(maxRows + 1), extreme: extreme)
  }
}

extension Table {
  var rows: [[Value]] { (0..<rowCount).map { row($0) } }

  func reference(_ index: Int) -> Expression { .column(index, schema.fields[index].type) }
}

/// Runs steps with some workers and pieces, which never change the answer.
func answer(
  _ steps: [Operator], on table: Table, tables: [String: Table] = [:], workers: Int = 2,
  pieceSize: Int = 1 << 16
) throws -> Table {
  let context = QueryContext(workers: Workers(count: workers), cancellation: Cancellation())
  return try execute(steps, on: table, tables: tables, context: context, pieceSize: pieceSize).table
}

/// A cell that is equal to another, and stands before another, just as the language says.
struct Cell: Hashable, Comparable {
  let value: Value

  init(_ value: Value) { self.value = value }

  private var bytes: [[UInt8]] {
    switch value {
    case .text(let text): [Array(text.utf8)]
    case .list(let items): items.map { Array($0.utf8) }
    default: []
    }
  }

  static func == (left: Cell, right: Cell) -> Bool {
    switch (left.value, right.value) {
    case (.text, .text), (.list, .list): left.bytes == right.bytes
    default: left.value == right.value
    }
  }

  func hash(into hasher: inout Hasher) {
    switch value {
    case .text, .list: hasher.combine(bytes)
    default: hasher.combine(value)
    }
  }

  /// Null is the greatest.
  static func < (left: Cell, right: Cell) -> Bool {
    switch (left.value, right.value) {
    case (.null, _): false
    case (_, .null): true
    case (.bool(let left), .bool(let right)): !left && right
    case (.int(let left), .int(let right)): left < right
    case (.double(let left), .double(let right)): left < right
    case (.date(let left), .date(let right)): left < right
    case (.timestamp(let left), .timestamp(let right)): left < right
    default: left.bytes.lexicographicallyPrecedes(right.bytes) { $0.lexicographicallyPrecedes($1) }
    }
  }
}

/// The rows as cells, so that texts compare by their bytes.
func cells(_ rows: [[Value]]) -> [[Cell]] { rows.map { $0.map(Cell.init) } }
