import Language
import Parallel
import Query
import Tables
import TestSupport
import Testing

private func value(_ name: String, _ arguments: Value..., type: DataType) throws -> Value {
  let evaluator = Evaluator(context: QueryContext(workers: Workers(count: 1), cancellation: Cancellation()))
  let constants = arguments.map { Expression.constant($0, $0.type ?? type) }
  return try evaluator.column(.function(name, constants, type), over: [], selection: .all(1))[0]
}

private func date(_ year: Int, _ month: Int, _ day: Int) -> Value {
  CalendarDate(year: year, month: month, day: day).map(Value.date) ?? .null
}

@Test(
  arguments: [
    (2.345, 2, 2.35), (1.005, 2, 1.01), (-2.5, 0, -3), (2.5, 0, 3), (0.285, 2, 0.29), (1234.5678, -2, 1200),
    (150, -2, 200), (-150, -2, -200), (49.999, -2, 0), (1e300, 2, 1e300), (1e-300, 5, 0), (0.1 + 0.2, 1, 0.3),
    (8.325, 2, 8.33), (5.015, 2, 5.02), (1.45, 1, 1.5), (4.35, 1, 4.4), (123.456, 400, 123.456),
    (99, -400, 0),
  ] as [(Double, Int64, Double)])
func `a double is rounded as on paper`(number: Double, digits: Int64, expected: Double) throws {
  #expect(try value("round", .double(number), .int(digits), type: .double) == .double(expected))
}

@Test func `rounding a decimal agrees with rounding its digits`() throws {
  var random = SeededGenerator(seed: 7)
  for _ in 0..<20_000 {
    let thousandths = Int64.random(in: -99_999_999...99_999_999, using: &random)
    let nearest = (thousandths.magnitude + 5) / 10
    let expected = Double(nearest) / 100 * (thousandths < 0 ? -1 : 1)
    let result = try value("round", .double(Double(thousandths) / 1000), .int(2), type: .double)
    #expect(result == .double(expected + 0), "\(thousandths)")
  }
}

@Test(
  arguments: [
    (1250, -2, 1300), (-1250, -2, -1300), (1249, -2, 1200), (7, 3, 7), (5, -1, 10), (.max, -1, nil),
    (.max, -19, nil), (.max, -18, 9_000_000_000_000_000_000), (.max, -20, 0), (4, -19, 0),
  ] as [(Int64, Int64, Int64?)])
func `an integer is rounded before the point and stays an integer`(
  number: Int64, digits: Int64, expected: Int64?
) throws {
  if let expected {
    #expect(try value("round", .int(number), .int(digits), type: .int) == .int(expected))
  } else {
    #expect(throws: QueryError.self) { try value("round", .int(number), .int(digits), type: .int) }
  }
}

@Test func `what does not exist is null and what is too large is an error`() throws {
  #expect(try value("log", .double(0), type: .double) == .null)
  #expect(try value("sqrt", .double(-1), type: .double) == .null)
  #expect(try value("power", .double(-8), .double(1.0 / 3), type: .double) == .null)
  #expect(try value("power", .double(0), .double(-1), type: .double) == .null)
  #expect(try value("date_of", .int(2023), .int(2), .int(29), type: .date) == .null)
  #expect(try value("item", .list(["a"]), .int(2), type: .text) == .null)
  #expect(throws: QueryError(.overflow, "`exp(1000)` is too large for a double")) {
    try value("exp", .double(1000), type: .double)
  }
  #expect(throws: QueryError(.overflow, "`floor(1e300)` does not fit 64 bits")) {
    try value("floor", .double(1e300), type: .int)
  }
}

@Test(
  arguments: [
    (1, 2, "No"), (4, 3, "fer"), (0, 2, "N"), (-3, 2, "at"), (-20, 3, ""), (9, 5, "u"), (10, 5, ""),
    (2, -1, ""),
  ] as [(Int64, Int64, String)])
func `a part of a text is counted in characters`(start: Int64, count: Int64, expected: String) throws {
  #expect(
    try value("substring", .text("Nosferatu"), .int(start), .int(count), type: .text) == .text(expected))
}

@Test func `small and capital letters follow Unicode`() throws {
  #expect(try value("lower", .text("ÆON FLUX"), type: .text) == .text("æon flux"))
  #expect(try value("upper", .text("straße"), type: .text) == .text("STRASSE"))
  #expect(try value("length", .text("日本🎬"), type: .int) == .int(3))
}

