import Tables

extension HelpPage {
  /// The page as a section of the reference.
  package var markdown: String { "#### \(name)\n\n\(sentence)\n\n\(parts.markdown)" }
}

extension [HelpPage.Part] {
  var markdown: String { map(\.markdown).joined(separator: "\n\n") }
}

extension HelpPage.Part {
  fileprivate var markdown: String {
    switch self {
    case .heading(let text): "**\(text.prefix(1).uppercased() + text.dropFirst())**"
    case .prose(let text): text
    // Four blanks, not a fence: fenced blocks of the README are run.
    case .sample(let text):
      text.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }.joined(
        separator: "\n")
    case .rows(let rows): table(rows)
    }
  }

  private func table(_ rows: [HelpPage.Row]) -> String {
    let hasExamples = rows.contains { $0.example != nil }
    let head = hasExamples ? "| | | example |\n|---|---|---|" : "| | |\n|---|---|"
    let lines = rows.map { row in
      let example = row.example.map { "`\($0.text)` gives `\($0.value)`" } ?? ""
      return "| `\(cell(row.term))` | \(cell(row.meaning)) |" + (hasExamples ? " \(cell(example)) |" : "")
    }
    return ([head] + lines).joined(separator: "\n")
  }

  private func cell(_ text: String) -> String {
    text.map { $0 == "|" ? "\\|" : String($0) }.joined()
  }
}
