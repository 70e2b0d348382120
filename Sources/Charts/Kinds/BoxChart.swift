/// How values are spread in each group: the middle half as a box, the median in it, the outliers as points.
package struct BoxChart: ChartKind {
  package static let name = "box"
  package static let summary = "how values are spread in each group"
  package static let needs = "a column of numbers; one of groups"

  package let measure: Measure
  package let category: Category?

  package init(_ measure: Measure, by category: Category? = nil) {
    self.measure = measure
    self.category = category
  }

  package func drawing(on sheet: Sheet) -> ChartDrawing {
    let isLogarithmic = sheet.logarithmicX || sheet.logarithmicY
    let usable = UsableRows([measure.values], positive: [isLogarithmic])
    var captions = usable.captions
    let (names, groups) = groups(usable.rows, sheet, &captions)
    let values = groups.flatMap(\.sorted)
    var panel = Panel(
      x: Axis(measure.name, measure.axisKind, covering: values, isLogarithmic: isLogarithmic),
      y: Axis("", categories: names, isReversed: true))
    var outliers: (x: [Double], y: [Double]) = ([], [])
    for (place, group) in groups.enumerated() where !group.sorted.isEmpty {
      add(group, names[place], Double(place), groups.count, to: &panel, &outliers, sheet)
    }
    panel.layers.append(
      .points(
        Layer.Points(
          x: outliers.x, y: outliers.y, ink: sheet.accent, size: 4.5,
          opacity: outliers.x.count > 500 ? 0.25 : 0.6)))
    if values.isEmpty { panel.emptiness = "no values" }
    var drawing = Drawing(
      category.map { "\(measure.name) by \($0.name)" } ?? "How \(measure.name) is spread", [panel])
    drawing.subtitle = "the middle half as a box, its median as a line, \(usable.countText)"
    drawing.captions = captions
    return ChartDrawing(drawing)
  }

  private func groups(
    _ rows: [Int], _ sheet: Sheet, _ captions: inout [String]
  ) -> (names: [String], groups: [Distribution]) {
    guard let category else {
      return ([""], [Distribution(rows.map { measure.values[$0] })])
    }
    let room = max(4, Int(sheet.height * 0.7 / sheet.ruler.lineHeight(sheet.textSize)))
    let sizes = category.sizes
    let kept = category.names.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }.prefix(room).sorted()
    if kept.count < category.names.count {
      captions.append("the \(kept.count) largest of \(NumberLabels.count(category.names.count)) groups shown")
    }
    var members = Array(repeating: [Double](), count: category.names.count)
    for row in rows where category.codes[row] >= 0 {
      members[category.codes[row]].append(measure.values[row])
    }
    return (kept.map { category.names[$0] }, kept.map { Distribution(members[$0]) })
  }

  private func add(
    _ group: Distribution, _ name: String, _ place: Double, _ count: Int, to panel: inout Panel,
    _ outliers: inout (x: [Double], y: [Double]), _ sheet: Sheet
  ) {
    let (low, middle, high) = (group.quantile(0.25), group.median, group.quantile(0.75))
    let reach = 1.5 * (high - low)
    // Whiskers end at the last values that are no outliers (Tukey 1977).
    let first = group.sorted.first { $0 >= low - reach } ?? low
    let last = group.sorted.last { $0 <= high + reach } ?? high
    for value in group.sorted where value < first || value > last {
      outliers.x.append(value)
      outliers.y.append(place)
    }
    let theme = sheet.theme
    panel.layers.append(
      .segments(
        [
          Layer.Segment(x0: first, y0: place, x1: low, y1: place),
          Layer.Segment(x0: high, y0: place, x1: last, y1: place),
        ], ink: theme.reference, width: 1.6))
    let words =
      (name.isEmpty ? "" : name + ": ") + "median \(measure.words(middle)), middle half "
      + measure.words(from: low, to: high, count: group.sorted.count)
    let half = sheet.barHalf(of: count) * 0.85
    let box = Layer.Box(
      x0: low, x1: high, y0: place - half, y1: place + half,
      ink: theme.ground.mixed(with: sheet.accent, 0.45), words: words)
    panel.layers.append(.boxes([box], opacity: 1, outline: nil))
    panel.layers.append(
      .segments(
        [Layer.Segment(x0: middle, y0: place - half, x1: middle, y1: place + half)], ink: theme.ink,
        width: 2.6))
  }
}
