import Language
import Parallel
import Query
import Tables
import Testing

private let evaluator = Evaluator(
  context: QueryContext(workers: Workers(count: 2), cancellation: Cancellation()))
private let table = Table(
  [Field("n", .int), Field("x", .double), Field("t", .text), Field("g", .list)],
  rows: [
    [.int(1), .double(1.5), .text("Alien"), .list(["Horror", "Thriller"])],
    [.int(0), .null, .text("Æon"), .list([])],
    [.null, .double(-2), .null, .null],
    [.int(-7), .double(0), .text("alien"), .list(["Horror"])],
  ])

private func values(_ expression: Expression, _ rows: [Int32]? = nil) throws -> [Value] {
  let column = try evaluator.column(
    expression, over: table.columns, selection: rows.map { .rows($0) } ?? .all(table.rowCount))
  return (0..<column.count).map { column[$0] }
}

private let n = Expression.column(0, .int)
private let x = Expression.column(1, .double)
private let t = Expression.column(2, .text)
private let g = Expression.column(3, .list)

@Test func `a null operand gives a null result, and so does a division by zero`() throws {
  let ratio = Expression.arithmetic(.divide, x, .cast(n, to: .double))
  #expect(try values(ratio) == [.double(1.5), .null, .null, .double(0)])
  #expect(
    try values(.arithmetic(.wholeDivide, n, .constant(.int(2), .int))) == [.int(0), .int(0), .null, .int(-4)])
  #expect(
    try values(.arithmetic(.remainder, n, .constant(.int(2), .int))) == [.int(1), .int(0), .null, .int(1)])
}

@Test func `rows come in the order of the selection`() throws {
  #expect(try values(t, [3, 0, 3, 2]) == [.text("alien"), .text("Alien"), .text("alien"), .null])
  #expect(try values(.negate(n), [3, 0]) == [.int(7), .int(-1)])
  #expect(try values(g, [3, 0]) == [.list(["Horror"]), .list(["Horror", "Thriller"])])
}

@Test func `a text is found in a list of texts`() throws {
  let thriller = Expression.isItem(.constant(.text("Thriller"), .text), of: g)
  #expect(try values(thriller) == [.bool(true), .bool(false), .null, .bool(false)])
  #expect(try values(.isItem(t, of: g)) == [.bool(false), .bool(false), .null, .bool(false)])
}

@Test func `an overflow names its operands`() {
  let sum = Expression.arithmetic(.add, n, .constant(.int(.max), .int))
  #expect(
    throws: QueryError(
      .overflow, "`1 + 9223372036854775807` does not fit 64 bits",
      hints: ["cast one side to double: `cast(x, double)`"])
  ) {
    try values(sum)
  }
}

@Test func `a row that a condition keeps out does not overflow`() throws {
  let sum = Expression.arithmetic(.add, n, .constant(.int(.max), .int))
  let guarded = Expression.conditional(
    .compare(.greater, n, .constant(.int(0), .int)), then: .constant(.null, .int), otherwise: sum)
  #expect(try values(guarded) == [.null, .int(.max), .null, .int(.max - 7)])
}
