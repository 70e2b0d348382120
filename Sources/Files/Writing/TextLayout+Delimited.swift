import Tables

extension TextLayout {
  /// CSV and TSV: the names in the first line, a row in each line behind it.
  static func delimited(_ table: Table, by delimiter: UInt8) -> TextLayout {
    var layout = TextLayout(style: .delimited(delimiter))
    layout.head = Array(layout.names(of: table).joined(separator: [delimiter])) + [lineFeed]
    layout.leads = table.columns.indices.map { $0 == 0 ? [] : [delimiter] }
    // An empty line at the end would be no row.
    if table.columns.count == 1 { layout.emptyCell = "NA" }
    return layout
  }
}

/// What `from` reads as missing where it is not quoted.
private let missingWords = MissingWords(MissingWords.usual)

extension CellTexts {
  // SAFETY: the text is read from end to end and not kept.
  mutating func appendDelimited(_ text: UnsafeBufferPointer<UInt8>, _ delimiter: UInt8) {
    let quote = UInt8(ascii: "\"")
    let needsQuotes =
      text.isEmpty
      || text.contains { $0 == delimiter || $0 == quote || $0 == lineFeed || $0 == carriageReturn }
      || missingWords.index(of: text) != nil
    guard needsQuotes else { return bytes.append(contentsOf: text) }
    bytes.append(quote)
    for byte in text {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }
}
