import Language
import Parallel
import Query
import Tables
import TestSupport
import Testing

/// One aggregate over some columns as keys, without anything behind it.
private func aggregate(
  _ function: String, _ argument: Expression?, by keys: [Expression] = [], share: Double? = nil,
  type: DataType
) -> Operator {
  .aggregate(
    Aggregation(
      keys: keys.enumerated().map { NamedExpression("key \($0.offset)", $0.element) },
      calls: [AggregateCall(function, argument, parameter: share, type: type)],
      results: [NamedExpression("result", .column(keys.count, type))]))
}

private func value(_ function: String, _ values: [Value], _ type: DataType, share: Double? = nil) throws
  -> Value
{
  let table = Table([Field("x", type)], rows: values.map { [$0] })
  let result = resultType(function, type)
  return try answer([aggregate(function, table.reference(0), share: share, type: result)], on: table).rows[0][
    0]
}

private func resultType(_ function: String, _ argument: DataType?) -> DataType {
  let signature = AggregateLibrary.signatures.first { $0.name == function }!
  return signature.overloads.first { $0.parameters.first == argument }!.result
}

/// Every aggregate written as plainly as can be, over the values of one group; nil stands for overflow.
private func plain(_ function: String, _ values: [Value], share: Double) -> Value? {
  let present = values.filter { !$0.isNull }
  let numbers = present.map { value -> Double in
    switch value {
    case .int(let number): Double(number)
    case .double(let number): number
    case .bool(let flag): flag ? 1 : 0
    case .date(let date): Double(date.days)
    default: 0
    }
  }
  func finite(_ number: Double) -> Value? { number.isFinite ? .double(number) : nil }
  switch function {
  case "count": return .int(Int64(present.count))
  case "count_distinct": return .int(Int64(Set(present.map(Cell.init)).count))
  case "first": return present.first ?? .null
  case "last": return present.last ?? .null
  case "min": return present.map(Cell.init).min()?.value ?? .null
  case "max": return present.map(Cell.init).max()?.value ?? .null
  case "any": return present.isEmpty ? .null : .bool(present.contains(.bool(true)))
  case "all": return present.isEmpty ? .null : .bool(!present.contains(.bool(false)))
  case "list": return .list(present.compactMap { if case .text(let text) = $0 { text } else { nil } })
  case "sum":
    guard let first = present.first else { return .null }
    if case .double = first { return finite(numbers.reduce(0, +)) }
    var sum: Int64 = 0
    for value in present {
      guard case .int(let number) = value else { return .int(Int64(numbers.reduce(0, +))) }
      sum += number
    }
    return .int(sum)
  case "avg": return numbers.isEmpty ? .null : finite(numbers.reduce(0, +) / Double(numbers.count))
  case "stddev", "variance":
    guard numbers.count > 1 else { return .null }
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(numbers.count - 1)
    return finite(function == "stddev" ? variance.squareRoot() : variance)
  default:
    guard !numbers.isEmpty else { return .null }
    let sorted = numbers.sorted()
    let place = (function == "median" ? 0.5 : share) * Double(sorted.count - 1)
    let low = Int(place)
    let high = min(low + 1, sorted.count - 1)
    let between = sorted[low] + (sorted[high] - sorted[low]) * (place - Double(low))
    if case .date = present[0] { return .date(CalendarDate(days: Int32(between.rounded(.down)))) }
    return finite(between)
  }
}

private func isClose(_ left: Value, _ right: Value) -> Bool {
  guard case .double(let left) = left, case .double(let right) = right else {
    return Cell(left) == Cell(right)
  }
  return abs(left - right) <= 1e-9 * max(1, abs(left), abs(right))
}

