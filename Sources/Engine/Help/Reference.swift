import Language
import Query
import Tables

/// Everything that the signatures know, in Markdown: `hq help --reference`, and the end of the README.
package enum Reference {
  package static var text: String {
    let chapters: [String] = [
      "### Verbs\n\n" + verbIndex,
      VerbRegistry.all.map { HelpPage($0.signature).markdown }.joined(separator: "\n\n"),
      "### Functions\n\n" + Help.list(of: VerbRegistry.functions).markdown,
      "### Topics\n\n" + HelpTopic.all.map(\.markdown).joined(separator: "\n\n"),
      "### Command line\n\n"
        + [.rows(Help.forms), .rows(CommandLineOption.all.map { HelpPage.Row($0) })].markdown,
      "### Exit codes\n\n" + [HelpPage.Part.rows(Help.exitCodes)].markdown,
      "### Codes of problems\n\n" + [HelpPage.Part.rows(problemRows)].markdown,
    ]
    return chapters.joined(separator: "\n\n") + "\n"
  }

  private static var verbIndex: String {
    Help.kinds(of: VerbRegistry.vocabulary).map { title, members in
      "- \(title): " + members.map { "[`\($0.name)`](#\($0.name))" }.joined(separator: " ")
    }.joined(separator: "\n")
  }

  /// The codes by stage; the name of a code says what it stands for.
  private static let problemRows: [HelpPage.Row] = Diagnostic.Code.allCases.map { code in
    HelpPage.Row(code.name, words(of: "\(code)"))
  }

  /// `unknown option` of `unknownOption`
  private static func words(of name: String) -> String {
    name.map { $0.isUppercase ? " " + $0.lowercased() : String($0) }.joined()
  }
}
