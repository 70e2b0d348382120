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

extension CellTexts {
  // SAFETY: the text is read from end to end and not kept.
  mutating func appendJSON(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""): appendASCII("\\\"")
      case UInt8(ascii: "\\"): appendASCII("\\\\")
      case 10: appendASCII("\\n")
      case 13: appendASCII("\\r")
      case 9: appendASCII("\\t")
      case 0..<32:
        appendASCII(byte < 16 ? "\\u000" : "\\u001")
        bytes.append(contentsOf: String(byte % 16, radix: 16).utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
