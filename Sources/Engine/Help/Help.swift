import Language
import Tables

/// What `help` says, as pure text made from the signatures.
package enum Help {
  /// A page by its words: a verb, a function, a topic; nil when there is none.
  package static func page(_ words: [String], verbs: Vocabulary, functions: FunctionCatalogue) -> String? {
    guard let first = words.first else { return overview(verbs).plainText }
    // `join` is both.
    let pages = [verbs[first].map { HelpPage($0) }, functions[first].map { HelpPage($0) }].compactMap(\.self)
    if !pages.isEmpty { return pages.map(\.plainText).joined(separator: "\n\n") }
    switch first {
    case "verbs": return list(of: verbs).plainText
    case "functions": return list(of: functions).plainText
    case "options": return commandLine.plainText
    default: return HelpTopic.all.first { $0.name == first }?.plainText
    }
  }

  /// Every word that has a page, for suggestions and completion.
  package static func words(verbs: Vocabulary, functions: FunctionCatalogue) -> [String] {
    verbs.names + functions.names.filter { verbs[$0] == nil }.sorted() + ["verbs"] + topics
  }

  private static let topics = ["functions", "options"] + HelpTopic.all.map(\.name)

  private static func overview(_ verbs: Vocabulary) -> [HelpPage.Part] {
    [
      .prose("A statement is a pipeline of verbs. Try, on made-up films:"),
      .sample(
        "use demo\nload horror since 2010\naggregate films = count(), rating = avg(vote_average) by is_october\nsummarize"
      ),
      .prose(
        "A verb without a table in front of it works on `it`, the last table. `from \"films.csv\"` reads a table of "
          + "your own, and `tables` lists what there is."),
    ] + list(of: verbs) + [
      .heading("topics"), .sample(topics.joined(separator: ", ")),
      .prose("`help where` says more of one verb, `help functions` what expressions can compute."),
    ]
  }

  // MARK: Verbs

  /// The kinds in the order of a pipeline, each with what it does and the verbs that are of it.
  static func kinds(of verbs: Vocabulary) -> [(title: String, members: [VerbSignature])] {
    let titles: [(VerbSignature.Kind, String)] = [
      (.source, "sources give a table"), (.transform, "transforms make another table of it"),
      (.fit, "fits make a model of it"), (.tap, "taps look at it and pass it on"),
      (.session, "session verbs touch no table"),
    ]
    let signatures = VerbRegistry.all.map { $0.signature }.filter { verbs[$0.name] != nil }
    return titles.map { kind, title in (title, signatures.filter { $0.kind == kind }) }.filter {
      !$0.members.isEmpty
    }
  }

  private static func list(of verbs: Vocabulary) -> [HelpPage.Part] {
    kinds(of: verbs).flatMap { title, members in
      [.heading(title), .rows(members.map { HelpPage.Row($0.name, $0.summary) })]
    }
  }

  // MARK: Functions

  /// The functions by what they are about, and those over many rows.
  static func list(of functions: FunctionCatalogue) -> [HelpPage.Part] {
    FunctionTheme.allCases.flatMap { theme -> [HelpPage.Part] in
      let members = functions.all.filter { FunctionTheme(of: $0) == theme }
      return members.isEmpty ? [] : [.heading(theme.rawValue), .rows(members.map { HelpPage.Row($0) })]
    }
  }

  // MARK: The command line

  static let forms: [HelpPage.Row] =
    [
      HelpPage.Row("hq", "the shell (a script, when standard input is no terminal)"),
      HelpPage.Row("hq FILE.hq ...", "run scripts, in order, each in a fresh session"),
      HelpPage.Row("hq -c 'TEXT'", "run text"),
    ] + Subcommand.all.map { HelpPage.Row($0.usage, $0.summary) }
    + HelpDocument.all.map { HelpPage.Row($0.usage, $0.summary) }

  static let exitCodes = ExitCode.allCases.map { HelpPage.Row(String($0.rawValue), $0.meaning) }

  private static let commandLine: [HelpPage.Part] = [
    .rows(forms), .heading("options"), .rows(CommandLineOption.all.map { HelpPage.Row($0) }),
    .heading("exit codes"),
    .rows(exitCodes),
  ]
}

/// What a function is about, told by the types that it takes and gives.
private enum FunctionTheme: String, CaseIterable {
  case choice = "choice, type and time"
  case numbers, texts, dates, lists
  case groups = "of many rows, in `aggregate` and `expect`"

  init(of function: FunctionSignature) {
    let overload = function.overloads.first
    let types = [overload?.parameters.first, overload?.result]
    self =
      if function.isAggregate {
        .groups
      } else if overload == nil {
        .choice
      } else if types.contains(.date) || types.contains(.timestamp) {
        .dates
      } else {
        switch overload?.parameters.first {
        case .text: .texts
        case .list: .lists
        default: .numbers
        }
      }
  }
}
