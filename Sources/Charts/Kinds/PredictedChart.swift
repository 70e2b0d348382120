/// What a model says against what came true.
package struct PredictedChart: ChartKind {
  package static let name = "predicted"
  package static let summary = "real values against predicted ones, with the diagonal and R²"
  package static let needs = "a model of numbers"

  package let target: String
  package let actual: [Double]
  package let predicted: [Double]

  package init(target: String, actual: [Double], predicted: [Double]) {
    self.target = target
    self.actual = Measure("", actual).values
    self.predicted = Measure("", predicted).values
  }

  package func drawing(on sheet: Sheet) -> ChartDrawing {
    let isLogarithmic = sheet.logarithmicX || sheet.logarithmicY
    let usable = UsableRows([actual, predicted], positive: [isLogarithmic, isLogarithmic])
    let (x, y) = (usable.pick(actual), usable.pick(predicted))
    let both = Axis("", covering: x + y, isLogarithmic: isLogarithmic)
    var (xAxis, yAxis) = (both, both)
    xAxis.title = "real \(target)"
    yAxis.title = "predicted \(target)"
    var panel = Panel(x: xAxis, y: yAxis)
    panel.isSquare = true
    let cloud = PointCloud(x: x, y: y, xAxis: xAxis, yAxis: yAxis, ink: sheet.accent, sheet: sheet) {
      "real \(NumberLabels.readable(x[$0])), predicted \(NumberLabels.readable(y[$0]))"
    }
    panel.layers = cloud.layers
    let ends = [both.low, both.high]
    panel.layers.append(
      .path(Layer.Path(x: ends, y: ends, ink: sheet.theme.reference, width: 1.6, dash: .dashed)))
    if x.isEmpty { panel.emptiness = "no rows" }
    var drawing = Drawing("Predicted and real \(target)", [panel])
    drawing.subtitle = fit(x, y)
    drawing.colourScale = cloud.scale
    drawing.captions = (x.isEmpty ? [] : ["on the dashed line the prediction is right"]) + usable.captions
    return ChartDrawing(drawing)
  }

  private func fit(_ x: [Double], _ y: [Double]) -> String {
    guard !x.isEmpty else { return "" }
    let mean = x.reduce(0, +) / Double(x.count)
    let spread = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = zip(x, y).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let rmse = NumberLabels.readable((error / Double(x.count)).squareRoot())
    let share = spread > 0 ? "R² \(NumberLabels.fixed(1 - error / spread, decimals: 3)), " : ""
    return share + "typical error (RMSE) \(rmse), " + NumberLabels.count(x.count, "row")
  }
}
