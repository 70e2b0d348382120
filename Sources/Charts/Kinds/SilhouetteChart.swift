/// How much nearer each row is to its own cluster than to the next (Rousseeuw 1987).
package struct SilhouetteChart: ChartKind {
  package static let name = "silhouette"
  package static let summary = "how well each row lies in its cluster, from −1 to 1"
  package static let needs = "a model of clusters"

  /// The silhouette of each row.
  package let widths: [Double]
  package let clusters: Category

  package init(widths: [Double], clusters: Category) {
    self.widths = Measure("", widths).values
    self.clusters = clusters
  }

  package func drawing(on sheet: Sheet) -> ChartDrawing {
    let usable = UsableRows([widths, clusters.codes.map { $0 < 0 ? .nan : 0 }])
    let members = clusters.names.indices.map { code in
      usable.rows.filter { clusters.codes[$0] == code }.map { widths[$0] }.sorted(by: >)
    }
    let count = usable.rows.count
    let gap = Double(count) * 0.02
    let height = Double(count) + gap * Double(max(0, clusters.names.count - 1))
    let low = min(0, usable.rows.map { widths[$0] }.min() ?? 0)
    var panel = Panel(
      x: Axis("silhouette: 1 far from other clusters, below 0 nearer to another", from: low * 1.05, to: 1),
      y: Axis("", .bare, from: 0, to: max(1, height)))
    panel.y.isReversed = true
    var top = 0.0
    var names: [Tick] = []
    for (cluster, values) in members.enumerated() {
      panel.layers.append(.boxes(boxes(values, top, cluster, sheet), opacity: 1, outline: nil))
      names.append(Tick(value: top + Double(values.count) / 2, label: clusters.names[cluster]))
      top += Double(values.count) + gap
    }
    panel.y.ticks = SilhouetteChart.apart(
      names, in: height, most: Int(sheet.height * 0.7 / sheet.ruler.lineHeight(sheet.textSize)))
    panel.y.showsGrid = false
    panel.drawLine(atX: 0, sheet.theme.reference)
    var drawing = Drawing("How well rows lie in their clusters", [])
    if count > 0 {
      let mean = usable.rows.reduce(0) { $0 + widths[$1] } / Double(count)
      panel.drawLine(atX: mean, sheet.theme.ink, width: 1.6, dash: .dashed)
      drawing.subtitle = "mean \(NumberLabels.fixed(mean, decimals: 3)) (dashed), \(usable.countText)"
    } else {
      panel.emptiness = "no rows"
    }
    drawing.captions = usable.captions
    drawing.panels = [panel]
    return ChartDrawing(drawing)
  }

  /// A bar a row; of very many rows, one for some neighbours.
  private func boxes(_ values: [Double], _ top: Double, _ cluster: Int, _ sheet: Sheet) -> [Layer.Box] {
    let step = max(1, values.count / 300)
    // A little upon one another, since edges that only meet let the ground shine through.
    let overlap = min(Double(step) / 2, Double(values.count) / 400)
    return stride(from: 0, to: values.count, by: step).map { start in
      let group = values[start..<min(values.count, start + step)]
      let mean = group.reduce(0, +) / Double(group.count)
      return Layer.Box(
        x0: min(0, mean), x1: max(0, mean), y0: top + Double(start),
        y1: min(top + Double(values.count), top + Double(start + group.count) + overlap),
        ink: sheet.theme.category(cluster),
        words: "\(clusters.names[cluster]): \(NumberLabels.fixed(mean, decimals: 2))")
    }
  }

  /// Only names that are not written upon one another.
  private static func apart(_ ticks: [Tick], in height: Double, most: Int) -> [Tick] {
    var kept: [Tick] = []
    let gap = height / Double(max(1, most))
    for tick in ticks where kept.last.map({ tick.value - $0.value >= gap }) ?? true { kept.append(tick) }
    return kept
  }
}
