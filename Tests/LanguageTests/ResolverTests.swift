import Language
import Tables
import Testing

private let schema = Schema([
  Field("b", .bool), Field("i", .int), Field("d", .double), Field("t", .text), Field("date", .date),
  Field("at", .timestamp),
  Field("list", .list), Field("vote_average", .double), Field("vote_count", .int),
])

private let library = FunctionCatalogue([
  FunctionSignature(
    "abs", usage: "abs(x)", overloads: [.init([.int], .int), .init([.double], .double)], summary: "",
    otherNames: ["fabs"]),
  FunctionSignature(
    "year", usage: "year(x)", overloads: [.init([.date], .int), .init([.timestamp], .int)], summary: ""),
  FunctionSignature(
    "concat", usage: "concat(a, b, …)", overloads: [.init([.text, .text], .text, repeatsLast: true)],
    summary: "", readsAnyAsText: true),
  FunctionSignature(
    "count", usage: "count()", overloads: [.init([], .int), .init([.text], .int)], summary: "",
    isAggregate: true, readsAnyAsText: true),
  FunctionSignature(
    "avg", usage: "avg(x)", overloads: [.init([.double], .double)], summary: "", isAggregate: true),
  FunctionSignature(
    "sum", usage: "sum(x)", overloads: [.init([.int], .int), .init([.double], .double)], summary: "",
    isAggregate: true),
  FunctionSignature(
    "quantile", usage: "quantile(x, share)", overloads: [.init([.double, .double], .double)], summary: "",
    isAggregate: true, takesShare: true),
])

/// The resolved expression in words with its type, or the first problem.
private func resolved(
  _ text: String, _ work: (inout ExpressionResolver, ExpressionSyntax) -> Expression? = { $0.resolve($1) }
) -> String {
  guard let syntax = Parser.parseExpression(SourceText(name: "test", text: text)).expression else {
    return "no expression"
  }
  var resolver = ExpressionResolver(
    schema: schema, library: library,
    parameters: [
      "since": .value(.int(2010)), "span": .span(TimeSpan(microseconds: 90 * 86_400 * Timestamp.second)),
    ],
    clock: Timestamp(CalendarDate(days: 20_000)))
  let expression = work(&resolver, syntax)
  if let problem = resolver.diagnostics.first { return problem.message }
  return expression.map { "\($0.type.rawValue): \($0.text(over: schema.names))" } ?? "silent"
}

private func problem(_ text: String, grouped: Bool = false) -> Diagnostic? {
  guard let syntax = Parser.parseExpression(SourceText(name: "test", text: text)).expression else {
    return nil
  }
  var resolver = ExpressionResolver(
    schema: schema, library: library, parameters: ["since": .value(.int(2010))],
    clock: Timestamp(CalendarDate(days: 20_000)))
  if grouped {
    let year =
      Parser.parseExpression(SourceText(name: "test", text: "year(date)")).expression.map {
        [(NameSyntax?.none, $0)]
      } ?? []
    _ = resolver.aggregation(keys: year, columns: [(NameSyntax?.none, syntax)])
  } else {
    _ = resolver.resolve(syntax)
  }
  return resolver.diagnostics.first
}

