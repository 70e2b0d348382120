import Language
import Testing

@Suite struct SuggestionTests {
  private static let columns = [
    "tmdb_id", "imdb_id", "title", "original_title", "original_language", "overview", "release_date",
    "popularity",
    "vote_count", "vote_average", "runtime", "genres", "budget", "revenue", "year", "month",
  ]

  @Test(arguments: [
    ("Title", ["title"]), ("titel", ["title"]), ("tilte", ["title"]), ("runtme", ["runtime"]),
    ("genre", ["genres"]),
    ("voteaverage", ["vote_average"]), ("vote-count", ["vote_count"]),
    ("vote", ["vote_average", "vote_count"]),
    ("pop", ["popularity"]), ("vt_avg", ["vote_average"]), ("bugdet", ["budget"]), ("yaer", ["year"]),
    ("db_id", ["imdb_id", "tmdb_id"]), ("xyzzy", []), ("x", []), ("", []), ("title", []),
    ("zzzzzzzzzzzz", []),
    ("title_of", ["title"]), ("MONTH", ["month"]), ("revenu", ["revenue"]),
  ])
  func `the nearest names are suggested, and none that is far`(word: String, names: [String]) {
    #expect(Suggestion.nearest(to: word, among: SuggestionTests.columns) == names)
  }

  @Test func `the order and the repetition of the names do not matter`() {
    let names = ["cart", "card", "care", "cars", "carp", "carb"]
    let nearest = Suggestion.nearest(to: "carx", among: names + names.reversed())
    #expect(nearest == ["carb", "card", "care", "carp", "cars"])
  }

  @Test func `an exact option is found beside its likes`() {
    #expect(Suggestion.nearest(to: "dept", among: ["depth", "trees", "seed", "split"]) == ["depth"])
    #expect(Suggestion.nearest(to: "aggregat", among: ["aggregate", "as"]) == ["aggregate"])
    #expect(Suggestion.nearest(to: "sot", among: ["sort", "show", "set"]) == ["set", "sort"])
  }

  @Test func `a word of ten million letters suggests nothing`() {
    let word = String(repeating: "a", count: 10_000_000)
    #expect(Suggestion.nearest(to: word, among: ["a", "aa"]).isEmpty)
    #expect(Suggestion.nearest(to: "aaaa", among: [word]).isEmpty)
  }

  @Test func `ten thousand names are compared`() {
    let names = (0..<10_000).map { "column_number_\($0)" }
    #expect(Suggestion.nearest(to: "colunm_number_777", among: names) == ["column_number_777"])
  }

  @Test(
    arguments: [
      ([], nil), (["a"], "did you mean `a`?"), (["a", "b"], "did you mean `a` or `b`?"),
      (["a", "b", "c"], "did you mean `a`, `b` or `c`?"),
    ] as [([String], String?)])
  func `a question names them all`(names: [String], question: String?) {
    #expect(Suggestion.question(names) == question)
  }
}

@Suite struct ForeignWordTests {
  @Test(arguments: [
    ("filter", "where"), ("GROUP", "aggregate … by"), ("group_by", "aggregate … by"), ("limit", "take"),
    ("head", "take"),
    ("tail", "take"), ("order", "sort"), ("arrange", "sort"), ("mutate", "derive"),
    ("generate", "derive"),
    ("rename", "select"), ("unique", "distinct"), ("merge", "join"), ("read_csv", "from"), ("print", "show"),
    ("desc", "describe"),
    ("info", "describe"), ("exit", "quit"), ("q", "quit"),
  ])
  func `a verb of another tool has its word here`(word: String, replacement: String) throws {
    let found = try #require(ForeignWord.verb(word))
    #expect(found.replacement == replacement)
    #expect(found.hint.hasPrefix("`\(word)` is written `\(replacement)` here"))
  }

  @Test func `a hint shows how it is written`() {
    #expect(ForeignWord.verb("filter")?.hint == "`filter` is written `where` here: `where year > 2010`")
    #expect(ForeignWord.operator("&&")?.hint == "`&&` is written `and` here")
  }

  @Test(arguments: [
    ("&&", "and"), ("||", "or"), ("!", "not"), ("=", "=="), ("<>", "!="), ("|>", "|"), ("≤", "<="),
  ])
  func `an operator of another tool has its sign here`(symbol: String, replacement: String) {
    #expect(ForeignWord.operator(symbol)?.replacement == replacement)
  }

  @Test(arguments: [
    ("isnull", "is null"), ("COALESCE", "??"), ("ifnull", "??"), ("case", "if(…)"), ("None", "null"),
  ])
  func `so has a function`(word: String, replacement: String) {
    #expect(ForeignWord.expression(word)?.replacement == replacement)
  }

  @Test(arguments: ["where", "derive", "select", "sort", "horror", "", "aggregate", "quit", "set", "use"])
  func `a word of hq's own is not foreign`(word: String) {
    #expect(ForeignWord.verb(word) == nil)
  }

  @Test func `a statement of SQL is known by its words`() {
    #expect(ForeignWord.sql("SELECT title\nFROM movies")?.replacement == "sql \"…\"")
    #expect(ForeignWord.sql("insert into x values (1)") != nil)
    #expect(ForeignWord.sql("select title, year") == nil)
    #expect(ForeignWord.sql("") == nil)
    #expect(ForeignWord.sql(String(repeating: "select ", count: 1_000_000)) == nil)
  }
}
