import Language

enum HelpVerb: Verb {
  static let signature = VerbSignature(
    "help", .session, "says what there is, or more of one verb, function or topic",
    arguments: [.init("topic", .words, required: false, "a verb, a function, or a topic")],
    examples: [
      .init("help", "where to start"),
      .init("help join", "one verb: its arguments, options and examples"),
      .init("help functions", "what expressions can compute"),
    ])

  package static func words(in scope: Scope) -> [(text: String, note: String)] {
    Help.words(verbs: VerbRegistry.vocabulary, functions: VerbRegistry.functions).map { ($0, "") }
  }

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    let environment = planning.environment
    let words = call.words
    guard
      let page = Help.page(words.map(\.text), verbs: environment.vocabulary, functions: environment.functions)
    else {
      let all = Help.words(verbs: environment.vocabulary, functions: environment.functions)
      let near = Suggestion.nearest(to: words[0].text, among: all)
      return planning.fail(
        .unknownName, "there is no help on `\(words[0].text)`", at: words[0].span,
        label: Suggestion.question(near),
        hints: near.isEmpty ? ["`help` lists the verbs and the topics"] : [])
    }
    return call.session("help") { running in running.emit(.text(page)) }
  }
}
