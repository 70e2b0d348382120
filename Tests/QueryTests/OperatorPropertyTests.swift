import Language
import Parallel
import Query
import Tables
import TestSupport
import Testing

/// The steps written as plainly as can be, over rows of values.
private enum Plain {
  static func sorted(_ rows: [[Value]], by keys: [(column: Int, descending: Bool)]) -> [[Value]] {
    func precedes(_ left: [Value], _ right: [Value]) -> Bool? {
      for key in keys {
        let (a, b) = (Cell(left[key.column]), Cell(right[key.column]))
        if a == b || !(a < b || b < a) { continue }
        if a.value.isNull || b.value.isNull { return b.value.isNull }
        return key.descending ? b < a : a < b
      }
      return nil
    }
    return rows.enumerated().sorted {
      precedes($0.element, $1.element) ?? ($0.offset < $1.offset)
    }.map(\.element)
  }

  static func groups(_ rows: [[Value]], by columns: [Int]) -> [[[Value]]] {
    var places: [[Cell]: Int] = [:]
    var groups: [[[Value]]] = []
    for row in rows {
      let key = columns.map { Cell(row[$0]) }
      if let place = places[key] {
        groups[place].append(row)
      } else {
        places[key] = groups.count
        groups.append([row])
      }
    }
    return groups
  }

  static func distinct(_ rows: [[Value]], by columns: [Int]) -> [[Value]] {
    groups(rows, by: columns).compactMap(\.first)
  }

  static func taken(_ rows: [[Value]], _ range: TakeRange, by columns: [Int]) -> [[Value]] {
    let tagged = rows.enumerated().map { [.int(Int64($0.offset))] + $0.element }
    let groups = columns.isEmpty ? [tagged] : groups(tagged, by: columns.map { $0 + 1 })
    let kept = groups.flatMap { group in
      switch range {
      case .first(let count): Array(group.prefix(count))
      case .last(let count): Array(group.suffix(count))
      case .range(let range):
        Array(group.dropFirst(range.lowerBound - 1).prefix(range.count))
      }
    }
    return kept.sorted { Cell($0[0]) < Cell($1[0]) }.map { Array($0.dropFirst()) }
  }
}

@Test(arguments: 0..<20) func `sorting agrees with a plain stable sort`(block: Int) throws {
  for seed in block * 50..<block * 50 + 50 {
    var generator = SeededGenerator(seed: seed)
    let table = generator.table(extreme: generator.isOneIn(2))
    let keys = (0...generator.below(3)).map { _ in
      (column: generator.below(table.schema.count), descending: generator.isOneIn(2))
    }
    let step = Operator.sort(keys.map { SortKey(table.reference($0.column), descending: $0.descending) })
    let result = try answer([step], on: table, pieceSize: generator.below(9) + 1)
    #expect(cells(result.rows) == cells(Plain.sorted(table.rows, by: keys)), "seed \(seed)")
  }
}

@Test(arguments: 0..<10) func `the first rows of a sorted table are the same when only they are wanted`(
  block: Int
) throws {
  for seed in block * 50..<block * 50 + 50 {
    var generator = SeededGenerator(seed: seed)
    let table = generator.table(maxRows: 300, extreme: generator.isOneIn(2))
    let keys = (0...generator.below(2)).map { _ in
      (column: generator.below(table.schema.count), descending: generator.isOneIn(2))
    }
    let count = generator.below(12)
    let sort = Operator.sort(keys.map { SortKey(table.reference($0.column), descending: $0.descending) })
    let result = try answer([sort, .take(.first(count), by: [])], on: table, pieceSize: 5)
    #expect(
      cells(result.rows) == cells(Array(Plain.sorted(table.rows, by: keys).prefix(count))), "seed \(seed)")
  }
}

@Test(arguments: 0..<20) func `distinct keeps the first row of each combination, in their order`(block: Int)
  throws
{
  for seed in block * 50..<block * 50 + 50 {
    var generator = SeededGenerator(seed: seed)
    let table = generator.table(extreme: generator.isOneIn(3))
    let columns = (0...generator.below(3)).map { _ in generator.below(table.schema.count) }
    let result = try answer(
      [.distinct(by: columns.map(table.reference))], on: table, pieceSize: generator.below(9) + 1)
    #expect(cells(result.rows) == cells(Plain.distinct(table.rows, by: columns)), "seed \(seed)")
  }
}

