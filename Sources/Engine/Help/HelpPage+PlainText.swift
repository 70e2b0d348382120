import Tables

extension HelpPage {
  /// The page as a terminal of 80 columns shows it.
  package var plainText: String {
    Paragraph.wrap("\(name): \(summary)", hanging: 2) + (parts.isEmpty ? "" : "\n\n" + parts.plainText)
  }
}

extension [HelpPage.Part] {
  var plainText: String {
    var text = ""
    var isBelowHeading = true
    for part in self {
      text += (isBelowHeading ? "" : "\n\n") + part.plainText
      isBelowHeading = if case .heading = part { true } else { false }
      if isBelowHeading { text += "\n" }
    }
    return text
  }
}

extension HelpPage.Part {
  fileprivate var plainText: String {
    switch self {
    case .heading(let text): text + ":"
    case .prose(let text): Paragraph.wrap(text)
    case .sample(let text):
      text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.isEmpty ? "" : Paragraph.wrap(String($0), indent: 2, hanging: 6) }.joined(separator: "\n")
    case .rows(let rows): columns(rows)
    }
  }

  /// Two columns; what is too wide for the first one has the second below it.
  private func columns(_ rows: [HelpPage.Row]) -> String {
    let width = min(26, rows.map { DisplayWidth.of($0.term) }.max() ?? 0)
    return rows.map { row in
      let meaning = Paragraph.wrap(row.meaning, indent: width + 4)
      let used = DisplayWidth.of(row.term)
      if used > width { return "  \(row.term)\n\(meaning)" }
      return "  \(row.term)" + String(repeating: " ", count: width - used + 2) + meaning.dropFirst(width + 4)
    }.joined(separator: "\n")
  }
}
