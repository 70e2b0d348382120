/// A number for each pair of names.
package struct HeatmapChart: ChartKind {
  package static let name = "heatmap"
  package static let summary = "a number for each pair of names, as colour"
  package static let needs = "two columns of names and one of numbers"

  package let columnName: String
  package let rowName: String
  package let measure: String
  package let columns: [String]
  package let rows: [String]
  /// The number of each row and column, NaN where there is none.
  package let values: [[Double]]

  package init(
    columnName: String, rowName: String, measure: String, columns: [String], rows: [String],
    values: [[Double]]
  ) {
    self.columnName = columnName
    self.rowName = rowName
    self.measure = measure
    self.columns = columns
    self.rows = rows
    self.values = values.map { Measure("", $0).values }
  }

  package func drawing(on sheet: Sheet) -> ChartDrawing {
    let scale = Axis("", covering: values.flatMap(\.self), padding: 0)
    func ink(_ value: Double) -> Ink { sheet.theme.rising(scale.share(value)) }
    let written = NumberLabels.alike(values.flatMap(\.self))
    func text(_ row: Int, _ column: Int) -> String { written(values[row][column]) }
    let grid = CellGrid(
      columns: columns, rows: rows, values: values, sheet: sheet, text: text, shortText: text,
      words: { "\(rows[$0]), \(columns[$1]): \(text($0, $1))" })
    var drawing = Drawing(
      "\(measure) by \(rowName) and \(columnName)",
      [grid.panel(xTitle: columnName, yTitle: rowName, ink: ink)])
    let missing = values.reduce(0) { $0 + $1.count { !$0.isFinite } }
    if missing < rows.count * columns.count {
      drawing.colourScale = ColourScale(
        title: measure, low: NumberLabels.readable(scale.low), high: NumberLabels.readable(scale.high),
        inks: (0..<8).map { sheet.theme.rising(Double($0) / 7) })
    }
    if missing > 0 {
      drawing.captions = [NumberLabels.count(missing, "cell") + " without a value left empty"]
    }
    return ChartDrawing(drawing)
  }
}
