import Tables

extension TextLayout {
  /// One array, an object in each line.
  static func json(_ table: Table) -> TextLayout {
    var layout = TextLayout.ndjson(table)
    layout.head = Array((table.rowCount == 0 ? "[" : "[\n").utf8)
    layout.tail = Array((table.rowCount == 0 ? "]\n" : "\n]\n").utf8)
    layout.rowEnd = table.columns.isEmpty ? "{}" : "}"
    layout.rowSeparator = ",\n"
    return layout
  }

  /// An object in each line.
  static func ndjson(_ table: Table) -> TextLayout {
    var layout = TextLayout(style: .json)
    layout.leads = layout.names(of: table).enumerated().map { index, name in
      [UInt8(ascii: index == 0 ? "{" : ",")] + name + [UInt8(ascii: ":")]
    }
    layout.rowEnd = table.columns.isEmpty ? "{}\n" : "}\n"
    return layout
  }
}
