/// How many true rows a classifier finds at the price of how many false alarms.
package struct ROCChart: ChartKind {
  package static let name = "roc"
  package static let summary = "what is found against false alarms, with AUC and the best threshold"
  package static let needs = "a model of classes"

  /// Points from (0, 0) to (1, 1), each with the chance from which on a row is taken for true.
  package struct Curve: Sendable {
    package let name: String
    package let falseRates: [Double]
    package let trueRates: [Double]
    package let chances: [Double]
    package let auc: Double?

    package init(name: String, falseRates: [Double], trueRates: [Double], chances: [Double], auc: Double?) {
      self.name = name
      self.falseRates = falseRates
      self.trueRates = trueRates
      self.chances = chances
      self.auc = auc
    }

    /// The point farthest above the line of chance (Youden 1950).
    var best: Int? {
      let places = falseRates.indices.filter { trueRates[$0] > falseRates[$0] }
      return places.max { left, right in
        let (a, b) = (trueRates[left] - falseRates[left], trueRates[right] - falseRates[right])
        return a < b || (a == b && left > right)
      }
    }
  }

  package let target: String
  package let curves: [Curve]

  package init(target: String, curves: [Curve]) {
    self.target = target
    self.curves = curves
  }

  package func drawing(on sheet: Sheet) -> ChartDrawing {
    var panel = Panel(
      x: Axis("false alarms: share of the others taken for it", .shares, from: 0, to: 1),
      y: Axis("found: share of all that are it", .shares, from: 0, to: 1))
    panel.isSquare = true
    let shown = curves.filter { $0.falseRates.count > 1 }
    if let only = shown.first, shown.count == 1 { addArea(only, to: &panel, sheet) }
    panel.layers.append(
      .path(Layer.Path(x: [0, 1], y: [0, 1], ink: sheet.theme.reference, width: 1.4, dash: .dashed)))
    for (number, curve) in shown.enumerated() {
      let ink = shown.count == 1 ? sheet.accent : sheet.theme.category(number)
      let dash = Layer.Dash.allCases[number / Theme.categoryCount % Layer.Dash.allCases.count]
      let shape = Layer.Path(x: curve.falseRates, y: curve.trueRates, ink: ink, width: 2.6, dash: dash)
      panel.layers.append(.path(shape))
    }
    var drawing = Drawing("How well \(target) is told", [])
    if let only = shown.first, shown.count == 1 {
      if sheet.width >= 420, !sheet.isText || sheet.height > 320 { addBest(only, to: &panel, sheet) }
      drawing.subtitle = only.auc.map { "AUC \(NumberLabels.fixed($0, decimals: 3))" } ?? ""
    } else if !shown.isEmpty {
      drawing.legend = shown.enumerated().map { number, curve in
        let auc = curve.auc.map { ", AUC \(NumberLabels.fixed($0, decimals: 3))" } ?? ""
        return LegendEntry(
          text: curve.name + auc, ink: sheet.theme.category(number),
          dash: Layer.Dash.allCases[number / Theme.categoryCount % Layer.Dash.allCases.count])
      }
    }
    if shown.isEmpty {
      panel.emptiness = "no rows of both classes"
    } else {
      drawing.captions = ["the dashed line is guessing: AUC 0.5"]
    }
    drawing.panels = [panel]
    return ChartDrawing(drawing)
  }

  private func addArea(_ curve: Curve, to panel: inout Panel, _ sheet: Sheet) {
    let floor = curve.falseRates.map { _ in 0.0 }
    panel.layers.append(
      .band(x: curve.falseRates, low: floor, high: curve.trueRates, ink: sheet.accent, opacity: 0.1))
  }

  private func addBest(_ curve: Curve, to panel: inout Panel, _ sheet: Sheet) {
    guard let best = curve.best else { return }
    let (x, y) = (curve.falseRates[best], curve.trueRates[best])
    let words =
      "best threshold \(NumberLabels.readable(curve.chances[best])): "
      + "\(NumberLabels.percent(y)) found, \(NumberLabels.percent(x)) false alarms"
    panel.layers.append(
      .segments([Layer.Segment(x0: x, y0: x, x1: x, y1: y)], ink: sheet.theme.reference, width: 1.2))
    panel.layers.append(
      .points(Layer.Points(x: [x], y: [y], ink: sheet.theme[.orange], size: 11, words: [words])))
    let lines = words.replacingFirst(": ", with: "\n")
    let isHigh = y > 0.85
    let isRight = x > 0.5
    panel.notes.append(
      Note(
        x: x, y: y, text: lines, ink: sheet.theme.ink, side: isRight ? .right : .left,
        shift: (isRight ? -14 : 14, isHigh || isRight ? -34 : -26), ground: sheet.theme.ground))
  }
}

extension String {
  /// The text with the first occurrence of a part replaced.
  func replacingFirst(_ part: String, with other: String) -> String {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(part) {
        return String(self[..<start]) + other + self[index(start, offsetBy: part.count)...]
      }
      start = index(after: start)
    }
    return self
  }
}
