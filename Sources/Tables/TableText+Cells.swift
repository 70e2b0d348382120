extension TableText {
  /// The readable texts of some rows of one column, end to end, with what their layout needs.
  struct Cells {
    private(set) var bytes: [UInt8] = []
    /// Where each text starts in `bytes`, and at last where the last one ends.
    private(set) var starts = [0]
    private(set) var widths: [Int] = []
    /// The columns of a number up to its point; 0 for what is not aligned on a point.
    private(set) var leads: [Int] = []
    private let limit: Int

    /// Texts and lists wider than the limit are cut.
    init(_ column: Column, rows: Range<Int>, limit: Int) {
      self.limit = limit
      starts.reserveCapacity(rows.count + 1)
      widths.reserveCapacity(rows.count)
      leads.reserveCapacity(rows.count)
      switch column.values {
      case .bool(let values):
        fill(column, rows) { $0.bytes.append(contentsOf: values[$1] ? "true".utf8 : "false".utf8) }
      case .int(let values):
        fill(column, rows) { NumberText.append(values[$1], to: &$0.bytes) }
      case .double(let values):
        fill(column, rows) { NumberText.appendReadable(values[$1], to: &$0.bytes) }
      case .date(let days):
        fill(column, rows) { ValueText.append(CalendarDate(days: days[$1]), to: &$0.bytes) }
      case .timestamp(let instants):
        fill(column, rows) { ValueText.append(Timestamp(microseconds: instants[$1]), to: &$0.bytes) }
      case .text(let texts):
        fill(column, rows) { $0.bytes.append(contentsOf: texts.pool[texts.codes[$1]]) }
      case .list(let lists):
        fill(column, rows) { cells, row in
          for item in lists.starts[row]..<lists.starts[row + 1] {
            if item > lists.starts[row] { cells.bytes.append(contentsOf: ", ".utf8) }
            cells.bytes.append(contentsOf: lists.items.pool[lists.items.codes[item]])
          }
        }
      }
    }

    func text(_ index: Int) -> ArraySlice<UInt8> { bytes[starts[index]..<starts[index + 1]] }

    private mutating func fill(_ column: Column, _ rows: Range<Int>, _ write: (inout Cells, Int) -> Void) {
      let isNumber = column.type.isNumeric
      let isText = column.type == .text || column.type == .list
      for row in rows {
        let start = bytes.count
        var width: Int
        if column.isNull(row) {
          bytes.append(contentsOf: ValueText.missing.utf8)
          width = 1
        } else {
          write(&self, row)
          width = isText ? tidy(from: start) : bytes.count - start
        }
        leads.append(isNumber ? min(width, lead(from: start)) : 0)
        widths.append(width)
        starts.append(bytes.count)
      }
    }

    /// Cleans and cuts the text that was just written, and says how wide it is.
    private mutating func tidy(from start: Int) -> Int {
      let written = bytes[start...]
      if DisplayText.isPlain(written) {
        guard written.count > limit else { return written.count }
        bytes.removeSubrange((start + limit - 1)...)
        bytes.append(contentsOf: "…".utf8)
        return limit
      }
      var text = DisplayText.clean(written)
      var width = DisplayWidth.of(text, limit: limit)
      if width > limit {
        text = DisplayWidth.truncate(text, to: limit)
        width = DisplayWidth.of(text)
      }
      bytes.removeSubrange(start...)
      bytes.append(contentsOf: text.utf8)
      return width
    }

    private func lead(from start: Int) -> Int {
      var end = start
      while end < bytes.count, bytes[end] != UInt8(ascii: "."), bytes[end] != UInt8(ascii: "e") { end += 1 }
      return end - start
    }
  }
}

extension TextPool {
  fileprivate subscript(code: UInt32) -> ArraySlice<UInt8> {
    bytes[offsets[Int(code)]..<offsets[Int(code) + 1]]
  }
}
