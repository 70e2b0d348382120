/// A table whose cells have the colour of their value.
struct CellGrid {
  let columns: [String]
  let rows: [String]
  /// NaN where there is none.
  let values: [[Double]]
  let sheet: Sheet
  let text: (Int, Int) -> String
  /// For cells in which the text has no room.
  let shortText: (Int, Int) -> String
  let words: (Int, Int) -> String

  /// The cells are to be as high as wide.
  var isSquare = false

  func panel(xTitle: String, yTitle: String, ink: (Double) -> Ink) -> Panel {
    var panel = Panel(
      x: Axis(xTitle, categories: columns), y: Axis(yTitle, categories: rows, isReversed: true))
    let size = (sheet.textSize * 0.87).rounded()
    let room = isSquare ? min(sheet.width * 0.72, sheet.height * 0.62) : sheet.width * 0.72
    let cellWidth = room / Double(max(1, columns.count))
    let cellHeight = sheet.height * 0.62 / Double(max(1, rows.count))
    let written = fitting(size, cellWidth, cellHeight)
    var boxes: [Layer.Box] = []
    var notes: [Note] = []
    let gap = min(0.02, 0.001 * Double(max(columns.count, rows.count)))
    for (row, line) in values.enumerated() {
      for (column, value) in line.enumerated() where value.isFinite {
        let fill = ink(value)
        boxes.append(
          Layer.Box(
            x0: Double(column) - 0.5 + gap, x1: Double(column) + 0.5 - gap, y0: Double(row) - 0.5 + gap,
            y1: Double(row) + 0.5 - gap, ink: fill, words: words(row, column)))
        guard let written else { continue }
        notes.append(
          Note(
            x: Double(column), y: Double(row), text: written(row, column), ink: sheet.theme.writing(on: fill),
            side: .centre))
      }
    }
    let isLight = boxes.count > 2500
    panel.isSquare = isSquare && !sheet.isText
    panel.layers = [.boxes(boxes, opacity: 1, outline: isLight ? nil : sheet.theme.ground)]
    panel.notes = notes
    if boxes.isEmpty { panel.emptiness = "no values" }
    return panel
  }

  /// The longest of the texts that has room in every cell: numbers in some cells only would look like a
  /// choice.
  private func fitting(_ size: Double, _ width: Double, _ height: Double) -> ((Int, Int) -> String)? {
    [text, shortText].first { text in
      values.indices.allSatisfy { row in
        values[row].indices.allSatisfy { column in
          guard values[row][column].isFinite else { return true }
          let lines = text(row, column).split(separator: "\n").map(String.init)
          return sheet.ruler.widest(lines, size) + 4 * sheet.scale <= width
            && sheet.ruler.lineHeight(size) * Double(lines.count) <= height
        }
      }
    }
  }
}
