extension TableText {
  /// What is shown of a table, and how wide: settled before the first line is written.
  struct Layout {
    struct ShownColumn {
      let name: String
      let index: Int
      /// The widest part before the point and the widest behind; without points only the latter.
      let lead: Int
      let rest: Int
      let isNumber: Bool
      let isText: Bool
      var width: Int
    }

    let head: Range<Int>
    let tail: Range<Int>
    private(set) var columns: [ShownColumn]
    let hiddenNames: [String]
    let rowCount: Int
    let limits: Limits

    /// Without limits a text may be so wide that blanks beside it in every other row would drown the table:
    /// wider cells than this push their line to the right instead.
    private static let widestAligned = 1000

    /// Whether cells are cut at the width of their column.
    var isLimited: Bool { limits.maxWidth != nil || limits.maxColumnWidth != nil }
    var hiddenRows: Int { rowCount - head.count - tail.count }

    init(_ table: Table, limits: Limits) {
      self.limits = limits
      rowCount = table.rowCount
      let shown = min(limits.maxRows ?? rowCount, rowCount)
      head = 0..<(shown == rowCount ? shown : (shown + 1) / 2)
      tail = (rowCount - (shown - head.count))..<rowCount
      columns = []
      // A column takes at least one column of the terminal and two blanks: the rest is not even measured.
      let countThatMayFit = limits.maxWidth.map { ($0 + 2) / 3 + 1 } ?? table.columns.count
      for index in table.columns.indices.prefix(countThatMayFit) {
        columns.append(Layout.measured(table, index, rows: [head, tail], limits: limits))
      }
      if let maxWidth = limits.maxWidth { Layout.fit(&columns, to: maxWidth) }
      hiddenNames = table.schema.names.suffix(table.columns.count - columns.count).map(DisplayText.clean)
    }

    private static func measured(
      _ table: Table, _ index: Int, rows ranges: [Range<Int>], limits: Limits
    ) -> ShownColumn {
      let column = table.columns[index]
      let limit = min(limits.maxColumnWidth ?? .max, limits.maxWidth ?? .max)
      let name = DisplayText.clean(table.schema.fields[index].name)
      var lead = 0
      var rest = 0
      for rows in ranges {
        for piece in pieces(of: rows) {
          let cells = Cells(column, rows: piece, limit: limit)
          for (width, cellLead) in zip(cells.widths, cells.leads) {
            lead = max(lead, cellLead)
            rest = max(rest, width - cellLead)
          }
        }
      }
      let header = min(DisplayWidth.of(name, limit: limit), limit)
      return ShownColumn(
        name: name, index: index, lead: lead, rest: rest, isNumber: column.type.isNumeric,
        isText: column.type == .text || column.type == .list,
        width: min(max(lead + rest, header, 1), widestAligned))
    }

    /// Narrows the columns as far as they can be narrowed with sense, the widest first, and drops from the end
    /// those that still do not fit.
    private static func fit(_ columns: inout [ShownColumn], to maxWidth: Int) {
      var room = maxWidth + 2
      let fitting = columns.prefix { column in
        room -= column.leastWidth + 2
        return room >= 0
      }
      columns = Array(fitting.isEmpty ? columns.prefix(1) : fitting)
      let blanks = 2 * (columns.count - 1)
      func total(_ widest: Int) -> Int { columns.reduce(blanks) { $0 + $1.width(atMost: widest) } }
      var widest = columns.reduce(1) { max($0, $1.width) }
      while widest > 1, total(widest) > maxWidth { widest -= 1 }
      for index in columns.indices {
        columns[index].width = min(columns[index].width(atMost: widest), maxWidth)
      }
    }

    /// The line under the rows, where there is one: how many there are and what is not shown.
    func account(_ style: Style) -> String? {
      let columnCount = columns.count + hiddenNames.count
      let rows = counted(rowCount, "row")
      var account: String
      if columnCount == 0 {
        account = rowCount == 0 ? "no columns" : "\(rows), no columns"
      } else if hiddenRows > 0 || !hiddenNames.isEmpty {
        account = "\(rows) × \(counted(columnCount, "column")); \(hidden) not shown"
        if !hiddenNames.isEmpty { account += ": " + listed(hiddenNames) }
      } else if rowCount == 0 {
        account = "no rows"
      } else if style.countsRows {
        account = rows
      } else {
        return nil
      }
      account = "(\(account))"
      let lines = limits.maxWidth.map { wrapped(account, to: $0) } ?? [account]
      return lines.map { DisplayText.emphasized($0, .dim, color: style.color) + "\n" }.joined()
    }

    private var hidden: String {
      var parts: [String] = []
      if hiddenRows > 0 { parts.append(counted(hiddenRows, "row")) }
      if !hiddenNames.isEmpty { parts.append(counted(hiddenNames.count, "column")) }
      return parts.joined(separator: " and ")
    }
  }
}

extension TableText.Layout.ShownColumn {
  /// Below this a column is not worth showing: numbers and dates are never cut.
  fileprivate var leastWidth: Int {
    isText ? min(width, 12) : max(lead + rest, min(width, 8))
  }

  fileprivate func width(atMost widest: Int) -> Int { max(leastWidth, min(width, widest)) }
}

private func listed(_ names: [String]) -> String {
  let most = 8
  if names.count <= most + 1 { return names.joined(separator: ", ") }
  return names.prefix(most).joined(separator: ", ") + " and \(names.count - most) more"
}

private func wrapped(_ text: String, to width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ") {
    let longer = line.isEmpty ? String(word) : line + " " + word
    if DisplayWidth.of(longer, limit: width) <= width {
      line = longer
    } else {
      if !line.isEmpty { lines.append(line) }
      line = DisplayWidth.truncate(String(word), to: width)
    }
  }
  return lines + [line]
}
