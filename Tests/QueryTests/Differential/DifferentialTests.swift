import Language
import Parallel
import Query
import Tables
import Testing

private let left: [PairedField] = [
  PairedField(name: "i", type: .int, size: .tame), PairedField(name: "j", type: .int),
  PairedField(name: "x", type: .double, size: .tame), PairedField(name: "y", type: .double),
  PairedField(name: "t", type: .text), PairedField(name: "b", type: .bool),
  PairedField(name: "d", type: .date),
]
private let right: [PairedField] = [
  PairedField(name: "i", type: .int, size: .tame), PairedField(name: "x", type: .double, size: .tame),
  PairedField(name: "y", type: .double), PairedField(name: "t", type: .text),
  PairedField(name: "b", type: .bool), PairedField(name: "d", type: .date),
]

private func table(
  _ fields: [PairedField], upTo most: Int, _ expressions: inout PairedExpressions
) -> Table {
  let rows = expressions.random.chance(8) ? 0 : Int.random(in: 1...most, using: &expressions.random)
  let columns = fields.map { field in
    let nulls = expressions.random.pick([0, 10, 50, 100])
    let isWild = field.size == .wild && field.type.isNumeric
    let values = (0..<rows).map { _ in
      expressions.value(field.type, wild: isWild && expressions.random.chance(60), nulls: nulls)
    }
    return Column(field.type, values)
  }
  return Table(Schema(fields.map { Field($0.name, $0.type) }), columns, rowCount: rows)
}

private func isSame(_ left: Value, _ right: Value, tolerance: Double) -> Bool {
  switch (left, right) {
  case (.double(let left), .double(let right)):
    left == right || (left - right).magnitude <= tolerance * max(1, left.magnitude, right.magnitude)
  case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
  default: left == right
  }
}

private enum Verdict { case same, overflow, different }

private let pairsPerTable = 6

/// Both answers to one query.
private struct Trial {
  let seed: Int
  let tables: (left: Table, right: Table)
  let query: PairedQuery

  func verdict(_ database: ReferenceDatabase) throws -> Verdict {
    let types = query.fields.map(\.type)
    let context = QueryContext(workers: Workers(count: 1 + seed % 2), cancellation: Cancellation())
    let answer: [[Value]]
    do {
      let table = try execute(
        query.operators, on: tables.left, tables: ["u": tables.right], context: context,
        pieceSize: seed % 3 == 0 ? 7 : 1 << 16
      ).table
      #expect(table.schema.fields == query.fields.map { Field($0.name, $0.type) }, "seed \(seed)")
      answer = (0..<table.rowCount).map(table.row)
    } catch {
      guard error.kind == .overflow else { throw error }
      return .overflow
    }
    let expected: [[Value]]
    do {
      expected = try database.rows(query.sql, query.parameters, types: types)
    } catch ReferenceDatabase.Failure.overflow { return .overflow }
    let difference = zip(answer, expected).enumerated().first { _, rows in
      query.fields.indices.contains {
        !isSame(rows.0[$0], rows.1[$0], tolerance: query.fields[$0].tolerance)
      }
    }
    if difference == nil, answer.count == expected.count { return .same }
    let place = difference?.offset ?? min(answer.count, expected.count)
    Issue.record(
      "\(description)\nhq:\n\(text(answer))\nSQLite:\n\(text(expected))\nThey differ in row \(place).")
    return .different
  }

  var description: String {
    """
    seed \(seed)
    \(tables.left.schema.names)
    \(text((0..<tables.left.rowCount).map(tables.left.row)))
    u: \(tables.right.schema.names)
    \(text((0..<tables.right.rowCount).map(tables.right.row)))
    \(query.operators.map { "\($0)" }.joined(separator: "\n"))
    \(query.sql)
    \(query.parameters)
    """
  }

  private func text(_ rows: [[Value]]) -> String {
    rows.map { $0.map { $0.isNull ? "null" : ValueText.exact($0) }.joined(separator: " | ") }
      .joined(separator: "\n")
  }
}

@Test(arguments: 0..<8) func `queries give what SQLite gives`(part: Int) throws {
  let database = try ReferenceDatabase()
  var same = 0
  var overflows = 0
  for index in 0..<340 {
    let seed = (part * 340 + index) * pairsPerTable
    var expressions = PairedExpressions(random: SeededGenerator(seed: -1 - seed))
    let tables = (left: table(left, upTo: 60, &expressions), right: table(right, upTo: 20, &expressions))
    try database.store(tables.left, as: "t")
    try database.store(tables.right, as: "u")
    for seed in seed..<seed + pairsPerTable {
      let trial = Trial(seed: seed, tables: tables, query: PairedQuery(seed: seed, left: left, right: right))
      do {
        switch try trial.verdict(database) {
        case .same: same += 1
        case .overflow: overflows += 1
        case .different: return
        }
      } catch {
        Issue.record("\(error)\n\(trial.description)")
        return
      }
    }
  }
  #expect(same >= 1850, "\(overflows) overflows")
}