@Suite struct ResolverTypeTests {
  @Test(
    arguments: [
      ("i + 1", "int: i + 1"), ("i + d", "double: cast(i, double) + d"),
      ("i + 1.5", "double: cast(i, double) + 1.5"), ("d - 1", "double: d - 1"),
      ("i / 2", "double: cast(i, double) / 2"), ("i // 2", "int: i // 2"), ("i % 2", "int: i % 2"),
      ("d // 2", "double: d // 2"),
      ("-i", "int: -i"), ("-d * 2", "double: (-d) * 2"), ("i + null", "int: i + null"),
      ("null + i", "int: null + i"), ("null * 1.5", "double: null * 1.5"),
      ("t + \"x\"", "text: concat(t, \"x\")"),
      ("i == 1.0", "bool: cast(i, double) == 1"), ("t == \"x\"", "bool: t == \"x\""),
      ("t < \"x\"", "bool: t < \"x\""), ("b == true", "bool: b == true"),
      ("date == 2020-01-01", "bool: date == 2020-01-01"),
      ("at > 2020-01-01", "bool: at > 2020-01-01T00:00:00Z"),
      ("date < at", "bool: cast(date, timestamp) < at"), ("list == [\"a\"]", "bool: list == [\"a\"]"),
      ("i between 1 and 5", "bool: i >= 1 and i <= 5"), ("i in 1..5", "bool: i >= 1 and i <= 5"),
      ("i in [1, 2.5]", "bool: cast(i, double) in [1, 2.5]"),
      ("d in [1, null]", "bool: d in [1]"), ("t in [\"a\"]", "bool: t in [\"a\"]"),
      ("t in []", "bool: t in []"), ("i in [1, vote_count]", "bool: i in [1] or i == vote_count"),
      ("\"x\" in list", "bool: \"x\" in list"), ("t in list", "bool: t in list"),
      ("t in [\"a\", \"b\"]", "bool: t in [\"a\", \"b\"]"),
      ("t contains \"x\"", "bool: t contains \"x\""), ("t like \"x%\"", "bool: t like \"x%\""),
      ("t is null", "bool: t is null"),
      ("list is not null", "bool: not (list is null)"),
      ("b and not b or null", "bool: (b and (not b)) or null"),
      ("i ?? 0", "int: i ?? 0"), ("i ?? 1.5", "double: cast(i, double) ?? 1.5"),
      ("null ?? t", "text: null ?? t"), ("i ?? vote_count ?? 0", "int: i ?? vote_count ?? 0"),
      ("date + 90d", "date: date + 90d"), ("date - 1mo", "date: date - 1mo"),
      ("date + 5m", "timestamp: cast(date, timestamp) + 5m"),
      ("at - 1h", "timestamp: at - 1h"), ("date + $span", "date: date + 90d"),
      ("date - date", "int: days_between(date, date)"),
      ("at - date", "double: days_between(at, cast(date, timestamp))"),
      ("today() - date > 90", "bool: days_between(2024-10-04, date) > 90"),
      ("if(b, 1, 2.5)", "double: if(b, 1, 2.5)"), ("if(b, null, t)", "text: if(b, null, t)"),
      ("if(null, 1, 2)", "int: if(null, 1, 2)"),
      ("cast(t, int)", "int: cast(t, int)"), ("cast(i, int)", "int: i"), ("cast(null, date)", "date: null"),
      ("cast(d, text)", "text: cast(d, text)"),
      ("abs(i)", "int: abs(i)"), ("abs(d)", "double: abs(d)"), ("year(at)", "int: year(at)"),
      ("concat(t, i, d)", "text: concat(t, cast(i, text), cast(d, text))"),
      ("$since + 1", "int: 2010 + 1"), ("vote_count > $since", "bool: vote_count > 2010"),
    ])
  func `operators settle the types of their sides`(text: String, expected: String) {
    #expect(resolved(text) == expected)
  }

  @Test(
    arguments: [
      ("t + 1", "`+` does not fit a text and a whole number"),
      ("t - t", "`-` does not fit a text and a text"),
      ("b * 2", "`*` does not fit true or false and a whole number"),
      ("date * 2", "`*` does not fit a date and a whole number"),
      ("date + date", "`+` does not fit a date and a date"),
      ("list + list", "`+` does not fit a list of texts and a list of texts"),
      ("-t", "`-` needs a number, `t` is a text"), ("date + 1", "`+` does not fit a date and a whole number"),
      ("t == 1", "`==` does not fit a text and a whole number"),
      ("b == 1", "`==` does not fit true or false and a whole number"),
      ("date == \"2020-01-01\"", "`==` does not fit a date and a text"),
      ("date > 2010", "`>` does not fit a date and a whole number"),
      ("list < list", "lists have no order"), ("i == null", "a comparison with null is never true"),
      ("null != t", "a comparison with null is never true"),
      ("t and b", "a condition must be true or false, `t` is a text"),
      ("not i", "a condition must be true or false, `i` is a whole number"),
      ("i contains \"x\"", "`contains` compares texts, `i` is a whole number"),
      ("list contains \"x\"", "`contains` compares texts, `list` is a list of texts"),
      ("t in t", "`in` needs a list, `t` is a text"),
      ("i in list", "a list holds texts, `i` is a whole number"),
      ("i in [\"a\"]", "`in` does not fit a whole number and a text"),
      ("[1, 2]", "a list holds texts here"), ("1..5", "a range is no value"),
      ("90d", "a duration is no value of its own"), ("90d + date", "a duration is no value of its own"),
      ("i + 90d", "a duration is added to a date or taken from it, `i` is a whole number"),
      ("date * 90d", "a duration is added to a date or taken from it, `date` is a date"),
      ("t ?? 1", "`??` does not fit a text and a whole number"),
      ("if(b, 1, t)", "`if` gives either a whole number or a text"),
      ("if(b, 1)", "`if` does not take 2 values"),
      ("cast(date, int)", "a date cannot be cast to int"), ("cast(t, number)", "`number` is no type"),
      ("abs(t)", "`abs` does not take a text"), ("abs()", "`abs` does not take nothing"),
      ("frob(1)", "unknown function `frob`"), ("frob", "unknown column `frob`"),
      ("$frob", "unknown parameter `$frob`"), ("year", "unknown column `year`"),
      ("avg(d)", "`avg` looks at many rows, here is only one"),
    ])
  func `what does not fit is a problem that names the types`(text: String, message: String) {
    #expect(resolved(text) == message)
  }

