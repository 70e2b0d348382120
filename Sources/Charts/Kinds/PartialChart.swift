/// What a model says as one feature changes and all others stay (Friedman 2001).
package struct PartialChart: ChartKind {
  package static let name = "partial"
  package static let summary = "what a model says as one feature changes and the others stay"
  package static let needs = "a model and the name of a feature"

  package let target: String
  package let feature: Measure
  /// What is predicted on average at each value of the feature.
  package let means: [Double]
  /// What is predicted for some single rows (a line each).
  package let singles: [[Double]]
  /// Some values of the feature as they occur: where they are few the line means little.
  package let occurring: [Double]

  package init(
    target: String, feature: Measure, means: [Double], singles: [[Double]] = [], occurring: [Double] = []
  ) {
    self.target = target
    self.feature = feature
    self.means = Measure("", means).values
    self.singles = singles.map { Measure("", $0).values }
    self.occurring = occurring.filter(\.isFinite)
  }

  package func drawing(on sheet: Sheet) -> ChartDrawing {
    let usable = UsableRows([feature.values, means], positive: [sheet.logarithmicX])
    let (x, y) = (usable.pick(feature.values), usable.pick(means))
    let shown = singles.prefix(100)
    var panel = Panel(
      x: Axis(feature.name, feature.axisKind, covering: x, isLogarithmic: sheet.logarithmicX, padding: 0.02),
      y: Axis("predicted \(target)", covering: y + shown.flatMap { $0 }))
    for single in shown {
      let values = usable.rows.map { $0 < single.count ? single[$0] : .nan }
      panel.layers.append(
        .path(
          Layer.Path(
            x: x, y: values, ink: sheet.theme.ground.mixed(with: sheet.theme[.grey], 0.4), width: 0.8)))
    }
    panel.layers.append(.path(Layer.Path(x: x, y: y, ink: sheet.accent, width: 3)))
    panel.layers.append(
      .points(
        Layer.Points(
          x: x, y: y, ink: sheet.accent, size: x.count > 30 ? 2.5 : 6,
          words: x.indices.map { "\(feature.words(x[$0])): \(NumberLabels.readable(y[$0]))" })))
    addTicks(to: &panel, sheet)
    if x.isEmpty { panel.emptiness = "no values" }
    var drawing = Drawing("What \(feature.name) does to \(target)", [panel])
    var captions: [String] = []
    if !shown.isEmpty { captions.append("thin lines: single rows") }
    if !occurring.isEmpty { captions.append("strokes below: values that occur") }
    drawing.captions = captions + usable.captions
    return ChartDrawing(drawing)
  }

  private func addTicks(to panel: inout Panel, _ sheet: Sheet) {
    let values = occurring.filter { panel.x.contains($0) }
    guard !values.isEmpty, !sheet.isText else { return }
    // They stand in a strip of their own below the lines.
    panel.y.low -= (panel.y.high - panel.y.low) * 0.05
    let end = panel.y.value(at: 0.025)
    let every = max(1, values.count / 400)
    let segments = stride(from: 0, to: values.count, by: every).map {
      Layer.Segment(x0: values[$0], y0: panel.y.low, x1: values[$0], y1: end)
    }
    panel.layers.append(.segments(segments, ink: sheet.theme.reference, width: 0.8))
  }
}
