import Language
import Parallel
import Query
import Tables
import TestSupport
import Testing

/// All columns of both sides; the keys of a full join are filled from either.
private func join(_ kind: Join.Kind, _ left: Table, _ right: Table, on keys: [(left: Int, right: Int)])
  -> Join
{
  var outputs = left.schema.fields.enumerated().map { index, field in
    let key = keys.first { $0.left == index }
    return Join.Output(field.name, key.map { .key(left: $0.left, right: $0.right) } ?? .left(index))
  }
  if kind != .semi && kind != .anti {
    for (index, field) in right.schema.fields.enumerated() {
      outputs.append(Join.Output("right \(field.name)", .right(index)))
    }
  }
  return Join(
    kind: kind, right: "right", rightSchema: right.schema,
    keys: keys.map { (left.reference($0.left), right.reference($0.right)) }, outputs: outputs)
}

private func plainJoin(_ kind: Join.Kind, _ left: Table, _ right: Table, on keys: [(left: Int, right: Int)])
  -> [[Value]]
{
  func match(_ leftRow: [Value], _ rightRow: [Value]) -> Bool {
    keys.allSatisfy {
      !leftRow[$0.left].isNull && Cell(leftRow[$0.left]) == Cell(rightRow[$0.right])
    }
  }
  var result: [[Value]] = []
  let rightRows = right.rows
  for row in left.rows {
    let matches = rightRows.filter { match(row, $0) }
    switch kind {
    case .semi: if !matches.isEmpty { result.append(row) }
    case .anti: if matches.isEmpty { result.append(row) }
    case .inner, .left, .full:
      result += matches.map { row + $0 }
      if matches.isEmpty, kind != .inner { result.append(row + right.schema.fields.map { _ in .null }) }
    }
  }
  if kind == .full {
    for row in rightRows where !left.rows.contains(where: { match($0, row) }) {
      let leftValues = left.schema.fields.indices.map { index in
        keys.first { $0.left == index }.map { row[$0.right] } ?? .null
      }
      result.append(leftValues + row)
    }
  }
  return result
}

@Test(arguments: Join.Kind.allCases) func `a join agrees with two plain loops`(kind: Join.Kind) throws {
  for seed in 0..<500 {
    var generator = SeededGenerator(seed: seed)
    let types = (0...generator.below(3)).map { _ in DataType.allCases.randomElement(using: &generator)! }
    let extreme = generator.isOneIn(3)
    let fields = types.enumerated().map { Field("c\($0.offset)", $0.element) }
    let left = generator.table(fields, rows: generator.below(30), extreme: extreme)
    let right = generator.table(fields, rows: generator.below(30), extreme: extreme)
    let keys = (0...generator.below(types.count)).map { (left: $0, right: $0) }
    let step = Operator.join(join(kind, left, right, on: keys))
    let plain = cells(plainJoin(kind, left, right, on: keys))
    for (workers, pieceSize) in [(1, 1 << 16), (2, 4)] {
      let result = try answer(
        [step], on: left, tables: ["right": right], workers: workers, pieceSize: pieceSize)
      #expect(cells(result.rows) == plain, "seed \(seed)")
    }
  }
}

@Test func `many keys with a wide range match as few do`() throws {
  var generator = SeededGenerator(seed: 3)
  func table(_ count: Int) -> Table {
    let rows = (0..<count).map { row -> [Value] in
      let key = Int64(generator.below(30_000)) &* 0x1234_5678_9ABC
      return [.int(key), .int(key / 7), .text("key \(key)"), .int(Int64(row))]
    }
    return Table([Field("a", .int), Field("b", .int), Field("t", .text), Field("row", .int)], rows: rows)
  }
  let left = table(20_000)
  let right = table(40_000)
  var places: [Int64: [Int]] = [:]
  for (place, row) in right.rows.enumerated() {
    if case .int(let key) = row[0] { places[key, default: []].append(place) }
  }
  let expected = left.rows.flatMap { row -> [[Value]] in
    guard case .int(let key) = row[0] else { return [] }
    return (places[key] ?? []).map { row + right.row($0) }
  }
  for keys in [[(0, 0)], [(2, 2)], [(0, 0), (1, 1)], [(0, 0), (2, 2), (1, 1)]] {
    let step = Operator.join(join(.inner, left, right, on: keys.map { (left: $0.0, right: $0.1) }))
    let result = try answer([step], on: left, tables: ["right": right], pieceSize: 4096)
    #expect(cells(result.rows) == cells(expected))
  }
}

@Test func `a join behind other steps sees the rows they leave`() throws {
  let left = Table(
    [Field("k", .text), Field("n", .int)],
    rows: [[.text("a"), .int(1)], [.text("b"), .int(2)], [.null, .int(3)], [.text("c"), .int(4)]])
  let right = Table(
    [Field("k", .text), Field("v", .int)], rows: [[.text("c"), .int(9)], [.text("b"), .int(8)]])
  let steps: [Operator] = [
    .filter(.compare(.greater, left.reference(1), .constant(.int(1), .int))),
    .sort([SortKey(left.reference(1), descending: true)]),
    .join(join(.left, left, right, on: [(0, 0)])),
    .project([NamedExpression("n", .column(1, .int)), NamedExpression("v", .column(3, .int))]),
  ]
  #expect(
    try answer(steps, on: left, tables: ["right": right]).rows
      == [[.int(4), .int(9)], [.int(3), .null], [.int(2), .int(8)]])
}

@Test func `the account counts matches on both sides and names keys that repeat`() throws {
  let left = Table([Field("k", .int)], rows: [[.int(1)], [.int(2)], [.null], [.int(5)]])
  let right = Table(
    [Field("k", .int), Field("v", .int)],
    rows: [
      [.int(2), .int(1)], [.int(1), .int(2)], [.int(2), .int(3)], [.int(7), .int(4)], [.int(7), .int(5)],
      [.null, .int(6)],
    ])
  let context = QueryContext(workers: Workers(count: 1), cancellation: Cancellation())
  let (table, notes) = try execute(
    [.join(join(.full, left, right, on: [(0, 0)]))], on: left, tables: ["right": right], context: context)
  guard case .joined(let account)? = notes.first else {
    Issue.record("no account of the join")
    return
  }
  #expect(notes.count == 1)
  #expect(account.leftRows == 4 && account.rightRows == 6 && account.outputRows == table.rowCount)
  #expect(account.matchedLeft == 2 && account.matchedRight == 3 && account.unmatchedRight == 3)
  // 7 stands twice too, but matches nothing.
  #expect(account.repeatedRightKeys == 1 && account.repeatedKeyExamples == ["2"])
}

@Test func `a join whose result no table can hold is refused`() {
  let same = Table(
    Schema([Field("k", .int)]), [Column(.int(Array(repeating: 1, count: 50_000)))], rowCount: 50_000)
  #expect {
    try answer([.join(join(.inner, same, same, on: [(0, 0)]))], on: same, tables: ["right": same])
  } throws: { error in
    (error as? QueryError)?.kind == .tooLarge
  }
}

@Test func `a join with a table that is not there says its name`() {
  let table = Table([Field("k", .int)], rows: [])
  #expect(throws: QueryError(.unknownTable, "there is no table `right`")) {
    try answer([.join(join(.inner, table, table, on: [(0, 0)]))], on: table)
  }
}
