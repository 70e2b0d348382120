import Tables

extension Composer {
  private static let columnGap = 14.0

  mutating func composeTable(_ table: Table, rowLimit: Int) {
    composition.leaveGap(PageDesign.blockGap)
    defer { composition.leaveGap(PageDesign.blockGap + 3) }
    let rows = min(table.rowCount, max(rowLimit, 0))
    let columns = zip(table.schema.fields, table.columns).map {
      TableCells($0, $1, rows: rows, press: press)
    }
    guard !columns.isEmpty else { return composeAccount(of: table, shown: 0) }
    let fit = TableFit(columns.map(\.need), gap: Composer.columnGap, width: PageDesign.textWidth)
    for stripe in fit.stripes {
      if fit.stripes.count > 1 {
        composition.leaveGap(PageDesign.blockGap)
        composeStripeTitle(stripe, of: table)
      }
      let cells = zip(stripe.columns, stripe.widths).map { (cells: columns[$0], width: $1) }
      compose(TableStripe(cells, scale: fit.scale, gap: Composer.columnGap, press: press), rows: rows)
    }
    composeAccount(of: table, shown: rows)
  }

  private mutating func compose(_ stripe: TableStripe, rows: Int) {
    let header = stripe.header()
    let headerStrip = composition.add(height: header.height, header.marks, isBoundToNext: true)
    for row in 0..<rows {
      let content = stripe.row(row, isLast: row == rows - 1)
      // The first two rows and the last two stay together, and the header above the first.
      composition.add(
        height: content.height, content.marks,
        isBoundToNext: row < rows - 1 && (row == 0 || row == rows - 2 || rows <= 15),
        header: headerStrip)
    }
  }

  private mutating func composeStripeTitle(_ stripe: TableFit.Stripe, of table: Table) {
    guard let first = stripe.columns.dropFirst(stripe.columns.count > 1 ? 1 : 0).first,
      let last = stripe.columns.last
    else { return }
    let start = stripe.columns.first == 0 && first == 1 ? 1 : first + 1
    let words = start > last ? "Column \(last + 1)" : "Columns \(start) to \(last + 1)"
    let set = press.set(StyledText("\(words) of \(table.columns.count)"), PageDesign.small)
    composition.add(set, leading: PageDesign.smallLeading, color: Ink.quiet, isBoundToNext: true)
    composition.leaveGap(3)
  }

  private mutating func composeAccount(of table: Table, shown: Int) {
    guard let words = ReportTable.account(of: table, shown: shown) else { return }
    let isBelowTable = composition.bindLastRow()
    if isBelowTable { composition.leaveGap(4) }
    let set = press.set(StyledText(words), PageDesign.small)
    composition.add(set, leading: PageDesign.smallLeading, color: Ink.quiet)
  }
}

extension Composition {
  /// Binds what follows to a table, if one was set last.
  fileprivate mutating func bindLastRow() -> Bool {
    guard let last = strips.indices.last, strips[last].header != nil || strips[last].isBoundToNext
    else { return false }
    bind(last..<last + 1)
    return true
  }
}

/// Some columns of a table, as wide as they were made to fit.
private struct TableStripe {
  struct Placed {
    let cells: TableCells
    let width: Double
    let x: Double
  }

  struct Content {
    var height: Double
    var marks: [Mark] = []
  }

  let columns: [Placed]
  let scale: Double
  let press: Press
  private let right: Double
  private static let padding = 2.6

  init(_ cells: [(cells: TableCells, width: Double)], scale: Double, gap: Double, press: Press) {
    var x = 0.0
    columns = cells.map { cells, width in
      defer { x += width + gap }
      return Placed(cells: cells, width: width, x: x)
    }
    right = x - gap
    self.scale = scale
    self.press = press
  }

  func header() -> Content {
    let insets = columns.map { column in
      column.cells.isNumber ? max(0, column.width - column.cells.header.width) : 0
    }
    let headers = columns.map { $0.cells.header }
    var content = laidOut(
      headers, insets: insets, colors: headers.map { _ in Ink.text }, isBottomAligned: true)
    content.height += 1
    content.marks.append(rule(at: content.height, thickness: 0.8, Ink.strongRule))
    return content
  }

  func row(_ row: Int, isLast: Bool) -> Content {
    let texts = columns.map { column in
      let cell = column.cells.cells[row]
      guard cell.width > column.width + 0.01, !column.cells.isNumber else { return cell }
      return press.set(
        cell.text, PageDesign.table, width: column.width, lineLimit: TableCells.lineLimit)
    }
    let colors = columns.map { $0.cells.isNull(row) ? Ink.faint : Ink.text }
    let insets = columns.map { $0.cells.inset(row, width: $0.width) }
    var content = laidOut(texts, insets: insets, colors: colors, isBottomAligned: false)
    content.marks.append(
      rule(at: content.height, thickness: isLast ? 0.5 : 0.3, isLast ? Ink.strongRule : Ink.rule))
    return content
  }

  private func rule(at y: Double, thickness: Double, _ color: UInt32) -> Mark {
    .fill(Box(x: 0, y: y - thickness, width: right * scale, height: thickness), color)
  }

  /// Puts texts beside one another, their first lines on one line; at the bottom their last ones.
  private func laidOut(
    _ texts: [SetText], insets: [Double], colors: [UInt32], isBottomAligned: Bool
  ) -> Content {
    let leading = PageDesign.tableLeading
    let heights = texts.map { $0.lines.reduce(0) { $0 + max($1.height, leading) } }
    let height = heights.reduce(leading, max)
    var ascent = 0.0
    for text in texts {
      guard let line = text.lines.first else { continue }
      ascent = max(ascent, (max(line.height, leading) - line.height) / 2 + line.ascent)
    }
    var content = Content(height: (height + 2 * TableStripe.padding) * scale)
    for (index, text) in texts.enumerated() {
      var baseline = TableStripe.padding + ascent + (isBottomAligned ? height - heights[index] : 0)
      for (lineIndex, line) in text.lines.enumerated() {
        if lineIndex > 0 { baseline += max(line.height, leading) }
        content.marks.append(
          .line(
            text, lineIndex, x: (columns[index].x + insets[index]) * scale, baseline: baseline * scale,
            scale: scale, color: colors[index]))
      }
    }
    return content
  }
}
