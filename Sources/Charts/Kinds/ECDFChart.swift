/// Which share of the rows lies below each value.
package struct ECDFChart: ChartKind {
  package static let name = "ecdf"
  package static let summary = "which share of the rows lies at or below each value"
  package static let needs = "a column of numbers or dates; one of groups"

  package let measure: Measure
  package let category: Category?

  package init(_ measure: Measure, by category: Category? = nil) {
    self.measure = measure
    self.category = category
  }

  package func drawing(on sheet: Sheet) -> ChartDrawing {
    let usable = UsableRows([measure.values], positive: [sheet.logarithmicX])
    var captions = usable.captions
    var lines: [LineFamily.Line] = []
    if let category {
      let (shown, caption) = category.largest(LineFamily.mostNamed)
      captions.append(caption)
      for code in shown.names.indices {
        let rows = usable.rows.filter { shown.codes[$0] == code }
        if !rows.isEmpty { lines.append(steps(shown.names[code], rows)) }
      }
    } else if !usable.rows.isEmpty {
      lines = [steps(measure.name, usable.rows)]
    }
    var panel = Panel(
      x: Axis(
        measure.name, measure.axisKind, covering: lines.flatMap(\.x), isLogarithmic: sheet.logarithmicX,
        padding: 0.02),
      y: Axis("share of rows at or below", .shares, from: 0, to: 1))
    var drawing = Drawing("How \(measure.name) adds up", [])
    let family = LineFamily(lines: lines, sheet: sheet)
    if lines.count == 1 {
      panel.layers = [.path(Layer.Path(x: lines[0].x, y: lines[0].y, ink: sheet.accent, width: 2.4))]
    } else {
      for (number, line) in lines.enumerated() {
        panel.layers.append(
          .path(
            Layer.Path(x: line.x, y: line.y, ink: family.ink(number), width: 2.2, dash: family.dash(number))))
      }
      // All lines end at 100%, so names at the ends would lie upon one another.
      drawing.legend = lines.indices.map {
        LegendEntry(text: lines[$0].name, ink: family.ink($0), dash: family.dash($0))
      }
    }
    if lines.isEmpty { panel.emptiness = "no values" }
    drawing.subtitle = lines.isEmpty ? "" : usable.countText
    drawing.captions = captions
    drawing.panels = [panel]
    return ChartDrawing(drawing)
  }

  /// A step at each value; of very many values as many as can be seen.
  private func steps(_ name: String, _ rows: [Int]) -> LineFamily.Line {
    let sorted = Distribution(rows.map { measure.values[$0] }).sorted
    let every = max(1, sorted.count / 2000)
    var (x, y) = ([sorted[0]], [0.0])
    for place in sorted.indices where place % every == every - 1 || place == sorted.count - 1 {
      x += [sorted[place], sorted[place]]
      y += [y[y.count - 1], Double(place + 1) / Double(sorted.count)]
    }
    return LineFamily.Line(name: name, x: x, y: y)
  }
}
