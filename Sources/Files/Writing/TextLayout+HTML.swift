import Tables

extension TextLayout {
  /// A page of its own that needs nothing from elsewhere.
  static func html(_ table: Table) -> TextLayout {
    var layout = TextLayout(style: .html)
    let classes = table.schema.fields.map { $0.type.isNumeric ? " class=\"number\"" : "" }
    let heads = zip(layout.names(of: table), classes).flatMap { name, attribute in
      Array("<th\(attribute)>".utf8) + name + Array("</th>".utf8)
    }
    layout.head =
      Array("\(pageStart)<table>\n<thead><tr>".utf8) + heads + Array("</tr></thead>\n<tbody>\n".utf8)
    layout.leads = classes.enumerated().map { index, attribute in
      Array("\(index == 0 ? "<tr>" : "</td>")<td\(attribute)>".utf8)
    }
    layout.rowEnd = "</td></tr>\n"
    layout.tail = Array("</tbody>\n</table>\n</body>\n</html>\n".utf8)
    return layout
  }
}

private let pageStart = """
  <!DOCTYPE html>
  <html lang="en">
  <head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Table</title>
  <style>
  body { font: 14px/1.4 system-ui, sans-serif; margin: 2em; }
  table { border-collapse: collapse; }
  th, td { padding: 0.2em 0.8em; text-align: left; border-bottom: 1px solid #ddd; vertical-align: top; }
  .number { text-align: right; font-variant-numeric: tabular-nums; }
  </style>
  </head>
  <body>

  """

extension CellTexts {
  // SAFETY: the text is read from end to end and not kept.
  mutating func appendHTML(_ text: UnsafeBufferPointer<UInt8>) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"): appendASCII("&amp;")
      case UInt8(ascii: "<"): appendASCII("&lt;")
      case UInt8(ascii: ">"): appendASCII("&gt;")
      case UInt8(ascii: "\""): appendASCII("&quot;")
      case UInt8(ascii: "'"): appendASCII("&#39;")
      default: bytes.append(byte)
      }
    }
  }
}