@Test(arguments: AggregateLibrary.signatures.map(\.name))
func `an aggregate agrees with a plain one over each group`(function: String) throws {
  let overloads = AggregateLibrary.signatures.first { $0.name == function }!.overloads
  for seed in 0..<400 {
    var generator = SeededGenerator(seed: seed)
    let overload = overloads.filter { !$0.parameters.isEmpty }.randomElement(using: &generator)!
    let keyTypes = (0..<generator.below(3)).map { _ in DataType.allCases.randomElement(using: &generator)! }
    let fields =
      keyTypes.enumerated().map { Field("k\($0.offset)", $0.element) } + [Field("x", overload.parameters[0])]
    let table = generator.table(fields, rows: generator.below(60))
    let share = [0, 0.1, 0.5, 0.75, 1].randomElement(using: &generator)!
    let step = aggregate(
      function, table.reference(keyTypes.count), by: keyTypes.indices.map(table.reference), share: share,
      type: overload.result)

    let before: [Operator] =
      switch generator.below(4) {
      case 0: [.filter(.not(.isNull(table.reference(0))))]
      case 1: [.sort([SortKey(table.reference(0), descending: true)])]
      case 2: [.take(.last(12), by: [])]
      default: []
      }
    let reached = try answer(before, on: table)
    var groups: [[Cell]: [Value]] = keyTypes.isEmpty ? [[]: []] : [:]
    for row in reached.rows { groups[row.dropLast().map(Cell.init), default: []].append(row[keyTypes.count]) }
    let keys = groups.keys.sorted { $0.lexicographicallyPrecedes($1) }
    for (workers, pieceSize) in [(1, 1 << 16), (2, 5), (3, 1)] {
      let rows = try answer(before + [step], on: table, workers: workers, pieceSize: pieceSize).rows
      try #require(rows.count == keys.count, "seed \(seed)")
      for (row, key) in zip(rows, keys) {
        #expect(row.dropLast().map(Cell.init) == key, "seed \(seed)")
        let expected = try #require(plain(function, groups[key]!, share: share))
        #expect(isClose(row[keyTypes.count], expected), "seed \(seed): \(row) is not \(expected)")
      }
    }
  }
}

@Test func `count without an argument counts rows, nulls too`() throws {
  let table = Table([Field("x", .int)], rows: [[.null], [.int(1)], [.null]])
  #expect(try answer([aggregate("count", nil, type: .int)], on: table).rows == [[.int(3)]])
  #expect(try answer([aggregate("count", table.reference(0), type: .int)], on: table).rows == [[.int(1)]])
}

@Test func `without keys no rows are one group, and with keys they are none`() throws {
  let table = Table([Field("x", .int)], rows: [])
  for signature in AggregateLibrary.signatures {
    let overload = try #require(signature.overloads.first { !$0.parameters.isEmpty })
    let argument = Expression.constant(.null, overload.parameters[0])
    let step = aggregate(signature.name, argument, share: 0.5, type: overload.result)
    let expected: Value =
      switch signature.name {
      case "count", "count_distinct": .int(0)
      case "list": .list([])
      default: .null
      }
    #expect(try answer([step], on: table).rows == [[expected]], "\(signature.name)")
    let grouped = aggregate(
      signature.name, argument, by: [table.reference(0)], share: 0.5, type: overload.result)
    #expect(try answer([grouped], on: table).rowCount == 0, "\(signature.name)")
  }
}

@Test func `a sum of whole numbers is exact, and an error when it does not fit`() throws {
  #expect(try value("sum", [.int(.max), .int(.max), .int(-.max)], .int) == .int(.max))
  #expect(try value("sum", [.int(.min), .int(-1), .int(1)], .int) == .int(.min))
  #expect(
    throws: QueryError(
      .overflow, "the result of `sum` is too large for int",
      hints: ["`sum(cast(x, double))` adds real numbers"])
  ) {
    try value("sum", [.int(.max), .int(1)], .int)
  }
  #expect(try value("avg", [.int(.max), .int(.max)], .int) == .double(0x1p63))
  #expect(try value("avg", [.int((1 << 53) + 1), .int(-(1 << 53)), .int(1)], .int) == .double(2.0 / 3))
}

