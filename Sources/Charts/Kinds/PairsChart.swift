/// Each column against each other.
package struct PairsChart: ChartKind {
  package static let name = "pairs"
  package static let summary = "each column against each other"
  package static let needs = "two to six columns of numbers; one for colour"

  package let measures: [Measure]
  package let category: Category?

  /// More panels than 6 × 6 would be too small to read.
  package static let most = 6

  package init(_ measures: [Measure], category: Category? = nil) {
    self.measures = measures
    self.category = category
  }

  package func drawing(on sheet: Sheet) -> ChartDrawing {
    let shown = Array(measures.prefix(PairsChart.most))
    let usable = UsableRows(shown.map(\.values))
    var drawing = Drawing("How columns go together, pair by pair", [])
    drawing.subtitle = usable.countText
    drawing.captions = usable.captions
    if shown.count < measures.count {
      drawing.captions.append("the first \(shown.count) of \(measures.count) columns shown")
    }
    let groups = groups(usable.rows, sheet, &drawing)
    drawing.columns = max(1, shown.count)
    for row in shown.indices {
      for column in shown.indices {
        let panel =
          row == column
          ? histogram(shown[row], usable.rows, sheet)
          : scatter(shown[column], shown[row], groups, usable.rows.count, sheet)
        drawing.panels.append(labelled(panel, row, column, shown, isEmpty: usable.rows.isEmpty))
      }
    }
    if drawing.panels.isEmpty {
      var panel = Panel(x: Axis("", .bare, from: 0, to: 1), y: Axis("", .bare, from: 0, to: 1))
      panel.emptiness = "no columns"
      drawing.panels = [panel]
    }
    return ChartDrawing(drawing)
  }

  /// Numbers stand only at the left and at the bottom, names only above and before.
  private func labelled(_ panel: Panel, _ row: Int, _ column: Int, _ shown: [Measure], isEmpty: Bool) -> Panel
  {
    var panel = panel
    if row == 0 { panel.heading = shown[column].name }
    panel.x.title = ""
    panel.y.title = column == 0 && row > 0 ? shown[row].name : ""
    if isEmpty { panel.emptiness = "no rows" }
    return panel
  }

  private func groups(
    _ rows: [Int], _ sheet: Sheet, _ drawing: inout Drawing
  ) -> [(ink: Ink, shape: Layer.Shape, rows: [Int])] {
    guard let category else { return [(sheet.accent, .circle, rows)] }
    let (shown, caption) = category.largest(Theme.categoryCount)
    drawing.captions.append(caption)
    return shown.names.indices.map { code in
      let shape = Layer.Shape.allCases[code % Layer.Shape.allCases.count]
      drawing.legend.append(
        LegendEntry(text: shown.names[code], ink: sheet.theme.category(code), shape: shape))
      return (sheet.theme.category(code), shape, rows.filter { shown.codes[$0] == code })
    }
  }

  private func scatter(
    _ x: Measure, _ y: Measure, _ groups: [(ink: Ink, shape: Layer.Shape, rows: [Int])], _ count: Int,
    _ sheet: Sheet
  ) -> Panel {
    var panel = Panel(
      x: Axis(x.name, x.axisKind, covering: groups.flatMap { $0.rows.map { x.values[$0] } }),
      y: Axis(y.name, y.axisKind, covering: groups.flatMap { $0.rows.map { y.values[$0] } }))
    for group in groups {
      let (xs, ys) = (group.rows.map { x.values[$0] }, group.rows.map { y.values[$0] })
      if groups.count == 1, count > PointCloud.mostMarks {
        let share = 1 / Double(min(PairsChart.most, measures.count))
        panel.layers =
          PointCloud(
            x: xs, y: ys, xAxis: panel.x, yAxis: panel.y, ink: group.ink, sheet: sheet, share: share * 1.6
          ).layers
      } else {
        panel.layers.append(
          .points(
            Layer.Points(
              x: xs, y: ys, ink: group.ink, shape: group.shape, size: count > 400 ? 2.6 : 3.6,
              opacity: count > PointCloud.mostMarks ? 0.15 : PointCloud.opacity(count))))
      }
    }
    return panel
  }

  private func histogram(_ measure: Measure, _ rows: [Int], _ sheet: Sheet) -> Panel {
    let values = Distribution(rows.map { measure.values[$0] })
    let edges = values.edges(bins: nil, isLogarithmic: false)
    let counts = values.counts(edges)
    var panel = Panel(
      x: Axis(measure.name, measure.axisKind, covering: values.sorted),
      y: Axis("", .bare, covering: counts.map(Double.init), fromZero: true))
    panel.x.showsGrid = false
    let boxes = counts.enumerated().map { bin, count in
      Layer.Box(
        x0: edges[bin], x1: edges[bin + 1], y0: 0, y1: Double(count), ink: sheet.theme[.grey],
        words:
          measure.words(from: edges[bin], to: edges[bin + 1], count: count)
      )
    }
    panel.layers = [.boxes(boxes, opacity: 1, outline: sheet.theme.ground)]
    return panel
  }
}
