/// How much more rows would help.
package struct LearningChart: ChartKind {
  package static let name = "learning"
  package static let summary = "how good a model gets with ever more rows to learn from"
  package static let needs = "scores of a model fitted on several counts of rows"

  /// Scores at each count of rows: their mean over the folds, and how far they lie apart.
  package struct Scores: Sendable {
    package let means: [Double]
    package let spreads: [Double]?

    package init(means: [Double], spreads: [Double]? = nil) {
      self.means = Measure("", means).values
      self.spreads = spreads
    }
  }

  package let metric: String
  package let rows: [Int]
  package let training: Scores
  package let validation: Scores

  package init(metric: String, rows: [Int], training: Scores, validation: Scores) {
    self.metric = metric
    self.rows = rows
    self.training = training
    self.validation = validation
  }

  package func drawing(on sheet: Sheet) -> ChartDrawing {
    let x = rows.map(Double.init)
    func ends(_ scores: Scores) -> [Double] {
      scores.means.enumerated().flatMap { place, mean in
        let spread = scores.spreads?[place] ?? 0
        return [mean - spread, mean + spread]
      }
    }
    var panel = Panel(
      x: Axis("rows to learn from", covering: x, isLogarithmic: sheet.logarithmicX, padding: 0.02),
      y: Axis(metric, covering: ends(training) + ends(validation)))
    panel.x.showsGrid = false
    let inks = [sheet.theme.category(0), sheet.theme.category(1)]
    for (scores, ink) in zip([training, validation], inks) {
      guard let spreads = scores.spreads else { continue }
      let known = UsableRows([scores.means, spreads]).rows
      panel.layers.append(
        .band(
          x: known.map { x[$0] }, low: known.map { scores.means[$0] - spreads[$0] },
          high: known.map { scores.means[$0] + spreads[$0] }, ink: ink, opacity: 0.16))
    }
    var drawing = Drawing("What more rows would bring", [])
    let lines = [("rows it learned from", training), ("rows it had not seen", validation)].map {
      name, scores in
      let known = UsableRows([x, scores.means])
      return LineFamily.Line(name: name, x: known.pick(x), y: known.pick(scores.means))
    }
    LineFamily(lines: lines, sheet: sheet).add(to: &panel, &drawing) { line, place in
      "\(NumberLabels.count(Int(line.x[place]), "row")): \(NumberLabels.readable(line.y[place]))"
    }
    if lines.allSatisfy(\.x.isEmpty) { panel.emptiness = "no scores" }
    if training.spreads != nil || validation.spreads != nil {
      drawing.captions = ["bands: one standard deviation over the folds"]
    }
    drawing.panels = [panel]
    return ChartDrawing(drawing)
  }
}