@Test func `a sum of doubles that is not finite is an error, but a mean of them is not`() throws {
  let large = Value.double(.greatestFiniteMagnitude)
  #expect(throws: QueryError(.overflow, "the result of `sum` is too large for double")) {
    try value("sum", [large, large], .double)
  }
  #expect(try value("avg", [large, large], .double) == large)
  #expect(try value("median", [large, .double(-.greatestFiniteMagnitude)], .double) == .double(0))
}

@Test func `a deviation does not lose itself beside a large mean`() throws {
  let values = (0..<1000).map { Value.double(1e9 + Double($0 % 2)) }
  guard case .double(let variance) = try value("variance", values, .double) else {
    Issue.record("no number")
    return
  }
  #expect(abs(variance - 250.0 / 999) < 1e-9)
}

@Test(arguments: [2, 3, 7]) func `sums of any doubles have the same bits with any number of workers`(
  workers: Int
) throws {
  var generator = SeededGenerator(seed: 5)
  let count = 20_000
  let numbers = (0..<count).map { _ in Double.random(in: -1e6...1e6, using: &generator) }
  for groups in [1, 10, 15_000] {
    let keys = (0..<count).map { _ in Int64(generator.below(groups)) }
    let table = Table(
      Schema([Field("k", .int), Field("x", .double)]), [Column(.int(keys)), Column(.double(numbers))],
      rowCount: count)
    for function in ["sum", "avg", "stddev"] {
      for keys in [[], [table.reference(0)]] {
        let step = aggregate(function, table.reference(1), by: keys, type: .double)
        let one = try answer([step], on: table, workers: 1, pieceSize: 1000)
        let many = try answer([step], on: table, workers: workers, pieceSize: 1000)
        #expect(one.rows == many.rows)
      }
    }
  }
}

@Test func `a median of many values in any order is that of the sorted ones`() throws {
  let count = 5001
  let orders: [(Int) -> Int] = [{ $0 }, { count - $0 }, { $0 % 2 }, { $0 * 7919 % count }, { _ in 4 }]
  for order in orders {
    let numbers = (0..<count).map { Double(order($0)) }
    let expected = numbers.sorted()[count / 2]
    #expect(try value("median", numbers.map(Value.double), .double) == .double(expected))
  }
}

@Test func `many groups come in the order of their keys`() throws {
  var generator = SeededGenerator(seed: 11)
  let keys = (0..<30_000).map { _ in Int64(bitPattern: generator.next()) % 20_000 &* 1_000_003 }
  let texts = keys.map { Value.text("key \($0)") }
  let table = Table(
    Schema([Field("k", .int), Field("t", .text)]), [Column(.int(keys)), generator.column(.text, texts)],
    rowCount: keys.count)
  var counts: [Int64: Int64] = [:]
  for key in keys { counts[key, default: 0] += 1 }
  let byKey = try answer(
    [aggregate("count", nil, by: [table.reference(0)], type: .int)], on: table, pieceSize: 1000)
  #expect(byKey.rows == counts.sorted { $0.key < $1.key }.map { [.int($0.key), .int($0.value)] })
  let byText = try answer(
    [aggregate("count", nil, by: [table.reference(1)], type: .int)], on: table, pieceSize: 1000)
  let expected = counts.map { [Value.text("key \($0.key)"), .int($0.value)] }.sorted {
    Cell($0[0]) < Cell($1[0])
  }
  #expect(byText.rows == expected)
}

@Test func `no two aggregates share a name`() {
  let names = AggregateLibrary.signatures.flatMap { [$0.name] + $0.otherNames }
  #expect(Set(names).count == names.count)
  #expect(AggregateLibrary.signatures.allSatisfy { $0.isAggregate && !$0.overloads.isEmpty })
}
