import Language
import Testing

@Suite struct ParserExpressionTests {
  @Test(
    arguments: [
      ("a or b and not c", "(or a (and b (not c)))"), ("not a == b", "(not (== a b))"),
      ("(a or b) and c", "(and (or a b) c)"),
      ("a + b * c - d", "(- (+ a (* b c)) d)"), ("a - b - c", "(- (- a b) c)"),
      ("a / b // c % d", "(% (// (/ a b) c) d)"),
      ("-a * b", "(* (- a) b)"), ("- -a", "(- (- a))"), ("-5", "-5"), ("- 1.5", "-1.5"), ("-90d", "-90d"),
      ("-(5)", "-5"), ("a--1", "(- a -1)"),
      ("a ?? b ?? c", "(?? a (?? b c))"), ("a ?? 0 > 1", "(> (?? a 0) 1)"), ("a + 1 ?? 2", "(?? (+ a 1) 2)"),
      ("a in [1, 2]", "(in a (list 1 2))"), ("a in []", "(in a (list))"),
      ("a in [1, 2,]", "(in a (list 1 2))"), ("a in 2..12", "(in a (.. 2 12))"),
      ("a not in [1]", "(not (in a (list 1)))"), ("\"x\" in genres", "(in \"x\" genres)"),
      ("a in (genres)", "(in a genres)"),
      ("a between 1 and 2 and b", "(and (between a 1 2) b)"),
      ("a not between 1 and 2", "(not (between a 1 2))"),
      ("t contains \"x\" or t starts \"y\"", "(or (contains t \"x\") (starts t \"y\"))"),
      ("t not like \"x%\"", "(not (like t \"x%\"))"),
      ("t ends u", "(ends t u)"), ("a is null", "(null? a)"), ("a is not null", "(not (null? a))"),
      ("a + 1 is null", "(null? (+ a 1))"),
      ("f()", "(call f)"), ("f(a, g(b), -1)", "(call f a (call g b) -1)"), ("f(a,)", "(call f a)"),
      ("if(a, b, c)", "(call if a b c)"),
      ("$since + 1", "(+ $since 1)"), ("`and` == `a b`", "(== and a b)"),
      ("true or false", "(or true false)"), ("null", "null"),
      ("[\"a\", \"b\"]", "(list \"a\" \"b\")"), ("2026-10-31 - 90d", "(- 2026-10-31 90d)"),
      ("1 + 2 .. 3 * 4", "(.. (+ 1 2) (* 3 4))"),
      ("a == b == c", "comparisons do not chain"), ("1 < a < 5", "comparisons do not chain"),
      ("a < 5 in b", "(in (< a 5) b)"),
    ].dropLast(1))
  func `expressions are read by precedence`(text: String, expected: String) {
    #expect(expressionText(text) == expected)
  }

  @Test func `a part of an expression covers what it was made of`() throws {
    let expression = try #require(
      Parser.parseExpression(SourceText(name: "test", text: "x + (b - -1) * f(c)")).expression)
    var spans: [String] = []
    expression.visit { spans.append($0.span.text) }
    #expect(spans == ["x + (b - -1) * f(c)", "x", "(b - -1) * f(c)", "(b - -1)", "b", "-1", "f(c)", "c"])
  }

  @Test(arguments: [
    String(repeating: "(", count: 10_000),
    String(repeating: "(", count: 10_000) + "1" + String(repeating: ")", count: 10_000),
    String(repeating: "[", count: 10_000), String(repeating: "f(", count: 10_000),
    String(repeating: "-", count: 10_000) + "1",
    String(repeating: "not ", count: 10_000) + "a", String(repeating: "a ?? ", count: 10_000) + "a",
    String(repeating: "a + ", count: 10_000) + "a",
    String(repeating: "if(a, ", count: 10_000) + "a", String(repeating: "x in (", count: 10_000),
    String(repeating: "a * ", count: 10_000) + "a",
  ])
  func `ten thousand nested brackets are one problem`(text: String) {
    let (expression, problems) = Parser.parseExpression(SourceText(name: "test", text: text))
    #expect(expression == nil)
    #expect(problems.map(\.code) == [.tooDeep])
    let script = Parser.parse(
      SourceText(name: "test", text: "where " + text + "\nshow"), vocabulary: testVocabulary)
    #expect(script.diagnostics.map(\.code) == [.tooDeep])
    #expect(script.script.statements.count == 2)
  }

  @Test(arguments: ["and", "or"])
  func `ten thousand conditions in a row are no deep tree`(word: String) throws {
    let text = String(repeating: "a \(word) ", count: 10_000) + "a"
    let (expression, problems) = Parser.parseExpression(SourceText(name: "test", text: text))
    #expect(problems.isEmpty)
    #expect(try #require(expression).depth < 20)
  }

  @Test func `pipelines in pipelines nest no deeper than expressions`() {
    let text = String(repeating: "explain ", count: 100_000) + "show"
    let (_, problems) = Parser.parse(SourceText(name: "test", text: text), vocabulary: testVocabulary)
    #expect(problems.map(\.code) == [.tooDeep])
  }
}

