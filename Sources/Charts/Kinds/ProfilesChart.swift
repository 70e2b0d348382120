/// What is typical of each cluster.
package struct ProfilesChart: ChartKind {
  package static let name = "profiles"
  package static let summary = "what is typical of each cluster, in standard deviations from the mean"
  package static let needs = "a model of clusters"

  package let features: [String]
  package let clusters: [String]
  /// The mean of each feature (column) in each cluster (row), standardised over all rows.
  package let means: [[Double]]

  package init(features: [String], clusters: [String], means: [[Double]]) {
    self.features = features
    self.clusters = clusters
    self.means = means.map { Measure("", $0).values }
  }

  package func drawing(on sheet: Sheet) -> ChartDrawing {
    var x = Axis(
      "standard deviations above or below the mean of all", covering: means.flatMap(\.self), fromZero: true)
    if x.low == 0, x.high == 1 { x.low = -1 }
    var panel = Panel(x: x, y: Axis("", categories: features, isReversed: true))
    let thickness = 0.8 / Double(max(1, clusters.count))
    for cluster in clusters.indices {
      let boxes = features.indices.compactMap { feature -> Layer.Box? in
        let value = means[cluster][feature]
        guard value.isFinite else { return nil }
        let top = Double(feature) - 0.4 + Double(cluster) * thickness
        return Layer.Box(
          x0: min(0, value), x1: max(0, value), y0: top + thickness * 0.04, y1: top + thickness * 0.96,
          ink: sheet.theme.category(cluster),
          words: "\(features[feature]) in \(clusters[cluster]): \(NumberLabels.fixed(value, decimals: 2))")
      }
      panel.layers.append(.boxes(boxes, opacity: 1, outline: nil))
    }
    panel.drawLine(atX: 0, sheet.theme.reference)
    let missing = means.reduce(0) { $0 + $1.count { !$0.isFinite } }
    if features.isEmpty || clusters.isEmpty { panel.emptiness = "no clusters" }
    var drawing = Drawing("What is typical of each cluster", [panel])
    drawing.legend = clusters.indices.map { LegendEntry(text: clusters[$0], ink: sheet.theme.category($0)) }
    if missing > 0 { drawing.captions = [NumberLabels.count(missing, "mean") + " not known"] }
    return ChartDrawing(drawing)
  }
}
