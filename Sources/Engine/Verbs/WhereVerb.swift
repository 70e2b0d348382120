import Language

enum WhereVerb: Verb {
  static let signature = VerbSignature(
    "where", .transform, "keeps the rows for which a condition is true",
    details: ["A row for which the condition is null, since a value is missing, is not kept."],
    arguments: [.init("condition", .expression, "what must be true of a row")],
    examples: [
      .init("films | where vote_count >= 50 and rating > 7", "two conditions on a row"),
      .init("films | where \"Thriller\" in genres", "one item of a list"),
      .init("films | where runtime is null", "what is missing"),
      .init("films | where release_date between 2015-01-01 and 2019-12-31", "a range of dates"),
    ])

  static let keepsColumns = true

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    planning.resolving(over: call.input) { $0.condition(call.expressions[0]) }.map { call.step(.filter($0)) }
  }
}