@Suite struct ParserStatementTests {
  @Test(arguments: [
    ("h", "(pipeline [h])"), ("h as k", "(pipeline [h] as k)"),
    ("`where` | show", "(pipeline [where] [show])"),
    (
      "load horror since 2010 until 2020 where vote_count >= 50 as h",
      "(pipeline [load horror <since: 2010> <until: 2020> <where: (>= vote_count 50)>] as h)"
    ),
    ("load horror as of 2026-11-20", "(pipeline [load horror <as of: 2026-11-20>])"),
    (
      "load horror in 2010 as of 2026-11-20 as old",
      "(pipeline [load horror <in: 2010> <as of: 2026-11-20>] as old)"
    ),
    ("train rf depth=10 trees = 5", "(pipeline [train rf {depth=10} {trees=5}])"),
    ("plot roc", "(pipeline [plot roc])"),
    (
      "h | sort -ratio, title | take 10 | show",
      "(pipeline [h] [sort (- ratio) title] [take 10] [show])"
    ),
    (
      "aggregate films = count(), avg(x) by year, month",
      "(pipeline [aggregate films=(call count) (call avg x) <by: year month>])"
    ),
    (
      "from \"box.csv\" na=[\"\", \"-\"] delimiter=\";\" as box",
      "(pipeline [from \"box.csv\" {na=(list \"\" \"-\")} {delimiter=\";\"}] as box)"
    ),
    ("join box on imdb_id, a == b kind=left", "(pipeline [join box <on: imdb_id (== a b)> {kind=left}])"),
    ("take 3 by year", "(pipeline [take 3 <by: year>])"), ("take 11..20", "(pipeline [take (.. 11 20)])"),
    ("take -2", "(pipeline [take -2])"),
    ("describe vote_average", "(pipeline [describe vote_average])"), ("summarize", "(pipeline [summarize])"),
    ("explain h | where year > 2015 as x", "(pipeline [explain (pipeline [h] [where (> year 2015)] as x)])"),
    ("param since = 2010, g = \"x\"", "(pipeline [param since=2010 g=\"x\"])"),
    ("load horror since $since", "(pipeline [load horror <since: $since>])"),
    ("export h to \"h.csv\"", "(pipeline [export h <to: \"h.csv\">])"),
    ("export to \"h.json\"", "(pipeline [export <to: \"h.json\">])"),
    ("expect auc >= 0.80 else \"worse\"", "(pipeline [expect (>= auc 0.8) <else: \"worse\">])"),
    ("expect auc == 0.842 tol=0.005", "(pipeline [expect (== auc 0.842) {tol=0.005}])"),
    ("help train rf", "(pipeline [help train rf])"), ("timing on", "(pipeline [timing on])"),
    ("timing", "(pipeline [timing])"),
    (
      "every 5m { ingest horror ; load horror | show as h }",
      "(every 5m (pipeline [ingest horror]) (pipeline [load horror] [show] as h))"
    ),
    ("hq 1\nshow", "(hq 1)\n(pipeline [show])"),
    ("derive a = 1, b = a == 1", "(pipeline [derive a=1 b=(== a 1)])"),
    ("set format=csv seed=1", "(pipeline [set {format=csv} {seed=1}])"),
    ("sort -n | take 5", "(pipeline [sort (- n)] [take 5])"),
    ("drop a, b", "(pipeline [drop a b])"), ("use demo", "(pipeline [use demo])"),
  ])
  func `every form of a statement is read`(text: String, expected: String) {
    #expect(scriptText(text) == expected)
  }

  @Test func `a damaged statement keeps the name that it would have had`() {
    let (script, problems) = Parser.parse(
      SourceText(name: "test", text: "h | where > as k\nk | show"), vocabulary: testVocabulary)
    #expect(problems.count == 1)
    #expect(script.statements.map(treeText) == ["(damaged k)", "(pipeline [k] [show])"])
  }

  @Test func `every problem of a script is reported, once each and in order`() {
    let text = """
      filter a > 1
      h | where a > | show
      show
      sort -x y
      h | join box kind=left
      every 5m { show | | show ; take 3 }
      take 3 frobnicate
      where a == 'x'
      select a, b,
      """
    let (script, problems) = Parser.parse(SourceText(name: "t", text: text), vocabulary: testVocabulary)
    #expect(problems.compactMap { $0.span?.position.line } == [1, 2, 4, 5, 6, 7, 8, 9])
    #expect(script.statements.count == 9)
    #expect(
      problems.map(\.code) == [
        .unknownVerb, .unexpectedText, .unexpectedArgument, .missingArgument, .unexpectedText,
        .unexpectedArgument,
        .unreadableCharacter, .unexpectedText,
      ])
  }
}
