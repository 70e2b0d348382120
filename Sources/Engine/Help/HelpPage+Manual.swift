import Tables

extension HelpPage {
  /// The page as a subsection of the man page.
  var manual: String { ".SS \(Roff.text(name))\n\(Roff.prose(sentence))\n\(parts.manual)" }
}

extension [HelpPage.Part] {
  var manual: String { map(\.manual).joined(separator: "\n") }
}

extension HelpPage.Part {
  fileprivate var manual: String {
    switch self {
    case .heading(let text): ".PP\n\(Roff.prose(text)):"
    case .prose(let text): ".PP\n\(Roff.prose(text))"
    case .sample(let text): ".PP\n.RS 4\n.EX\n\(Roff.lines(text, width: 66))\n.EE\n.RE"
    case .rows(let rows):
      rows.map { row in
        let example = row.example.map { "; `\($0.text)` gives `\($0.value)`" } ?? ""
        return ".TP\n\\fB\(Roff.text(row.term))\\fR\n\(Roff.prose(row.meaning + example))"
      }.joined(separator: "\n")
    }
  }
}

/// Text made safe for roff, in ASCII whatever the input, so that no locale can spoil the page.
enum Roff {
  /// A run of text within a line.
  static func text(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "\\": "\\e"
      case "-": "\\-"
      case "'": "\\(aq"
      case "`": "\\(ga"
      case "^": "\\(ha"
      case "~": "\\(ti"
      case "\"": "\\(dq"
      // A terminal without Unicode would show nothing at all.
      case "…": "..."
      default: scalar.isASCII ? String(scalar) : "\\[u\(NumberText.padded(scalar.value, to: 4, radix: 16))]"
      }
    }.joined()
  }

  /// A line of running text: code between backticks becomes bold.
  static func prose(_ text: String) -> String {
    let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
    let line = pieces.enumerated().map { index, piece in
      index % 2 == 0 ? Roff.text(String(piece)) : "\\fB\(Roff.text(String(piece)))\\fR"
    }.joined()
    return guarded(line)
  }

  /// Lines that stay as they are, as far as they fit.
  static func lines(_ text: String, width: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Paragraph.wrap(String($0), width: width, hanging: 4) }.joined(separator: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false).map { guarded(Roff.text(String($0))) }
      .joined(separator: "\n")
  }

  /// A line that starts with a point would be a request.
  private static func guarded(_ line: String) -> String { line.hasPrefix(".") ? "\\&" + line : line }
}
