import Tables

/// How a problem looks. None of the texts ends in a line feed; what comes from data is made harmless first.
extension Diagnostic {
  /// For a person:
  ///
  /// ```
  /// error[HQ203]: unknown option `dept` for `train rf`
  ///  horror.hq:4:10 │ train rf dept=10
  ///                 │          ^^^^ did you mean `depth`? (1..64, default: no limit)
  ///  more: help train rf
  /// ```
  ///
  /// The source line is cut around the marked text to the width, or to 100 columns when there is none.
  package func fancy(color: Bool, width: Int?) -> String {
    func marked(_ text: String, _ emphasis: DisplayText.Emphasis) -> String {
      DisplayText.emphasized(text, emphasis, color: color)
    }
    var lines = [marked(kind, severity.titleEmphasis) + marked(": " + DisplayText.clean(message), .bold)]
    // A note that says nothing of the text that it is about is one line.
    if let span, severity != .note || label != nil {
      let place = DisplayText.clean(self.place(of: span))
      let gutter = DisplayWidth.of(place) + 1
      let excerpt = SourceExcerpt(span, columns: (width ?? 100) - gutter - 3)
      lines.append(" " + marked(place + " │", .dim) + (excerpt.line.isEmpty ? "" : " " + excerpt.line))
      let note = excerpt.carets + (label.map { " " + DisplayText.clean($0) } ?? "")
      let blanks = String(repeating: " ", count: gutter)
      lines.append(blanks + marked(" │", .dim) + " " + excerpt.indent + marked(note, severity.emphasis))
    } else if let label {
      lines.append(" " + DisplayText.clean(label))
    }
    lines += hints.map { " " + marked("hint:", .dim) + " " + DisplayText.clean($0) }
    if let topic { lines.append(" " + marked("more:", .dim) + " help " + DisplayText.clean(topic)) }
    return lines.joined(separator: "\n")
  }

  /// One line: `horror.hq:4:10: error[HQ203]: unknown option …; did you mean …`.
  package func short() -> String {
    let start = span.map { place(of: $0) + ": " } ?? ""
    let said = [message] + (label.map { [$0] } ?? []) + hints
    return DisplayText.clean(start + kind + ": " + said.joined(separator: "; "))
  }

  /// `error[HQ203]`
  private var kind: String { "\(severity.rawValue)[\(code.name)]" }

  private func place(of span: Span) -> String {
    let (line, column) = span.position
    return "\(span.source.name):\(line):\(column)"
  }
}

extension Diagnostic.Severity {
  fileprivate var emphasis: DisplayText.Emphasis {
    switch self {
    case .error: .red
    case .warning: .yellow
    case .note: .cyan
    }
  }

  fileprivate var titleEmphasis: DisplayText.Emphasis {
    switch self {
    case .error: .boldRed
    case .warning: .boldYellow
    case .note: .boldCyan
    }
  }
}

/// The line in which a span starts, clean and cut to some columns, and where the carets go under it.
private struct SourceExcerpt {
  let line: String
  let indent: String
  let carets: String

  init(_ span: Span, columns: Int) {
    let columns = max(columns, 20)
    let bytes = span.source.line(span.position.line)
    let start = min(max(span.start, bytes.startIndex), bytes.endIndex)
    let end = min(max(span.end, start), bytes.endIndex)
    // A line may be millions of bytes long: only what may be shown is read, four bytes for a column.
    let reach = 4 * columns
    var before = bytes[..<start].suffix(reach)
    before = before.drop { $0 & 0xC0 == 0x80 }
    var head = DisplayText.clean(before)
    if before.startIndex > bytes.startIndex { head = "…" + head }
    var middle = SourceExcerpt.beginning(of: bytes[start..<end], reach: reach)
    var tail = SourceExcerpt.beginning(of: bytes[end...], reach: reach)

    middle = DisplayWidth.truncate(middle, to: columns * 2 / 3)
    if middle.hasSuffix("…"), end - start > reach { tail = "" }
    let room = columns - DisplayWidth.of(middle)
    let tailRoom = min(DisplayWidth.of(tail), room / 2)
    head = SourceExcerpt.ending(of: head, columns: room - tailRoom)
    tail = DisplayWidth.truncate(tail, to: room - DisplayWidth.of(head))

    line = head + middle + tail
    indent = String(repeating: " ", count: DisplayWidth.of(head))
    carets = String(repeating: "^", count: max(1, DisplayWidth.of(middle)))
  }

  private static func beginning(of bytes: ArraySlice<UInt8>, reach: Int) -> String {
    if bytes.count <= reach { return DisplayText.clean(bytes) }
    var end = bytes.startIndex + reach
    while end > bytes.startIndex, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return DisplayText.clean(bytes[..<end]) + "…"
  }

  private static func ending(of text: String, columns: Int) -> String {
    if DisplayWidth.of(text, limit: columns) <= columns { return text }
    var start = text.endIndex
    var width = 1
    while start > text.startIndex {
      let previous = text.index(before: start)
      width += DisplayWidth.of(text[previous])
      if width > columns { break }
      start = previous
    }
    return "…" + text[start...]
  }
}
