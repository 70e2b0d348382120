import Tables

/// How a value is put so that a format takes it as it is.
enum CellStyle {
  /// Quoted where it holds this delimiter, quotes, a line end, or nothing, or would read as missing.
  case delimited(UInt8)
  case json
  case markdown
  case html
}

/// The texts of some rows of one column, end to end, as a format wants them.
///
/// Written column by column, so that the type is looked at once a block and not once a cell.
struct CellTexts {
  var bytes: [UInt8] = []
  private(set) var ends: [Int] = []
  let style: CellStyle

  init(style: CellStyle) { self.style = style }

  private static let null = Array("null".utf8)

  /// Takes the place of what was here.
  mutating func fill(_ column: Column, rows: Range<Int>) {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    switch column.values {
    case .bool(let values): each(column, rows) { $0.appendASCII(values[$1] ? "true" : "false") }
    case .int(let values): each(column, rows) { NumberText.append(values[$1], to: &$0.bytes) }
    case .double(let values):
      each(column, rows) { NumberText.appendShortest(values[$1], to: &$0.bytes) }
    case .date(let days):
      each(column, rows) { texts, row in
        texts.appendInstant { ValueText.append(CalendarDate(days: days[row]), to: &$0) }
      }
    case .timestamp(let instants):
      each(column, rows) { texts, row in
        texts.appendInstant { ValueText.append(Timestamp(microseconds: instants[row]), to: &$0) }
      }
    case .text(let vector):
      // SAFETY: the offsets of a pool are places in its bytes; texts are copied at once.
      vector.pool.bytes.withUnsafeBufferPointer { pool in
        each(column, rows) { texts, row in
          let code = Int(vector.codes[row])
          let range = vector.pool.offsets[code]..<vector.pool.offsets[code + 1]
          texts.appendText(UnsafeBufferPointer(rebasing: pool[range]))
        }
      }
    case .list(let lists): each(column, rows) { $0.appendList(lists[$1]) }
    }
  }

  func text(_ index: Int) -> ArraySlice<UInt8> { bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]] }

  private mutating func each(_ column: Column, _ rows: Range<Int>, _ write: (inout CellTexts, Int) -> Void) {
    for row in rows {
      if column.isNull(row) {
        if case .json = style { bytes.append(contentsOf: CellTexts.null) }
      } else {
        write(&self, row)
      }
      ends.append(bytes.count)
    }
  }

  mutating func appendASCII(_ text: StaticString) {
    // SAFETY: the bytes of a literal are there for ever.
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func appendInstant(_ write: (inout [UInt8]) -> Void) {
    if case .json = style {
      bytes.append(UInt8(ascii: "\""))
      write(&bytes)
      bytes.append(UInt8(ascii: "\""))
    } else {
      write(&bytes)
    }
  }

  private mutating func appendList(_ items: [String]) {
    guard case .json = style else {
      return Array(items.joined(separator: ", ").utf8).withUnsafeBufferPointer { appendText($0) }
    }
    bytes.append(UInt8(ascii: "["))
    for (index, item) in items.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      Array(item.utf8).withUnsafeBufferPointer { appendText($0) }
    }
    bytes.append(UInt8(ascii: "]"))
  }

  mutating func appendText(_ text: UnsafeBufferPointer<UInt8>) {
    // SAFETY: here and below a text is read from end to end, or after a look at `count`, and not kept.
    switch style {
    case .delimited(let delimiter): appendDelimited(text, delimiter)
    case .json: JSONText.appendQuoted(text, to: &bytes)
    case .markdown: MarkdownText.appendEscaped(text, to: &bytes)
    case .html: appendHTML(text)
    }
  }
}
