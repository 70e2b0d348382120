import Language
import Parallel
import Query
import Tables
import Testing

private let fields = [
  Field("i", .int), Field("j", .int), Field("x", .double), Field("y", .double), Field("t", .text),
  Field("u", .text), Field("b", .bool), Field("d", .date), Field("s", .timestamp), Field("l", .list),
]

/// What a row gives, or that there is an overflow among the rows.
private enum Answer {
  case values([Value])
  case overflow
}

/// Doubles by their bits, texts by their bytes: Swift's own equality is too kind to both.
private func isSame(_ left: Value, _ right: Value) -> Bool {
  switch (left, right) {
  case (.double(let left), .double(let right)): left.bitPattern == right.bitPattern
  case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
  case (.list(let left), .list(let right)):
    left.count == right.count && zip(left, right).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
  default: left == right
  }
}

private func isSame(_ left: Answer, _ right: Answer) -> Bool {
  switch (left, right) {
  case (.overflow, .overflow): true
  case (.values(let left), .values(let right)):
    left.count == right.count && zip(left, right).allSatisfy { isSame($0, $1) }
  default: false
  }
}

private struct Case {
  let table: Table
  let expression: Expression
  let selection: Selection
  let rows: [Int]

  init(seed: Int, type: DataType? = nil) {
    var generator = ExpressionGenerator(seed: seed, fields: fields)
    table = generator.table(rows: generator.random.pick([1, 2, 7, 40, 120]))
    let depth = generator.random.pick([1, 2, 3, 4])
    expression = generator.expression(type ?? generator.random.pick(DataType.allCases), depth: depth)
    if generator.random.chance(percent: 50) {
      selection = .all(table.rowCount)
      rows = Array(0..<table.rowCount)
    } else {
      let count = Int.random(in: 0...150, using: &generator.random)
      var chosen: [Int32] = []
      for _ in 0..<count {
        chosen.append(Int32.random(in: 0..<Int32(table.rowCount), using: &generator.random))
      }
      selection = .rows(chosen)
      rows = chosen.map(Int.init)
    }
  }

  var expected: Answer {
    do {
      return .values(try rows.map { try clean(Interpreter(row: table.row($0)).value(expression)) })
    } catch { return .overflow }
  }

  /// The first row on which the two differ.
  func difference(_ answer: Answer, _ expected: Answer) -> String {
    guard case .values(let left) = answer, case .values(let right) = expected,
      let place = zip(left, right).enumerated().first(where: { !isSame($1.0, $1.1) })?.offset
    else { return "is \(answer)\nnot \(expected)" }
    return "is \(left[place])\nnot \(right[place])\nof \(table.row(rows[place]))"
  }

  private func clean(_ value: Value) -> Value {
    if case .double(let number) = value { .double(number + 0) } else { value }
  }

  func answer(_ evaluator: Evaluator) -> Answer {
    do {
      let column = try evaluator.column(expression, over: table.columns, selection: selection)
      return .values((0..<column.count).map { clean(column[$0]) })
    } catch { return .overflow }
  }
}

private func evaluator(workers: Int, morselSize: Int?) -> Evaluator {
  Evaluator(
    context: QueryContext(workers: Workers(count: workers), cancellation: Cancellation()),
    morselSize: morselSize)
}

@Test func `an expression gives for each row what the plain reading of it gives`() {
  var overflows = 0
  for seed in 0..<20_000 {
    let sample = Case(seed: seed)
    let expected = sample.expected
    if case .overflow = expected { overflows += 1 }
    let answer = sample.answer(evaluator(workers: 1 + seed % 2, morselSize: [nil, 1, 7, 64][seed % 4]))
    guard isSame(answer, expected) else {
      Issue.record("seed \(seed): \(sample.expression)\n\(sample.difference(answer, expected))")
      return
    }
  }
  #expect(overflows > 100 && overflows < 10_000)
}

@Test func `rows match where a condition is true and nowhere else`() throws {
  for seed in 20_000..<30_000 {
    let sample = Case(seed: seed, type: .bool)
    guard case .values(let values) = sample.expected else { continue }
    let expected = zip(sample.rows, values).filter { $0.1 == .bool(true) }.map { Int32($0.0) }
    let evaluator = evaluator(workers: 1 + seed % 2, morselSize: [nil, 1, 7, 64][seed % 4])
    let matches = try evaluator.matching(
      sample.expression, over: sample.table.columns, selection: sample.selection)
    let rows: [Int32] =
      switch matches {
      case .all(let count): (0..<Int32(count)).map { $0 }
      case .rows(let rows): rows
      }
    guard rows == expected else {
      Issue.record("seed \(seed): \(sample.expression)\nis \(rows)\nnot \(expected)")
      return
    }
  }
}

@Test func `null rows hold zeros in every column that is computed`() throws {
  for seed in 30_000..<32_000 {
    let sample = Case(seed: seed)
    guard
      let column = try? evaluator(workers: 1, morselSize: 16).column(
        sample.expression, over: sample.table.columns, selection: sample.selection),
      let present = column.present
    else { continue }
    for row in present.indices where !present[row] {
      let isZero =
        switch column.values {
        case .bool(let values): !values[row]
        case .int(let values), .timestamp(let values): values[row] == 0
        case .double(let values): values[row] == 0
        case .date(let values): values[row] == 0
        case .text(let texts): texts.codes[row] == 0
        case .list(let lists): lists.starts[row] == lists.starts[row + 1]
        }
      #expect(isZero, "seed \(seed), row \(row): \(sample.expression)")
    }
    #expect(present.contains(false), "seed \(seed): a presence without a null")
  }
}
