import Tables

extension TextLayout {
  /// A table of GitHub's Markdown, with numbers on the right.
  static func markdown(_ table: Table) -> TextLayout {
    var layout = TextLayout(style: .markdown)
    let rules = table.schema.fields.map { $0.type.isNumeric ? "---:" : "---" }
    layout.head =
      Array("| ".utf8) + Array(layout.names(of: table).joined(separator: " | ".utf8))
      + Array(" |\n|\(rules.joined(separator: "|"))|\n".utf8)
    layout.leads = table.columns.indices.map { Array(($0 == 0 ? "| " : " | ").utf8) }
    layout.rowEnd = " |\n"
    return layout
  }
}

extension CellTexts {
  // SAFETY: the text is read from end to end, or after a look at `count`, and not kept.
  mutating func appendMarkdown(_ text: UnsafeBufferPointer<UInt8>) {
    for (index, byte) in text.enumerated() {
      switch byte {
      case UInt8(ascii: "|"), UInt8(ascii: "\\"), UInt8(ascii: "<"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case carriageReturn where index + 1 < text.count && text[index + 1] == lineFeed: continue
      case lineFeed, carriageReturn: appendASCII("<br>")
      default: bytes.append(byte)
      }
    }
  }
}
