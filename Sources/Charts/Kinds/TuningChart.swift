/// How good a model is with each pair of two options.
package struct TuningChart: ChartKind {
  package static let name = "tuning"
  package static let summary = "how good a model is with each pair of two options"
  package static let needs = "a tuned model"

  package let metric: String
  package let rowOption: String
  package let columnOption: String
  package let rowValues: [String]
  package let columnValues: [String]
  /// The score of each pair, NaN where it was not tried.
  package let scores: [[Double]]
  package let smallerIsBetter: Bool

  package init(
    metric: String, rowOption: String, columnOption: String, rowValues: [String], columnValues: [String],
    scores: [[Double]], smallerIsBetter: Bool = false
  ) {
    self.metric = metric
    self.rowOption = rowOption
    self.columnOption = columnOption
    self.rowValues = rowValues
    self.columnValues = columnValues
    self.scores = scores.map { Measure("", $0).values }
    self.smallerIsBetter = smallerIsBetter
  }

  package func drawing(on sheet: Sheet) -> ChartDrawing {
    let all = scores.flatMap(\.self).filter(\.isFinite)
    let scale = Axis("", covering: all, padding: 0)
    func share(_ value: Double) -> Double { smallerIsBetter ? 1 - scale.share(value) : scale.share(value) }
    let written = NumberLabels.alike(all)
    func text(_ row: Int, _ column: Int) -> String { written(scores[row][column]) }
    let grid = CellGrid(
      columns: columnValues, rows: rowValues, values: scores, sheet: sheet, text: text, shortText: text,
      words: { "\(rowOption) \(rowValues[$0]), \(columnOption) \(columnValues[$1]): \(text($0, $1))" })
    var panel = grid.panel(xTitle: columnOption, yTitle: rowOption) { sheet.theme.rising(share($0)) }
    var drawing = Drawing("Which options are best", [])
    if let best = smallerIsBetter ? all.min() : all.max() {
      let cells = scores.indices.flatMap { row in
        scores[row].indices.filter { scores[row][$0] == best }.map { (row: row, column: $0) }
      }
      if let cell = cells.first {
        outline(cell.row, cell.column, in: &panel, sheet)
        drawing.subtitle =
          "best \(metric) \(NumberLabels.readable(best)): \(rowOption) \(rowValues[cell.row]), "
          + "\(columnOption) \(columnValues[cell.column])"
      }
      drawing.colourScale = ColourScale(
        title: metric, low: NumberLabels.readable(smallerIsBetter ? scale.high : scale.low),
        high: NumberLabels.readable(smallerIsBetter ? scale.low : scale.high),
        inks: (0..<8).map { sheet.theme.rising(Double($0) / 7) })
    }
    let missing = scores.reduce(0) { $0 + $1.count { !$0.isFinite } }
    if missing > 0 { drawing.captions = [NumberLabels.count(missing, "pair") + " not tried"] }
    drawing.panels = [panel]
    return ChartDrawing(drawing)
  }

  private func outline(_ row: Int, _ column: Int, in panel: inout Panel, _ sheet: Sheet) {
    let (left, right) = (Double(column) - 0.48, Double(column) + 0.48)
    let (top, bottom) = (Double(row) - 0.48, Double(row) + 0.48)
    panel.layers.append(
      .path(
        Layer.Path(
          x: [left, right, right, left, left], y: [top, top, bottom, bottom, top], ink: sheet.theme[.orange],
          width: 4)))
  }
}
