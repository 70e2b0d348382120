import Tables

/// A report as Markdown that GitHub shows, with its pictures beside it.
package enum MarkdownReport {
  /// - Parameter picturePath: where a picture lies, seen from the file.
  package static func text(of report: Report, picturePath: (ReportPicture) -> String) -> String {
    let outline = ReportOutline(report)
    var blocks = ["# " + heading(report.title.isEmpty ? "Report" : report.title)]
    for part in outline.parts {
      switch part {
      case .prose(let parts): blocks.append(contentsOf: prose(parts))
      case .other(.prose): break
      case .other(.code(let pieces)): blocks.append(fenced(pieces.map(\.text).joined(), as: "hq"))
      case .other(.table(let table, let rowLimit)): blocks.append(self.table(table, rowLimit: rowLimit))
      case .other(.text(let text)): blocks.append(fenced(text))
      case .other(.picture(let picture)): blocks.append(self.picture(picture, at: picturePath(picture)))
      case .other(.remark(let remark)): blocks.append(self.remark(remark))
      }
    }
    for section in report.appendix {
      blocks.append("## " + heading(section.title))
      blocks.append(table(section.table, rowLimit: nil))
    }
    if !report.notices.isEmpty {
      blocks.append("___")
      blocks.append(contentsOf: report.notices.map { MarkdownProse.line(DisplayText.clean($0)) })
    }
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private static func heading(_ text: String) -> String {
    MarkdownProse.heading([.text(DisplayText.clean(text))])
  }

  private static func prose(_ parts: [ReportOutline.ProsePart]) -> [String] {
    // Lists that follow one another tell themselves apart by their signs, so what belongs together is written
    // together.
    var texts: [String] = []
    var blocks: [ProseBlock] = []
    for part in parts {
      switch part {
      case .block(let block): blocks.append(block)
      case .heading(let heading, let spans):
        texts.append(MarkdownProse.text(blocks))
        texts.append(String(repeating: "#", count: heading.level) + " " + MarkdownProse.heading(spans))
        blocks = []
      }
    }
    return texts + [MarkdownProse.text(blocks)]
  }

  private static func picture(_ picture: ReportPicture, at path: String) -> String {
    let caption = DisplayText.clean(picture.caption.isEmpty ? picture.path : picture.caption)
    return "!" + MarkdownProse.link([.text(caption)], to: escapedAddress(path)) + "\\\n"
      + MarkdownProse.line(caption)
  }

  private static func remark(_ remark: Report.Remark) -> String {
    let name =
      switch remark.weight {
      case .note: "Note"
      case .warning: "Warning"
      case .failure: "Failure"
      }
    return MarkdownProse.quoted("**\(name)**\n\n" + fenced(remark.text))
  }

  private static func table(_ table: Table, rowLimit: Int?) -> String {
    let shown = table.prefix(rowLimit ?? ReportTable.mostRows)
    var lines: [String] = []
    if !table.columns.isEmpty {
      lines.append(row(table.schema.names.map(DisplayText.clean)))
      lines.append(
        "|" + table.schema.fields.map { $0.type.isNumeric ? "---:" : "---" }.joined(separator: "|") + "|")
      for index in 0..<shown.rowCount { lines.append(row(shown.row(index).map(ValueText.readable))) }
    }
    if let account = ReportTable.account(of: table, shown: shown.rowCount) {
      if !lines.isEmpty { lines.append("") }
      lines.append("*\(account)*")
    }
    return lines.joined(separator: "\n")
  }

  private static func row(_ cells: [String]) -> String {
    "| " + cells.map(MarkdownText.escaped).joined(separator: " | ") + " |"
  }

  /// In a fence that is longer than any within.
  static func fenced(_ text: String, as language: String = "") -> String {
    let lines = cleanLines(text)
    let fence = String(repeating: "`", count: max(3, (lines.map(longestTicks).max() ?? 0) + 1))
    return ([fence + language] + lines + [fence]).joined(separator: "\n")
  }
}

/// The longest run of backticks.
func longestTicks(_ text: String) -> Int {
  var longest = 0
  var run = 0
  for byte in text.utf8 {
    run = byte == UInt8(ascii: "`") ? run + 1 : 0
    longest = max(longest, run)
  }
  return longest
}
