extension TableText.Layout {
  func header(_ style: TableText.Style) -> String {
    var lines = LineWriter()
    for column in columns {
      let name = DisplayWidth.truncate(column.name, to: column.width)
      let blanks = column.width - DisplayWidth.of(name)
      lines.append(
        Array(name.utf8)[...], before: column.isNumber ? blanks : 0, behind: column.isNumber ? 0 : blanks)
    }
    return DisplayText.emphasized(lines.text, .bold, color: style.color) + "\n"
  }

  /// A `⋮` in every column, where rows are left out.
  func gap(_ style: TableText.Style) -> String {
    var lines = LineWriter()
    for column in columns {
      let (before, behind) = column.blanks(lead: column.isNumber ? 1 : 0, width: 1)
      lines.append(Array("⋮".utf8)[...], before: before, behind: behind)
    }
    return DisplayText.emphasized(lines.text, .dim, color: style.color) + "\n"
  }

  func lines(_ table: Table, _ rows: Range<Int>, _ style: TableText.Style) -> String {
    let cells = columns.map { column in
      TableText.Cells(table.columns[column.index], rows: rows, limit: isLimited ? column.width : .max)
    }
    let missing = Array(DisplayText.emphasized(ValueText.missing, .dim, color: style.color).utf8)[...]
    var lines = LineWriter()
    for row in rows {
      let cell = row - rows.lowerBound
      for place in columns.indices {
        let column = columns[place]
        let width = cells[place].widths[cell]
        let (before, behind) = column.blanks(lead: cells[place].leads[cell], width: width)
        if table.columns[column.index].isNull(row) {
          lines.append(missing, before: before, behind: behind)
        } else if isLimited, width > column.width {
          let text = String(decoding: cells[place].text(cell), as: UTF8.self)
          lines.append(Array(DisplayWidth.truncate(text, to: column.width).utf8)[...], before: 0, behind: 0)
        } else {
          lines.append(cells[place].text(cell), before: before, behind: behind)
        }
      }
      lines.endLine()
    }
    return lines.text
  }
}

extension TableText.Layout.ShownColumn {
  /// The blanks around a cell: points stand under one another, numbers on the right, all else on the left.
  fileprivate func blanks(lead cellLead: Int, width cellWidth: Int) -> (before: Int, behind: Int) {
    guard isNumber else { return (0, max(0, width - cellWidth)) }
    let before = lead + rest > width ? width - cellWidth : width - rest - cellLead
    return (max(0, before), max(0, width - before - cellWidth))
  }
}

/// Puts cells together to lines, without the blanks at their ends.
private struct LineWriter {
  private var bytes: [UInt8] = []
  private var blanks = 0
  private var isAtStart = true

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func append(_ cell: ArraySlice<UInt8>, before: Int, behind: Int) {
    blanks += isAtStart ? before : before + 2
    isAtStart = false
    if cell.isEmpty {
      blanks += behind
    } else {
      bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: blanks))
      bytes.append(contentsOf: cell)
      blanks = behind
    }
  }

  mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    blanks = 0
    isAtStart = true
  }
}
