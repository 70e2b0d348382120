/// The rules of delimited texts, as plainly as they can be written: one byte after another, everything a text.
struct ReferenceSplitter {
  struct Row {
    var fields: [(text: [UInt8], isQuoted: Bool)] = []
    var isDamaged = false
  }

  let bytes: [UInt8]
  let delimiter: UInt8
  let quote: UInt8
  private var position = 0

  init(_ text: [UInt8], delimiter: UInt8, quote: UInt8) {
    var bytes = text
    while let last = bytes.last, last == 10 || last == 13 { bytes.removeLast() }
    self.bytes = bytes
    self.delimiter = delimiter
    self.quote = quote
  }

  private func isLineEnd(_ index: Int) -> Bool {
    index >= bytes.count || bytes[index] == 10 || bytes[index] == 13
  }

  private func endsField(_ index: Int) -> Bool { isLineEnd(index) || bytes[index] == delimiter }

  mutating func rows(keepsBlankLines: Bool) -> [Row] {
    position = 0
    var rows: [Row] = []
    while position < bytes.count {
      var blank = position
      while blank < bytes.count, bytes[blank] == 32 || bytes[blank] == 9, bytes[blank] != delimiter {
        blank += 1
      }
      if isLineEnd(blank), !keepsBlankLines {
        position = blank
      } else {
        rows.append(row())
      }
      passLineEnd()
    }
    return rows
  }

  private mutating func passLineEnd() {
    if position + 1 < bytes.count, bytes[position] == 13, bytes[position + 1] == 10 { position += 1 }
    position += 1
  }

  private mutating func row() -> Row {
    var row = Row()
    while true {
      let field = field()
      row.fields.append((field.text, field.isQuoted))
      row.isDamaged = row.isDamaged || field.isDamaged
      if isLineEnd(position) { return row }
      position += 1
    }
  }

  private mutating func field() -> (text: [UInt8], isQuoted: Bool, isDamaged: Bool) {
    let start = position
    guard start < bytes.count, bytes[start] == quote else { return (plain(), false, false) }
    var text: [UInt8] = []
    var hasLineEnd = false
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      guard byte == quote else {
        text.append(byte)
        hasLineEnd = hasLineEnd || byte == 10 || byte == 13
        continue
      }
      if position < bytes.count, bytes[position] == quote {
        text.append(quote)
        position += 1
      } else if endsField(position) {
        return (text, true, false)
      } else if !hasLineEnd {
        return (text + plain(), true, true)
      } else {
        break
      }
    }
    position = start
    return (plain(), false, true)
  }

  private mutating func plain() -> [UInt8] {
    let start = position
    while !endsField(position) { position += 1 }
    return Array(bytes[start..<position])
  }
}
