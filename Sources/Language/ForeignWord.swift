/// Words of other tools, and how hq says the same: SQL, pandas, dplyr, Stata, the Unix shell.
package enum ForeignWord {
  /// What hq has in the place of a word.
  package struct Answer {
    package let replacement: String
    /// A sentence that says so, with an example where that helps.
    package let hint: String
  }

  /// What hq has for a verb of another tool.
  package static func verb(_ word: String) -> Answer? {
    answer(for: word, in: verbs)
  }

  /// The words of other tools that come near to a word, for one that is mistyped.
  static func verbs(near word: String) -> [String] {
    // Short words are near to too many others.
    word.utf8.count < 4
      ? [] : Suggestion.nearest(to: word, among: verbs.flatMap(\.words).filter { $0.utf8.count > 4 })
  }

  /// The same for an operator.
  package static func `operator`(_ symbol: String) -> Answer? {
    answer(for: symbol, in: operators)
  }

  /// The same for a function or a constant within an expression.
  package static func expression(_ word: String) -> Answer? {
    answer(for: word, in: expressions)
  }

  /// The hint for a whole statement of SQL, which `select` could not mean.
  package static func sql(_ statement: String) -> Answer? {
    let words = statement.utf8.prefix(10_000).split { $0 <= UInt8(ascii: " ") }
      .map { String(decoding: $0, as: UTF8.self).lowercased() }
    guard let first = words.first else { return nil }
    let isQuery = (first == "select" || first == "with") && words.contains("from")
    let isChange = ["insert into", "delete from", "create table"].contains(
      words.prefix(2).joined(separator: " "))
    return isQuery || isChange
      ? Answer(replacement: "sql \"…\"", hint: "a statement of SQL is written `sql \"…\"`") : nil
  }

  private struct Meaning: Sendable {
    let words: [String]
    let replacement: String
    let example: String?

    init(_ words: String, _ replacement: String, _ example: String? = nil) {
      self.words = words.split(separator: " ").map(String.init)
      self.replacement = replacement
      self.example = example
    }
  }

  private static func answer(for word: String, in meanings: [Meaning]) -> Answer? {
    guard word.utf8.count <= 32 else { return nil }
    let lowercased = word.lowercased()
    guard let meaning = meanings.first(where: { $0.words.contains(lowercased) }) else { return nil }
    let example = meaning.example.map { ": `\($0)`" } ?? ""
    return Answer(
      replacement: meaning.replacement, hint: "`\(word)` is written `\(meaning.replacement)` here\(example)")
  }

  private static let verbs = [
    Meaning("filter query if having subset keep", "where", "where year > 2010"),
    Meaning(
      "group groupby group_by summarise collapse agg pivot pivot_table", "aggregate … by",
      "aggregate count() by year"),
    Meaning("count tabulate tab value_counts tally", "aggregate count() by", "aggregate count() by year"),
    Meaning("limit head top first slice", "take", "take 10"),
    Meaning("tail last", "take", "take -10"),
    Meaning("order orderby order_by arrange sort_values gsort", "sort", "sort -year, title"),
    Meaning(
      "mutate extend assign generate gen egen transform with_columns compute", "derive",
      "derive ratio = a / b"),
    Meaning("rename project transmute", "select", "select title, score = vote_average"),
    Meaning("uniq unique drop_duplicates dedup dedupe deduplicate", "distinct", "distinct title"),
    Meaning(
      "merge inner_join left_join right_join full_join outer_join semi_join anti_join lookup", "join",
      "join box on imdb_id kind=left"),
    Meaning(
      "read_csv read_json read_excel read.csv read open import insheet file", "from", "from \"file.csv\""),
    Meaning(
      "save write to_csv to_json to_sql write_csv write.csv outsheet output dump", "export",
      "export to \"file.csv\""),
    Meaning("print display list view browse cat echo", "show"),
    Meaning("desc info glimpse str schema dtypes codebook columns", "describe"),
    Meaning("summary stats profile", "summarize"),
    Meaning("assert check", "expect", "expect count() > 1000"),
    Meaning("source do exec execute", "run"),
    Meaning("let var const define", "param", "param since = 2010"),
    Meaning("delete remove rm del", "drop"),
    Meaning("man ? \\h \\?", "help"),
    Meaning("ls \\d \\dt .tables", "tables"),
    Meaning("exit q bye logout :q \\q .quit .exit", "quit"),
    Meaning("fit learn regress", "train", "train rf depth=10"),
    Meaning("chart graph draw", "plot"),
    Meaning("insert update create alter", "sql \"…\""),
  ]

  private static let operators = [
    Meaning("&& & ∧", "and"),
    Meaning("|| ∨", "or"),
    Meaning("! ~ ¬", "not"),
    Meaning("= ===", "=="),
    Meaning("<> !== ~= ^= ≠", "!="),
    Meaning("=< ≤", "<="),
    Meaning("=> ≥", ">="),
    Meaning(":= <-", "="),
    Meaning("=~ ~~ rlike regexp ilike glob", "like", "title like \"%night%\""),
    Meaning("%in% ∈", "in"),
    Meaning("%% mod", "%"),
    Meaning("%/% div", "//"),
    Meaning("|> %>% >>", "|"),
    Meaning("×", "*"),
    Meaning("÷", "/"),
    Meaning("−", "-"),
    Meaning("?:", "??"),
  ]

  private static let expressions = [
    Meaning("desc descending", "-", "sort -year"),
    Meaning("isnull isna is.na is_null isnan missing", "is null", "revenue is null"),
    Meaning("notnull notna is_not_null", "is not null", "revenue is not null"),
    Meaning("coalesce ifnull nvl fillna replace_na", "??", "revenue ?? 0"),
    Meaning(
      "case when iif ifelse if_else case_when cond switch", "if(…)",
      "if(runtime > 120, \"long\", \"short\")"),
    Meaning("nullif", "if(…)", "if(revenue == 0, null, revenue)"),
    Meaning("list_contains array_contains list_has has", "in", "\"Horror\" in genres"),
    Meaning("mod fmod", "%", "id % 10"),
    Meaning("regexp_matches regexp_like str_detect grepl", "like", "title like \"%night%\""),
    Meaning("none nil na nan undefined", "null"),
  ]
}
