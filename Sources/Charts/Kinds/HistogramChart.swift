/// How often values occur.
package struct HistogramChart: ChartKind {
  package static let name = "hist"
  package static let summary = "how often values of a column occur"
  package static let needs = "a column of numbers or dates"

  package let measure: Measure
  /// Nil for as many as the values suggest.
  package let bins: Int?

  package init(_ measure: Measure, bins: Int? = nil) {
    self.measure = measure
    self.bins = bins.map { min(500, max(1, $0)) }
  }

  package func drawing(on sheet: Sheet) -> ChartDrawing {
    let usable = UsableRows([measure.values], positive: [sheet.logarithmicX])
    let values = Distribution(usable.pick(measure.values))
    let edges =
      measure.unit == .dates && bins == nil
      ? Ticks.dateEdges(values) : values.edges(bins: bins, isLogarithmic: sheet.logarithmicX)
    let counts = values.counts(edges)
    // A single bar as wide as the page would look like a mistake.
    let width = edges.count == 2 ? (edges[1] - edges[0]) * 4 : 0
    let reach = edges.count == 2 && !sheet.logarithmicX ? [edges[0] - width, edges[1] + width] : edges
    var x = Axis(
      measure.name, measure.axisKind, covering: reach, isLogarithmic: sheet.logarithmicX,
      padding: 0.01)
    x.showsGrid = false
    var y = Axis(
      "rows", covering: counts.map(Double.init), fromZero: !sheet.logarithmicY,
      isLogarithmic: sheet.logarithmicY)
    y.isWhole = !sheet.logarithmicY
    if sheet.logarithmicY { y.low = 0.5 }
    var panel = Panel(x: x, y: y)
    let gap = edges.count > 120 ? 0.0 : 0.03
    let boxes = counts.enumerated().compactMap { bin, count -> Layer.Box? in
      guard count > 0 else { return nil }
      let (low, high) = (x.share(edges[bin]), x.share(edges[bin + 1]))
      let inset = (high - low) * gap
      let words =
        measure.words(from: edges[bin], to: edges[bin + 1], count: count)
      return Layer.Box(
        x0: x.value(at: low + inset), x1: x.value(at: high - inset), y0: y.isLogarithmic ? -.infinity : 0,
        y1: Double(count), ink: sheet.accent, words: words)
    }
    panel.layers.append(.boxes(boxes, opacity: 1, outline: nil))
    panel.drawLine(atY: y.isLogarithmic ? -.infinity : 0, sheet.theme.reference)
    addMedian(values, to: &panel, sheet)
    if boxes.isEmpty { panel.emptiness = "no values" }
    var drawing = Drawing("How \(measure.name) is spread", [panel])
    drawing.subtitle = boxes.isEmpty ? "" : usable.countText
    drawing.captions = usable.captions
    return ChartDrawing(drawing)
  }

  private func addMedian(_ values: Distribution, to panel: inout Panel, _ sheet: Sheet) {
    guard values.sorted.count > 2 else { return }
    // Its words stand above the bars.
    panel.y.high = panel.y.isLogarithmic ? panel.y.high * 1.8 : panel.y.high * 1.1
    let median = values.median
    panel.drawLine(atX: median, sheet.theme[.orange], width: 2)
    let isRight = panel.x.share(median) > 0.75
    panel.notes.append(
      Note(
        x: median, y: .infinity, text: "median \(measure.words(median))", ink: sheet.theme.ink,
        side: isRight ? .right : .left, shift: (isRight ? -8 : 8, -11), ground: sheet.theme.ground))
  }
}
