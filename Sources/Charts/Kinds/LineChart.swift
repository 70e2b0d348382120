/// How a number changes along another, or over time.
package struct LineChart: ChartKind {
  package static let name = "line"
  package static let summary = "how numbers change over time or along another number"
  package static let needs = "a column of numbers or dates and one or more of numbers; one for colour"

  package let x: Measure
  package let lines: [Measure]
  package let category: Category?

  package init(x: Measure, lines: [Measure], category: Category? = nil) {
    self.x = x
    self.lines = lines
    self.category = category
  }

  package func drawing(on sheet: Sheet) -> ChartDrawing {
    var captions: [String] = []
    let (drawn, rest) = family(sheet, &captions)
    let usableY = drawn.flatMap(\.y)
    let unit = lines.first?.axisKind ?? .numbers
    var panel = Panel(
      x: Axis(
        x.name, x.axisKind, covering: drawn.flatMap(\.x), isLogarithmic: sheet.logarithmicX, padding: 0.01),
      y: Axis(
        lines.count == 1 ? lines[0].name : "", unit, covering: usableY, isLogarithmic: sheet.logarithmicY))
    panel.x.showsGrid = false
    var drawing = Drawing("\(lines.map(\.name).joined(separator: ", ")) along \(x.name)", [])
    let family = LineFamily(lines: drawn, sheet: sheet, rest: rest)
    family.add(to: &panel, &drawing) { line, place in
      "\(line.name): \(x.words(line.x[place])), \(NumberLabels.readable(line.y[place]))"
    }
    if usableY.isEmpty { panel.emptiness = "no rows" }
    drawing.captions = captions
    drawing.panels = [panel]
    return ChartDrawing(drawing)
  }

  private func family(_ sheet: Sheet, _ captions: inout [String]) -> ([LineFamily.Line], rest: Int?) {
    let positive = [sheet.logarithmicX, sheet.logarithmicY]
    var drawn: [LineFamily.Line] = []
    guard let category, let measure = lines.first else {
      for measure in lines {
        let usable = UsableRows([x.values, measure.values], positive: positive)
        captions += usable.captions.map { lines.count > 1 ? "\(measure.name): \($0)" : $0 }
        drawn.append(line(measure.name, usable.rows, measure))
      }
      return (drawn, nil)
    }
    let usable = UsableRows([x.values, measure.values], positive: positive)
    captions += usable.captions
    // A line through the rows of many groups at once would mean nothing, so only some are drawn.
    let sizes = category.sizes
    let kept = category.names.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }.prefix(24).sorted()
    if kept.count < category.names.count {
      captions.append("the 24 largest of \(NumberLabels.count(category.names.count)) groups shown")
    }
    for code in kept {
      drawn.append(line(category.names[code], usable.rows.filter { category.codes[$0] == code }, measure))
    }
    return (drawn.filter { !$0.x.isEmpty }, nil)
  }

  private func line(_ name: String, _ rows: [Int], _ measure: Measure) -> LineFamily.Line {
    let order = rows.sorted { (x.values[$0], $0) < (x.values[$1], $1) }
    return LineFamily.Line(name: name, x: order.map { x.values[$0] }, y: order.map { measure.values[$0] })
  }
}
