import Language
import Tables

/// The man page: `hq help --man`.
package enum Manual {
  package static var text: String {
    var page =
      ".\\\" Made by `hq help --man` from the signatures of the verbs, the functions and the options.\n"
    page += ".TH HQ 1 \"\" \"hq \(Version.text)\" \"User Commands\"\n"
    for section in sections { page += ".SH \(section.title)\n\(section.body)\n" }
    return page
  }

  private static var sections: [(title: String, body: String)] {
    [
      ("NAME", "hq \\- answers from tables: a shell, and scripts that are checked before they run"),
      ("SYNOPSIS", synopsis),
      ("DESCRIPTION", description.manual),
      ("COMMANDS", [.rows(Help.forms)].manual),
      ("OPTIONS", [.rows(CommandLineOption.all.map { HelpPage.Row($0) })].manual),
      ("LANGUAGE", HelpTopic.all.map(\.manual).joined(separator: "\n")),
      ("VERBS", VerbRegistry.all.map { HelpPage($0.signature).manual }.joined(separator: "\n")),
      ("FUNCTIONS", Help.list(of: VerbRegistry.functions).manual),
      ("EXIT STATUS", [.rows(Help.exitCodes)].manual),
      ("ENVIRONMENT", [.rows(environment)].manual),
      ("NOTES", [.prose(AboutVerb.notice)].manual),
    ]
  }

  /// The forms without their meanings, one a line.
  private static let synopsis = Help.forms.map { form in
    let words = form.term.split(separator: " ", maxSplits: 1)
    let rest = words.count > 1 ? " " + Roff.text(String(words[1])) : ""
    return "\\fB\(Roff.text(String(words[0])))\\fR\(rest)"
  }.joined(separator: "\n.br\n")

  private static let description: [HelpPage.Part] = [
    .prose(
      "`hq` reads tables from files, computes with them and writes them. A script is a row of pipelines; it is "
        + "checked whole, with every name and type, before its first statement runs. The same text works in the "
        + "shell, in a file and behind `-c`."),
    .prose(
      "Results go to standard output; problems, notes and progress to standard error. On a terminal a table is cut "
        + "to the screen and says what it hides; in a pipe it is whole."),
  ]

  private static let environment = [
    HelpPage.Row("NO_COLOR", "when it is set and not empty, nothing is coloured"),
    HelpPage.Row("TERM", "`dumb` means no colours either"),
  ]
}