  @Test(
    arguments: [
      ("count()", nil), ("avg(d) + count()", nil), ("sum(i * 2) / count()", nil), ("quantile(d, 0.9)", nil),
      ("avg(i)", nil), ("avg(b)", nil), ("`year_date` + 1", nil),
      ("d", "`d` has many values in a group"), ("avg(count())", "`count` stands inside `avg`"),
      ("quantile(d, 90)", "the share of `quantile` must be a constant from 0 to 1"),
      ("quantile(d, d)", "the share of `quantile` must be a constant from 0 to 1"),
      ("avg(t)", "`avg` does not take a text"), ("abs(i)", "`i` has many values in a group"),
    ] as [(String, String?)])
  func `in groups, columns stand inside aggregates or are keys`(text: String, message: String?) {
    #expect(problem(text, grouped: true)?.message == message)
  }

  @Test(
    arguments: [
      ("vote_averge > 1", "did you mean `vote_average`?", "vote_average"),
      ("vote > 1", "did you mean `vote_average` or `vote_count`?", nil),
      ("fabs(d)", "here it is `abs`", "abs"), ("abss(d)", "did you mean `abs`?", "abs"),
      ("$sinc", "did you mean `$since`?", nil), ("since > 1", "the parameter is `$since`", "$since"),
      ("i == null", "write `i is null`", "i is null"), ("cast(t, integer)", "did you mean `int`?", nil),
      ("abs > 1", "the function is `abs(…)`", nil), ("xyzzy", nil, nil),
    ] as [(String, String?, String?)])
  func `a suggestion is given where something is near, and a fix where it is one`(
    text: String, label: String?, fix: String?
  ) {
    let problem = problem(text)
    #expect(problem?.label == label)
    #expect(problem?.fix?.replacement == fix)
  }

  @Test func `every problem of an expression is reported`() throws {
    let syntax = try #require(
      Parser.parseExpression(SourceText(name: "t", text: "frob > 1 and t + 1 == blub and -t > 0")).expression)
    var resolver = ExpressionResolver(
      schema: schema, library: library, parameters: [:], clock: Timestamp(microseconds: 0))
    #expect(resolver.resolve(syntax) == nil)
    #expect(
      resolver.diagnostics.map(\.message) == [
        "unknown column `frob`", "`+` does not fit a text and a whole number", "unknown column `blub`",
        "`-` needs a number, `t` is a text",
      ])
  }

  @Test func `every operator either fits a pair of types or says why not`() {
    let operands = [
      "b", "i", "d", "t", "date", "at", "list", "null", "1", "1.5", "\"x\"", "2020-01-01", "90d", "[\"a\"]",
      "true",
    ]
    let signs = [
      "+", "-", "*", "/", "//", "%", "==", "!=", "<", "<=", ">", ">=", "and", "or", "??", "in", "contains",
      "starts", "ends", "like",
    ]
    for left in operands {
      for sign in signs {
        for right in operands {
          let text = "\(left) \(sign) \(right)"
          let outcome = resolved(text)
          #expect(outcome != "silent" && outcome != "no expression", "\(text)")
        }
      }
    }
  }
}