@Test(arguments: 0..<20) func `take keeps rows of each group in the order of the table`(block: Int) throws {
  for seed in block * 50..<block * 50 + 50 {
    var generator = SeededGenerator(seed: seed)
    let table = generator.table()
    let columns = (0..<generator.below(3)).map { _ in generator.below(table.schema.count) }
    let low = generator.below(5) + 1
    let range = [
      TakeRange.first(generator.below(6)), .last(generator.below(6)), .range(low...low + generator.below(4)),
    ].randomElement(using: &generator)!
    let result = try answer([.take(range, by: columns.map(table.reference))], on: table)
    #expect(cells(result.rows) == cells(Plain.taken(table.rows, range, by: columns)), "seed \(seed)")
  }
}

@Test(arguments: 0..<10) func `steps in a row give what they give one by one`(block: Int) throws {
  for seed in block * 50..<block * 50 + 50 {
    var generator = SeededGenerator(seed: seed)
    let table = generator.table()
    var schema = table.schema
    var steps: [Operator] = []
    for _ in 0...generator.below(6) {
      let step = generator.step(on: schema)
      schema = step.outputSchema(of: schema)
      steps.append(step)
    }
    let stepwise = try steps.reduce(table) { try answer([$1], on: $0, workers: 1) }
    for (workers, pieceSize) in [(1, 1 << 16), (2, 3), (3, 7)] {
      let whole = try answer(steps, on: table, workers: workers, pieceSize: pieceSize)
      #expect(whole.schema == stepwise.schema)
      #expect(cells(whole.rows) == cells(stepwise.rows), "seed \(seed)")
    }
  }
}

extension SeededGenerator {
  fileprivate mutating func step(on schema: Schema) -> Operator {
    func reference(_ index: Int) -> Expression { .column(index, schema.fields[index].type) }
    let some = (0...below(2)).map { _ in below(schema.count) }
    switch below(7) {
    case 0: return .filter(.not(.isNull(reference(some[0]))))
    case 1:
      let old = schema.fields[below(schema.count)].name
      return .derive([
        NamedExpression(isOneIn(2) ? old : "new \(below(1000))", .isNull(reference(some[0]))),
        NamedExpression("copy \(below(1000))", reference(below(schema.count))),
      ])
    case 2:
      let kept = Set(some).sorted()
      return .project(kept.map { NamedExpression(schema.fields[$0].name, reference($0)) })
    case 3: return .sort(some.map { SortKey(reference($0), descending: isOneIn(2)) })
    case 4: return .take(.first(below(30)), by: isOneIn(2) ? [] : some.map(reference))
    case 5: return .distinct(by: some.map(reference))
    default:
      let keys = Set(some).sorted().map { NamedExpression(schema.fields[$0].name, reference($0)) }
      let calls = [
        AggregateCall("count", nil, type: .int),
        AggregateCall("first", reference(some[0]), type: schema.fields[some[0]].type),
      ]
      let results = [
        NamedExpression("count \(below(1000))", .column(keys.count, .int)),
        NamedExpression("first \(below(1000))", .column(keys.count + 1, calls[1].type)),
      ]
      return .aggregate(Aggregation(keys: keys, calls: calls, results: results))
    }
  }
}

@Test func `minus zero and zero are one key, and é in two spellings is two`() throws {
  let table = Table(
    [Field("x", .double), Field("t", .text)],
    rows: [
      [.double(0), .text("é")], [.double(-0.0), .text("e\u{301}")], [.double(0), .text("é")],
    ])
  #expect(try answer([.distinct(by: [table.reference(0)])], on: table).rowCount == 1)
  #expect(try answer([.distinct(by: [table.reference(1)])], on: table).rowCount == 2)
}

@Test func `a cancelled statement throws and gives no table`() {
  let cancellation = Cancellation()
  cancellation.cancel()
  let context = QueryContext(workers: Workers(count: 2), cancellation: cancellation)
  let table = Table([Field("x", .int)], rows: [[.int(1)]])
  #expect(throws: QueryError.cancelled) {
    try execute([.sort([SortKey(.column(0, .int))])], on: table, tables: [:], context: context)
  }
}

@Test func `a table of more rows than can be numbered is refused`() {
  let context = QueryContext(workers: Workers(count: 1), cancellation: Cancellation())
  let large = Table(Schema([]), [], rowCount: Int(Int32.max))
  let small = Table(Schema([]), [], rowCount: 1)
  for (input, tables) in [(large, [:]), (small, ["other": large])] {
    let error = #expect(throws: QueryError.self) {
      try execute([], on: input, tables: tables, context: context)
    }
    #expect(error?.kind == .tooLarge)
  }
}
