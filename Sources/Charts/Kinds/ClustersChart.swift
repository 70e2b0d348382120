/// Clusters on the plane in which their rows differ most.
package struct ClustersChart: ChartKind {
  package static let name = "clusters"
  package static let summary = "clusters on the plane of the two largest principal components"
  package static let needs = "a model of clusters"

  /// Where each row lies along the first two components.
  package let x: [Double]
  package let y: [Double]
  package let labels: [Int]
  package let names: [String]
  package let centroids: [(x: Double, y: Double)]
  /// How much of the variance the two components have.
  package let shares: (Double, Double)

  package init(
    x: [Double], y: [Double], labels: [Int], names: [String], centroids: [(x: Double, y: Double)],
    shares: (Double, Double)
  ) {
    self.x = Measure("", x).values
    self.y = Measure("", y).values
    self.labels = labels
    self.names = names
    self.centroids = centroids
    self.shares = shares
  }

  package func drawing(on sheet: Sheet) -> ChartDrawing {
    let usable = UsableRows([x, y])
    let (xs, ys) = (usable.pick(x), usable.pick(y))
    func title(_ which: String, _ share: Double) -> String {
      "\(which) component, \(NumberLabels.percent(share)) of the variance"
    }
    var panel = Panel(
      x: Axis(title("first", shares.0), covering: xs + centroids.map(\.x)),
      y: Axis(title("second", shares.1), covering: ys + centroids.map(\.y)))
    var sizes = Array(repeating: 0, count: names.count)
    for row in usable.rows where names.indices.contains(labels[row]) { sizes[labels[row]] += 1 }
    for cluster in names.indices {
      let rows = usable.rows.filter { labels[$0] == cluster }
      let many = usable.rows.count
      panel.layers.append(
        .points(
          Layer.Points(
            x: rows.map { x[$0] }, y: rows.map { y[$0] }, ink: ink(cluster, sheet), shape: shape(cluster),
            size: PointCloud.size(many),
            opacity: many > PointCloud.mostMarks ? 0.2 : PointCloud.opacity(many),
            words: many > Page.mostMarks ? nil : rows.map { _ in names[cluster] })))
    }
    for (cluster, centre) in centroids.enumerated() where names.indices.contains(cluster) {
      mark(cluster, centre, in: &panel, sheet)
    }
    if xs.isEmpty { panel.emptiness = "no rows" }
    var drawing = Drawing(NumberLabels.count(names.count, "cluster"), [panel])
    drawing.subtitle =
      "together the plane shows \(NumberLabels.percent(shares.0 + shares.1)) of the variance, "
      + usable.countText
    drawing.legend = names.indices.map {
      LegendEntry(
        text: "\(names[$0]) (\(NumberLabels.count(sizes[$0])))", ink: ink($0, sheet), shape: shape($0))
    }
    drawing.captions = usable.captions
    return ChartDrawing(drawing)
  }

  private func mark(
    _ cluster: Int, _ centre: (x: Double, y: Double), in panel: inout Panel, _ sheet: Sheet
  ) {
    let ground = Layer.Points(
      x: [centre.x], y: [centre.y], ink: sheet.theme.ground, shape: shape(cluster), size: 18)
    let front = Layer.Points(
      x: [centre.x], y: [centre.y], ink: ink(cluster, sheet), shape: shape(cluster), size: 14,
      words: ["centre of \(names[cluster])"])
    panel.layers += [.points(ground), .points(front)]
    // Where one name is long enough to hide the points, the legend tells all of them.
    guard names.allSatisfy({ $0.count <= 24 }) else { return }
    panel.notes.append(
      Note(
        x: centre.x, y: centre.y, text: names[cluster], ink: sheet.theme.ink, side: .centre, isBold: true,
        shift: (0, 21), ground: sheet.theme.ground))
  }

  private func ink(_ cluster: Int, _ sheet: Sheet) -> Ink { sheet.theme.category(cluster) }

  /// Colours come again after seven clusters, shapes earlier or later: no two clusters have both alike.
  private func shape(_ cluster: Int) -> Layer.Shape {
    let shapes = Layer.Shape.allCases
    return shapes[(cluster + cluster / Theme.categoryCount) % shapes.count]
  }
}
