/// How much each feature of a model counts, as bars, the most important on top.
package struct ImportanceChart: ChartKind {
  package static let name = "importance"
  package static let summary = "how much each feature of a model counts"
  package static let needs = "a model with feature importances"

  package let target: String
  package let features: [String]
  package let values: [Double]
  /// How sure each value is: half the width of its interval.
  package let errors: [Double]?
  /// What the values are, as the words below the axis: `share of the gain`.
  package let measure: String
  package let top: Int

  package init(
    target: String, features: [String], values: [Double], errors: [Double]? = nil,
    measure: String = "importance", top: Int = 15
  ) {
    self.target = target
    self.features = features
    self.values = values
    self.errors = errors
    self.measure = measure
    self.top = max(1, top)
  }

  package func drawing(on sheet: Sheet) -> ChartDrawing {
    let usable = UsableRows([Measure("", values).values])
    let order = usable.rows.sorted { (values[$1], $0) < (values[$0], $1) }
    let shown = Array(order.prefix(top))
    let bars = HorizontalBars(
      names: shown.map { features[$0] }, values: shown.map { values[$0] },
      errors: errors.map { errors in shown.map { errors[$0] } }, measure: measure, sheet: sheet)
    var drawing = Drawing("What counts for \(target)", [bars.panel(ink: { _ in sheet.accent })])
    drawing.subtitle = measure
    if order.count > shown.count {
      drawing.subtitle += ", the \(shown.count) highest of \(NumberLabels.count(order.count)) features"
    }
    drawing.captions = usable.captions
    return ChartDrawing(drawing)
  }
}
