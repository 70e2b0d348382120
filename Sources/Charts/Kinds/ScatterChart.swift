import Glibc

/// Each row as a point.
package struct ScatterChart: ChartKind {
  package static let name = "scatter"
  package static let summary = "each row as a point, or how many are where"
  package static let needs = "two columns of numbers or dates; one more for colour, one for size"

  package enum Colouring: Sendable {
    case none
    case category(Category)
    case measure(Measure)
  }

  package let x: Measure
  package let y: Measure
  package let colouring: Colouring
  package let size: Measure?

  package init(x: Measure, y: Measure, colouring: Colouring = .none, size: Measure? = nil) {
    self.x = x
    self.y = y
    self.colouring = colouring
    self.size = size
  }

  package func drawing(on sheet: Sheet) -> ChartDrawing {
    let usable = UsableRows([x.values, y.values], positive: [sheet.logarithmicX, sheet.logarithmicY])
    let (xs, ys) = (usable.pick(x.values), usable.pick(y.values))
    var panel = Panel(
      x: Axis(x.name, x.axisKind, covering: xs, isLogarithmic: sheet.logarithmicX),
      y: Axis(y.name, y.axisKind, covering: ys, isLogarithmic: sheet.logarithmicY))
    var drawing = Drawing("\(y.name) against \(x.name)", [])
    drawing.subtitle = usable.countText
    drawing.captions = usable.captions
    switch colouring {
    case .none where size == nil:
      let cloud = PointCloud(x: xs, y: ys, xAxis: panel.x, yAxis: panel.y, ink: sheet.accent, sheet: sheet) {
        words(usable.rows[$0])
      }
      panel.layers = cloud.layers
      drawing.colourScale = cloud.scale
    case .none: panel.layers = [.points(points(usable.rows, sheet.accent, .circle, many: xs.count))]
    case .category(let category): addGroups(category, usable.rows, to: &panel, &drawing, sheet)
    case .measure(let measure): addShades(measure, usable.rows, to: &panel, &drawing, sheet)
    }
    if let size { drawing.captions.append("larger points have more \(size.name)") }
    if xs.isEmpty { panel.emptiness = "no rows" }
    drawing.panels = [panel]
    return ChartDrawing(drawing)
  }

  private func words(_ row: Int) -> String {
    "\(x.name) \(x.words(x.values[row])), \(y.name) \(y.words(y.values[row]))"
  }

  private func points(_ rows: [Int], _ ink: Ink, _ shape: Layer.Shape, many: Int) -> Layer.Points {
    var points = Layer.Points(
      x: rows.map { x.values[$0] }, y: rows.map { y.values[$0] }, ink: ink, shape: shape,
      size: many > PointCloud.mostMarks ? 3.5 : PointCloud.size(many),
      opacity: many > PointCloud.mostMarks ? 0.2 : PointCloud.opacity(many))
    if many <= Page.mostMarks { points.words = rows.map(words) }
    if let size { points.sizes = widths(size, rows) }
    return points
  }

  /// The area of a point grows with the value.
  private func widths(_ size: Measure, _ rows: [Int]) -> [Double] {
    let most = size.values.reduce(0) { $1.isFinite ? max($0, $1) : $0 }
    return rows.map { row in
      let value = row < size.values.count ? size.values[row] : .nan
      guard value.isFinite, value > 0, most > 0 else { return 3 }
      return 3 + 20 * (value / most).squareRoot()
    }
  }

  private func addGroups(
    _ category: Category, _ rows: [Int], to panel: inout Panel, _ drawing: inout Drawing, _ sheet: Sheet
  ) {
    let (shown, caption) = category.largest(Theme.categoryCount + 1)
    drawing.captions.append(caption)
    let order = Layer.Shape.allCases
    let isCut = shown.names.count < category.names.count
    for code in (-1..<shown.names.count).reversed() {
      let members = rows.filter { $0 < shown.codes.count && shown.codes[$0] == code }
      guard !members.isEmpty else { continue }
      let isRest = code < 0 || (isCut && code == shown.names.count - 1)
      let ink = isRest ? sheet.theme[.grey] : sheet.theme.category(code)
      let shape = isRest ? .circle : order[code % order.count]
      panel.layers.insert(
        .points(points(members, ink, shape, many: rows.count)), at: isRest ? 0 : panel.layers.count)
      let text = code < 0 ? "no \(category.name)" : shown.names[code]
      drawing.legend.append(LegendEntry(text: text, ink: ink, shape: shape))
    }
    drawing.legend.reverse()
  }

  private func addShades(
    _ measure: Measure, _ rows: [Int], to panel: inout Panel, _ drawing: inout Drawing, _ sheet: Sheet
  ) {
    let axis = Axis("", covering: rows.map { measure.values[$0] }, padding: 0)
    func ink(_ value: Double) -> Ink {
      value.isFinite ? sheet.theme.rising(0.2 + 0.8 * axis.share(value)) : sheet.theme[.grey]
    }
    var points = points(rows, sheet.accent, .circle, many: rows.count)
    points.inks = rows.map { ink(measure.values[$0]) }
    points.opacity = max(0.5, points.opacity)
    panel.layers = [.points(points)]
    guard !rows.isEmpty else { return }
    drawing.colourScale = ColourScale(
      title: measure.name, low: measure.words(axis.low), high: measure.words(axis.high),
      inks: (0..<8).map { ink(axis.value(at: Double($0) / 7)) })
    let missing = rows.count { !measure.values[$0].isFinite }
    if missing > 0 {
      drawing.captions.append("\(NumberLabels.count(missing, "row")) without \(measure.name) in grey")
    }
  }
}
