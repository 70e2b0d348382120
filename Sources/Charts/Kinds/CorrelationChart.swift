/// How much columns go together.
package struct CorrelationChart: ChartKind {
  package static let name = "correlation"
  package static let summary = "how much columns rise and fall together, from −1 to 1"
  package static let needs = "two or more columns of numbers"

  package let names: [String]
  /// The coefficients of each pair, NaN where a column does not vary.
  package let coefficients: [[Double]]
  package let rows: Int

  package init(names: [String], coefficients: [[Double]], rows: Int) {
    self.names = names
    self.coefficients = coefficients
    self.rows = rows
  }

  /// Pearson's coefficients of the rows in which both columns have a value.
  package init(_ measures: [Measure]) {
    names = measures.map(\.name)
    rows = measures.map(\.values.count).max() ?? 0
    coefficients = measures.indices.map { first in
      measures.indices.map { second in
        CorrelationChart.coefficient(measures[first].values, measures[second].values)
      }
    }
  }

  package func drawing(on sheet: Sheet) -> ChartDrawing {
    func text(_ row: Int, _ column: Int) -> String {
      NumberLabels.fixed(coefficients[row][column], decimals: 2)
    }
    let grid = CellGrid(
      columns: names, rows: names, values: coefficients, sheet: sheet, text: text, shortText: text,
      words: { "\(names[$0]) and \(names[$1]): \(text($0, $1))" })
    var panel = grid.panel(xTitle: "", yTitle: "") { sheet.theme.parting($0) }
    if names.isEmpty { panel.emptiness = "no columns" }
    var drawing = Drawing("How columns go together", [panel])
    drawing.subtitle = "coefficients of correlation, \(NumberLabels.count(rows, "row"))"
    drawing.colourScale = ColourScale(
      title: "", low: "−1 one falls", high: "1 both rise",
      inks: (0..<9).map { sheet.theme.parting(Double($0) / 4 - 1) })
    let missing = coefficients.reduce(0) { $0 + $1.count { !$0.isFinite } }
    if missing > 0 { drawing.captions = ["columns that do not vary are left empty"] }
    return ChartDrawing(drawing)
  }

  private static func coefficient(_ x: [Double], _ y: [Double]) -> Double {
    let usable = UsableRows([x, y])
    let (x, y) = (usable.pick(x), usable.pick(y))
    guard x.count > 1 else { return .nan }
    let (meanX, meanY) = (x.reduce(0, +) / Double(x.count), y.reduce(0, +) / Double(y.count))
    var (xx, yy, xy) = (0.0, 0.0, 0.0)
    for place in x.indices {
      let (a, b) = (x[place] - meanX, y[place] - meanY)
      xx += a * a
      yy += b * b
      xy += a * b
    }
    guard xx > 0, yy > 0 else { return .nan }
    return min(1, max(-1, xy / (xx.squareRoot() * yy.squareRoot())))
  }
}
