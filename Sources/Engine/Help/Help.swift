import Language
import Tables

/// What `help` says, as pure text made from the signatures.
package enum Help {
  /// A page by its words: a verb, a function, a topic; nil when there is none.
  package static func page(_ words: [String], verbs: Vocabulary, functions: FunctionCatalogue) -> String? {
    guard let first = words.first else { return overview(verbs) }
    if let verb = verbs[first] { return page(of: verb) }
    if let function = functions[first] { return page(of: function) }
    switch first {
    case "verbs": return list(of: verbs)
    case "functions": return list(of: functions)
    case "options": return commandLine
    default: return HelpTopic.all.first { $0.name == first }?.text
    }
  }

  /// Every word that has a page, for suggestions and completion.
  package static func words(verbs: Vocabulary, functions: FunctionCatalogue) -> [String] {
    verbs.names + functions.names.sorted() + ["verbs", "functions", "options"] + HelpTopic.all.map(\.name)
  }

  static func overview(_ verbs: Vocabulary) -> String {
    """
    A statement is a pipeline of verbs. Try, with a file of your own:

      from "films.csv"
      summarize
      where rating > 7 | sort -rating | take 10

    A verb without a table in front of it works on `it`, the last table.

    \(list(of: verbs))

    topics: \((["functions", "options"] + HelpTopic.all.map(\.name)).joined(separator: ", "))
    `help where` says more of one verb, `help functions` what expressions can compute.
    """
  }

  static func list(of verbs: Vocabulary) -> String {
    let kinds: [(VerbSignature.Kind, String)] = [
      (.source, "sources give a table"), (.transform, "transforms make another table of it"),
      (.fit, "fits make a model of it"), (.tap, "taps look at it and pass it on"),
      (.session, "session verbs touch no table"),
    ]
    let signatures = VerbRegistry.all.map { $0.signature }.filter { verbs[$0.name] != nil }
    return kinds.compactMap { kind, title -> String? in
      let members = signatures.filter { $0.kind == kind }
      return members.isEmpty ? nil : title + ":\n" + columns(members.map { ($0.name, $0.summary) })
    }.joined(separator: "\n\n")
  }

  static func list(of functions: FunctionCatalogue) -> String {
    func listed(_ areAggregates: Bool) -> String {
      columns(functions.all.filter { $0.isAggregate == areAggregates }.map { ($0.usage, $0.summary) })
    }
    return "of one row:\n\(listed(false))\n\nof many rows, in `aggregate` and `expect`:\n\(listed(true))"
  }

  static func page(of verb: VerbSignature) -> String {
    var parts = ["\(verb.name): \(verb.summary)", "  " + verb.usage]
    let pieces =
      verb.arguments.map { ($0.placeholder, $0.summary) }
      + verb.clauses.map { ("\($0.keyword) \($0.placeholder)", $0.summary) }
    if !pieces.isEmpty { parts.append(columns(pieces)) }
    if !verb.options.isEmpty {
      parts.append(
        "options:\n"
          + columns(
            verb.options.map {
              ("\($0.name)=\($0.kind.placeholder)", "\($0.summary) (default: \($0.fallback))")
            }))
    }
    parts += verb.details
    parts.append("examples:\n" + verb.examples.map { "  # \($0.note)\n  \($0.text)" }.joined(separator: "\n"))
    return parts.joined(separator: "\n\n")
  }

  static func page(of function: FunctionSignature) -> String {
    var parts = ["\(function.usage): \(function.summary)"]
    if let example = function.example { parts.append("  \(example.text)  gives  \(example.value)") }
    if !function.otherNames.isEmpty {
      parts.append("other tools call it " + function.otherNames.joined(separator: ", "))
    }
    return parts.joined(separator: "\n\n")
  }

  static let commandLine: String = {
    let forms =
      [
        ("hq", "the shell (a script, when standard input is no terminal)"),
        ("hq FILE.hq ...", "run scripts, in order, each in a fresh session"),
      ]
      + [("hq -c 'TEXT'", "run text")] + Subcommand.all.map { ($0.usage, $0.summary) }
    let codes = ExitCode.allCases.map { (String($0.rawValue), $0.meaning) }
    return columns(forms) + "\n\noptions:\n" + columns(CommandLineOption.all.map { ($0.usage, $0.summary) })
      + "\n\nexit codes:\n" + columns(codes)
  }()

  /// Two columns; what is too wide for the first one has the second below it.
  static func columns(_ rows: [(String, String)]) -> String {
    let width = min(26, rows.map { DisplayWidth.of($0.0) }.max() ?? 0)
    return rows.map { left, right in
      let used = DisplayWidth.of(left)
      if used > width { return "  \(left)\n" + String(repeating: " ", count: width + 4) + right }
      return "  \(left)" + String(repeating: " ", count: width - used + 2) + right
    }.joined(separator: "\n")
  }
}
