/// Whether what is told to be likely comes true as often.
package struct CalibrationChart: ChartKind {
  package static let name = "calibration"
  package static let summary = "how often what is told to be likely comes true"
  package static let needs = "a model of classes"

  package let target: String
  package let chances: [Double]
  package let isTrue: [Bool]
  package let bins: Int

  package init(target: String, chances: [Double], isTrue: [Bool], bins: Int = 10) {
    self.target = target
    self.chances = chances
    self.isTrue = isTrue
    self.bins = min(50, max(2, bins))
  }

  package func drawing(on sheet: Sheet) -> ChartDrawing {
    let usable = UsableRows([chances])
    let groups = groups(usable.rows)
    var panel = Panel(
      x: Axis("chance that the model gives", .shares, from: 0, to: 1),
      y: Axis("share that came true", .shares, from: 0, to: 1))
    panel.isSquare = true
    panel.layers.append(
      .path(Layer.Path(x: [0, 1], y: [0, 1], ink: sheet.theme.reference, width: 1.4, dash: .dashed)))
    panel.layers.append(
      .segments(
        groups.map { group in
          // As wide as chance alone makes a share of so few rows (one standard error).
          let error = (group.share * (1 - group.share) / Double(group.count)).squareRoot()
          return Layer.Segment(
            x0: group.chance, y0: max(0, group.share - error), x1: group.chance,
            y1: min(1, group.share + error))
        }, ink: sheet.accent, width: 1.4))
    panel.layers.append(
      .path(Layer.Path(x: groups.map(\.chance), y: groups.map(\.share), ink: sheet.accent, width: 2.2)))
    let most = groups.map(\.count).max() ?? 1
    panel.layers.append(
      .points(
        Layer.Points(
          x: groups.map(\.chance), y: groups.map(\.share), ink: sheet.accent, size: 12,
          sizes: groups.map { 5 + 10 * (Double($0.count) / Double(most)).squareRoot() },
          words: groups.map {
            "told \(NumberLabels.percent($0.chance)), came true \(NumberLabels.percent($0.share)), "
              + NumberLabels.count($0.count, "row")
          })))
    if groups.isEmpty { panel.emptiness = "no rows" }
    var drawing = Drawing("How far chances of \(target) can be trusted", [panel])
    drawing.subtitle = groups.isEmpty ? "" : usable.countText
    drawing.captions =
      (groups.isEmpty ? [] : ["on the dashed line chances come true as told; larger points have more rows"])
      + usable.captions
    return ChartDrawing(drawing)
  }

  private func groups(_ rows: [Int]) -> [(chance: Double, share: Double, count: Int)] {
    var sums = Array(repeating: (chance: 0.0, hits: 0, count: 0), count: bins)
    for row in rows where row < isTrue.count {
      let bin = min(bins - 1, max(0, Int(chances[row] * Double(bins))))
      sums[bin].chance += chances[row]
      sums[bin].hits += isTrue[row] ? 1 : 0
      sums[bin].count += 1
    }
    return sums.filter { $0.count > 0 }.map {
      ($0.chance / Double($0.count), Double($0.hits) / Double($0.count), $0.count)
    }
  }
}