@Test func `a blank text has no parts, and parts have no blanks around them`() throws {
  #expect(try value("split", .text("  "), .text(","), type: .list) == .list([]))
  #expect(try value("split", .text("a , b,,c"), .text(","), type: .list) == .list(["a", "b", "", "c"]))
  #expect(try value("split", .text("a,b"), .text(""), type: .list) == .list(["a,b"]))
}

@Test func `a timestamp before 1970 has the parts of its own day`() throws {
  let instant = Value.timestamp(Timestamp(CalendarDate(days: -1), microsecondOfDay: 86_399_000_000))
  #expect(try value("year", instant, type: .int) == .int(1969))
  #expect(try value("hour", instant, type: .int) == .int(23))
  #expect(try value("second", instant, type: .int) == .int(59))
  #expect(try value("month_start", instant, type: .date) == date(1969, 12, 1))
  #expect(try value("days_between", date(1970, 1, 1), date(1969, 12, 1), type: .int) == .int(31))
}

@Test func `the days between instants have a part, those between dates are whole`() throws {
  let noon = CalendarDate(year: 2026, month: 3, day: 2).map {
    Timestamp($0, microsecondOfDay: Timestamp.day / 2)
  }
  let midnight = CalendarDate(year: 2026, month: 3, day: 1).map { Timestamp($0) }
  let later = Value.timestamp(try #require(noon))
  let earlier = Value.timestamp(try #require(midnight))
  #expect(try value("days_between", later, earlier, type: .double) == .double(1.5))
  #expect(try value("days_between", earlier, later, type: .double) == .double(-1.5))
  #expect(try value("days_between", date(2026, 3, 2), date(2026, 3, 1), type: .int) == .int(1))
}

@Test(arguments: FunctionLibrary.signatures)
func `a function gives what its signature says`(signature: FunctionSignature) throws {
  let examples: [DataType: Value] = [
    .bool: .bool(true), .int: .int(1), .double: .double(1.5), .text: .text("ab"), .date: date(2026, 3, 1),
    .timestamp: .timestamp(Timestamp(microseconds: 1)), .list: .list(["a"]),
  ]
  for overload in signature.overloads {
    let arguments = try overload.parameters.map { Expression.constant(try #require(examples[$0]), $0) }
    let evaluator = Evaluator(
      context: QueryContext(workers: Workers(count: 1), cancellation: Cancellation()))
    let call = Expression.function(signature.name, arguments, overload.result)
    let result = try evaluator.column(call, over: [], selection: .all(1))
    #expect(result.type == overload.result)
    #expect(result[0].type == overload.result, "\(overload.parameters)")
  }
}

@Test(
  arguments: [
    (2026, 10, 31, 44, 304), (2027, 1, 1, 53, 1), (2024, 12, 30, 1, 365), (2024, 12, 31, 1, 366),
    (1, 1, 1, 1, 1),
    (9999, 12, 31, 52, 365), (2021, 1, 4, 1, 4),
  ])
func `weeks are counted by ISO 8601`(year: Int, month: Int, day: Int, week: Int64, dayOfYear: Int64) throws {
  #expect(try value("week", date(year, month, day), type: .int) == .int(week))
  #expect(try value("day_of_year", date(year, month, day), type: .int) == .int(dayOfYear))
}

@Test func `seconds since 1970 become an instant and back, in both directions from there`() throws {
  for seconds: Int64 in [0, 1, -1, 881_250_949, -62_135_596_800, 253_402_300_799] {
    let instant = try value("from_epoch", .int(seconds), type: .timestamp)
    #expect(instant == .timestamp(Timestamp(microseconds: seconds * Timestamp.second)))
    #expect(try value("epoch", instant, type: .int) == .int(seconds))
  }
  #expect(
    try value("from_epoch", .double(-0.5), type: .timestamp) == .timestamp(Timestamp(microseconds: -500_000)))
  #expect(try value("epoch", .timestamp(Timestamp(microseconds: -500_000)), type: .int) == .int(-1))
  #expect(try value("epoch", date(1970, 1, 2), type: .int) == .int(86_400))
  for beyond: Int64 in [253_402_300_800, -62_135_596_801, .max, .min] {
    #expect(try value("from_epoch", .int(beyond), type: .timestamp) == .null)
    #expect(try value("from_epoch", .double(Double(beyond)), type: .timestamp) == .null)
  }
}

@Test func `a date moves by a computed number of days or months`() throws {
  #expect(try value("add_days", date(2026, 3, 1), .int(-1), type: .date) == date(2026, 2, 28))
  #expect(try value("add_months", date(2024, 1, 31), .int(1), type: .date) == date(2024, 2, 29))
  #expect(try value("add_months", date(2024, 2, 29), .int(-12), type: .date) == date(2023, 2, 28))
  for step in [Int64.max, .min] {
    #expect(throws: QueryError.self) { try value("add_days", date(2026, 3, 1), .int(step), type: .date) }
    #expect(throws: QueryError.self) { try value("add_months", date(2026, 3, 1), .int(step), type: .date) }
  }
}

@Test func `a text is padded to so many characters, whatever their bytes`() throws {
  #expect(try value("pad_left", .text("é"), .int(4), .text("日本"), type: .text) == .text("日本日é"))
  #expect(try value("pad_right", .text("é"), .int(3), type: .text) == .text("é  "))
  #expect(try value("pad_left", .text("long"), .int(2), .text("0"), type: .text) == .text("long"))
  #expect(try value("pad_left", .text("a"), .int(3), .text(""), type: .text) == .text("a"))
  #expect(try value("pad_left", .text("a"), .int(-3), type: .text) == .text("a"))
  #expect(throws: QueryError.self) { try value("pad_left", .text("a"), .int(.max), type: .text) }
}

@Test func `the place of a part is counted in characters`() throws {
  #expect(try value("position", .text("Æon Flux"), .text("Flux"), type: .int) == .int(5))
  #expect(try value("position", .text("Æon"), .text("x"), type: .int) == .int(0))
  #expect(try value("position", .text(""), .text(""), type: .int) == .int(1))
}

@Test func `every function has a name of its own, which is no other's name in another tool`() {
  let signatures = FunctionLibrary.signatures + AggregateLibrary.signatures
  let names = Set(signatures.map(\.name))
  #expect(names.count == signatures.count)
  for signature in signatures {
    #expect(names.isDisjoint(with: signature.otherNames), "\(signature.name)")
    #expect(signature.usage.hasPrefix(signature.name + "("))
    #expect(!signature.overloads.isEmpty && !signature.summary.isEmpty)
  }
}

@Test func `a pattern of many blanks to fill ends soon on a long text`() throws {
  let text = String(repeating: "a", count: 5000)
  let like = Expression.match(
    .like, .constant(.text(text), .text), .constant(.text(String(repeating: "%a", count: 30) + "b"), .text))
  let evaluator = Evaluator(context: QueryContext(workers: Workers(count: 1), cancellation: Cancellation()))
  #expect(try evaluator.column(like, over: [], selection: .all(1))[0] == .bool(false))
}

@Test func `a chain of many terms is computed on any thread`() throws {
  let column = Column(.int, (0..<40_000).map { .int(Int64($0 % 3)) })
  var sum = Expression.column(0, .int)
  for _ in 0..<2000 { sum = .arithmetic(.add, sum, .constant(.int(1), .int)) }
  let evaluator = Evaluator(context: QueryContext(workers: Workers(count: 4), cancellation: Cancellation()))
  let result = try evaluator.column(sum, over: [column], selection: .all(column.count))
  #expect(result[39_999] == .int(Int64(39_999 % 3) + 2000))
}

@Test(arguments: FunctionLibrary.signatures.compactMap(\.example).map { [$0.text, $0.value] })
func `the example of a function is true`(example: [String]) throws {
  let parsed = Parser.parseExpression(SourceText(name: "example", text: example[0]))
  let syntax = try #require(parsed.expression, "\(parsed.diagnostics)")
  var resolver = ExpressionResolver(
    schema: Schema([]), library: FunctionCatalogue(FunctionLibrary.signatures), parameters: [:],
    clock: Timestamp(microseconds: 0))
  let resolved = resolver.resolve(syntax)
  let expression = try #require(resolved, "\(resolver.diagnostics)")
  let evaluator = Evaluator(context: QueryContext(workers: Workers(count: 1), cancellation: Cancellation()))
  let result = try evaluator.column(expression, over: [], selection: .all(1))[0]
  #expect(ValueText.exact(result) == example[1])
}

@Test func `every function of one row has an example`() {
  for signature in FunctionLibrary.signatures { #expect(signature.example != nil, "\(signature.name)") }
}
