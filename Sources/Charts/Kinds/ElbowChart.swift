/// How many clusters are worth having.
package struct ElbowChart: ChartKind {
  package static let name = "elbow"
  package static let summary = "how much each further cluster helps"
  package static let needs = "models of clusters of several counts"

  package let counts: [Int]
  /// The squared distances of the rows from their centres, in sum.
  package let inertias: [Double]
  /// How well the clusters are parted, from −1 to 1.
  package let silhouettes: [Double?]?
  /// The count that was taken.
  package let chosen: Int?

  package init(counts: [Int], inertias: [Double], silhouettes: [Double?]? = nil, chosen: Int? = nil) {
    self.counts = counts
    self.inertias = Measure("", inertias).values
    self.silhouettes = silhouettes
    self.chosen = chosen
  }

  package func drawing(on sheet: Sheet) -> ChartDrawing {
    var panels = [panel("distance within clusters (inertia)", inertias, fromZero: true, sheet)]
    if let silhouettes {
      panels.append(
        panel("how well they are parted (silhouette)", silhouettes.map { $0 ?? .nan }, fromZero: false, sheet)
      )
    }
    panels[panels.count - 1].x.title = "clusters"
    var drawing = Drawing("How many clusters are worth having", panels)
    if let chosen { drawing.subtitle = "\(NumberLabels.count(chosen, "cluster")) taken" }
    return ChartDrawing(drawing)
  }

  private func panel(_ title: String, _ values: [Double], fromZero: Bool, _ sheet: Sheet) -> Panel {
    let usable = UsableRows([values])
    let (x, y) = (usable.rows.map { Double(counts[$0]) }, usable.pick(values))
    var panel = Panel(x: Axis("", covering: x), y: Axis(title, covering: y, fromZero: fromZero))
    panel.x.ticks = counts.count <= 20 ? counts.map { Tick(value: Double($0), label: String($0)) } : nil
    panel.x.showsGrid = false
    if let chosen, panel.x.contains(Double(chosen)) {
      panel.drawLine(atX: Double(chosen), sheet.theme[.orange], width: 2, dash: .dashed)
    }
    panel.layers.append(.path(Layer.Path(x: x, y: y, ink: sheet.accent, width: 2.4)))
    panel.layers.append(
      .points(
        Layer.Points(
          x: x, y: y, ink: sheet.accent, size: 8,
          words: usable.rows.map {
            "\(NumberLabels.count(counts[$0], "cluster")): \(NumberLabels.readable(values[$0]))"
          })))
    if x.isEmpty { panel.emptiness = "no values" }
    return panel
  }
}
