/// How wrong a model is, and where.
package struct ResidualsChart: ChartKind {
  package static let name = "residuals"
  package static let summary = "how wrong a model is, over what it predicts"
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
    let usable = UsableRows([actual, predicted])
    let x = usable.pick(predicted)
    let y = zip(usable.pick(actual), x).map { $0 - $1 }
    let widest = y.reduce(0) { max($0, $1.magnitude) }
    var panel = Panel(
      x: Axis("predicted \(target)", covering: x),
      y: Axis("real minus predicted", covering: [-widest, widest]))
    let cloud = PointCloud(x: x, y: y, xAxis: panel.x, yAxis: panel.y, ink: sheet.accent, sheet: sheet) {
      "predicted \(NumberLabels.readable(x[$0])), off by \(NumberLabels.readable(y[$0]))"
    }
    panel.layers = cloud.layers
    panel.drawLine(atY: 0, sheet.theme.ink, width: 1.4)
    let drift = ResidualsChart.drift(x, y)
    if drift.x.count > 2 {
      panel.layers.append(.path(Layer.Path(x: drift.x, y: drift.y, ink: sheet.theme[.orange], width: 2.6)))
    }
    if x.isEmpty { panel.emptiness = "no rows" }
    var drawing = Drawing("Where predictions of \(target) are off", [panel])
    drawing.subtitle = usable.countText
    drawing.colourScale = cloud.scale
    drawing.captions =
      (drift.x.count > 2
        ? ["the orange line is the median of neighbours; a model without bias keeps it at zero"] : [])
      + usable.captions
    return ChartDrawing(drawing)
  }

  /// The medians of twenty groups of equally many rows.
  private static func drift(_ x: [Double], _ y: [Double]) -> (x: [Double], y: [Double]) {
    let groups = min(20, x.count / 15)
    guard groups > 2 else { return ([], []) }
    let order = x.indices.sorted { (x[$0], $0) < (x[$1], $1) }
    var result: (x: [Double], y: [Double]) = ([], [])
    for group in 0..<groups {
      let rows = order[(group * order.count / groups)..<((group + 1) * order.count / groups)]
      result.x.append(Distribution(rows.map { x[$0] }).median)
      result.y.append(Distribution(rows.map { y[$0] }).median)
    }
    return result
  }
}
