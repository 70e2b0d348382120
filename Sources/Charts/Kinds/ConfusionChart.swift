/// Which classes a model takes for which.
package struct ConfusionChart: ChartKind {
  package static let name = "confusion"
  package static let summary = "which classes are taken for which, with counts and shares"
  package static let needs = "a model of classes"

  package let target: String
  package let classes: [String]
  /// How often each class (row) was taken for which (column).
  package let counts: [[Int]]

  package init(target: String, classes: [String], counts: [[Int]]) {
    self.target = target
    self.classes = classes
    self.counts = counts
  }

  package func drawing(on sheet: Sheet) -> ChartDrawing {
    let totals = counts.map { $0.reduce(0, +) }
    let all = totals.reduce(0, +)
    let right = counts.indices.reduce(0) { $0 + (counts[$1].indices.contains($1) ? counts[$1][$1] : 0) }
    let shares = counts.enumerated().map { row, counts in
      counts.map { totals[row] > 0 ? Double($0) / Double(totals[row]) : 0 }
    }
    let grid = CellGrid(
      columns: classes, rows: classes, values: shares, sheet: sheet,
      text: { NumberLabels.count(counts[$0][$1]) + "\n" + NumberLabels.percent(shares[$0][$1]) },
      shortText: { NumberLabels.percent(shares[$0][$1]) },
      words: {
        "\(classes[$0]) taken for \(classes[$1]): \(NumberLabels.count(counts[$0][$1])), "
          + NumberLabels.percent(shares[$0][$1])
      }, isSquare: true)
    var panel = grid.panel(xTitle: "predicted", yTitle: "real") { sheet.theme.rising($0) }
    if classes.isEmpty || all == 0 { panel.emptiness = "no rows" }
    var drawing = Drawing("Real and predicted \(target)", [panel])
    if all > 0 {
      drawing.subtitle =
        "\(NumberLabels.percent(Double(right) / Double(all))) of \(NumberLabels.count(all, "row")) right"
      drawing.captions = ["shares are of each real class, so rows add up to 100%"]
    }
    return ChartDrawing(drawing)
  }
}
