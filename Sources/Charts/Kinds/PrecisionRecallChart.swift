/// How right alarms are, against how much is found.
package struct PrecisionRecallChart: ChartKind {
  package static let name = "pr"
  package static let summary = "how many alarms are right against how much is found"
  package static let needs = "a model of classes"

  package struct Curve: Sendable {
    package let name: String
    package let recall: [Double]
    package let precision: [Double]
    package let averagePrecision: Double?

    package init(name: String, recall: [Double], precision: [Double], averagePrecision: Double?) {
      self.name = name
      self.recall = recall
      self.precision = precision
      self.averagePrecision = averagePrecision
    }
  }

  package let target: String
  package let curves: [Curve]
  /// The share of true rows: what guessing would reach.
  package let baseRate: Double?

  package init(target: String, curves: [Curve], baseRate: Double?) {
    self.target = target
    self.curves = curves
    self.baseRate = baseRate
  }

  package func drawing(on sheet: Sheet) -> ChartDrawing {
    var panel = Panel(
      x: Axis("found: share of all that are it (recall)", .shares, from: 0, to: 1),
      y: Axis("right: share of what is taken for it (precision)", .shares, from: 0, to: 1))
    let shown = curves.filter { !$0.recall.isEmpty }
    var drawing = Drawing("How sure alarms for \(target) are", [])
    if let baseRate, baseRate.isFinite, !shown.isEmpty {
      panel.drawLine(atY: baseRate, sheet.theme.reference, width: 1.4, dash: .dashed)
      drawing.captions = ["the dashed line is guessing: \(NumberLabels.percent(baseRate)) right"]
    }
    for (number, curve) in shown.enumerated() {
      let ink = shown.count == 1 ? sheet.accent : sheet.theme.category(number)
      let dash = Layer.Dash.allCases[number / Theme.categoryCount % Layer.Dash.allCases.count]
      // Between two thresholds nothing can be had, so the line goes in steps.
      let (x, y) = PrecisionRecallChart.steps(curve)
      panel.layers.append(.path(Layer.Path(x: x, y: y, ink: ink, width: 2.6, dash: dash)))
      let average = curve.averagePrecision.map { "average precision \(NumberLabels.fixed($0, decimals: 3))" }
      if shown.count == 1 {
        drawing.subtitle = average ?? ""
      } else {
        drawing.legend.append(
          LegendEntry(text: curve.name + (average.map { ", " + $0 } ?? ""), ink: ink, dash: dash))
      }
    }
    if shown.isEmpty { panel.emptiness = "no rows of this class" }
    drawing.panels = [panel]
    return ChartDrawing(drawing)
  }

  private static func steps(_ curve: Curve) -> ([Double], [Double]) {
    var (x, y) = ([0.0], [curve.precision[0]])
    for place in curve.recall.indices {
      x += [x[x.count - 1], curve.recall[place]]
      y += [curve.precision[place], curve.precision[place]]
    }
    return (x, y)
  }
}
