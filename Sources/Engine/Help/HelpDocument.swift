/// A text that `hq help` makes of the signatures, for an installation and for the README.
package struct HelpDocument: Sendable {
  package let name: String
  /// The words of which one must follow.
  package let values: [String]
  package let summary: String
  /// The document for one of the values; for any word where none must follow.
  package let text: @Sendable (String) -> String

  package static let all: [HelpDocument] = [
    HelpDocument(name: "--man", values: [], summary: "all of it as a man page") { _ in Manual.text },
    HelpDocument(name: "--reference", values: [], summary: "all of it in Markdown") { _ in Reference.text },
    HelpDocument(
      name: "--completions", values: Completions.shells,
      summary: "what the Tab key offers in one of these shells"
    ) { Completions.text(for: $0) },
  ]

  package var usage: String {
    (["hq help", name] + (values.isEmpty ? [] : [values.joined(separator: "|")])).joined(separator: " ")
  }
}
