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
