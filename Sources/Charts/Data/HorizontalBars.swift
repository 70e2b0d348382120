/// Bars from left to right with their names before and their values behind them: no axis is needed to read
/// them.
struct HorizontalBars {
  let names: [String]
  let values: [Double]
  var errors: [Double]?
  let measure: String
  var unit = Measure.Unit.numbers
  let sheet: Sheet

  func panel(ink: (Int) -> Ink) -> Panel {
    let reach = values.enumerated().flatMap { place, value in
      let error = errors.map { $0[place].isFinite ? $0[place] : 0 } ?? 0
      return [value - error, value + error]
    }
    var x = Axis("", .bare, covering: reach + values, fromZero: true, padding: 0)
    let labels = values.map(unit == .shares ? NumberLabels.percent : NumberLabels.alike(values))
    let size = (sheet.textSize * 0.87).rounded()
    let room = sheet.ruler.widest(labels, size) + 12 * sheet.scale
    if x.low < 0 {
      // Room for the words before bars that go to the left.
      let share = min(0.3, room / sheet.width * 1.6)
      x.low -= (x.high - x.low) * share / (1 - share)
    }
    x.isLogarithmic = false
    x.showsGrid = false
    var panel = Panel(x: x, y: Axis("", categories: names, isReversed: true))
    panel.y.high = Double(sheet.barRoom(for: names.count)) - 0.5
    panel.roomOnRight = room / sheet.scale
    let half = sheet.barHalf(of: sheet.barRoom(for: values.count))
    let boxes = values.enumerated().map { place, value in
      Layer.Box(
        x0: min(0, value), x1: max(0, value), y0: Double(place) - half, y1: Double(place) + half,
        ink: ink(place), words: "\(names[place]): \(labels[place])")
    }
    panel.layers.append(.boxes(boxes, opacity: 1, outline: nil))
    let ends = [-0.5, Double(names.count) - 0.5]
    panel.layers.append(.path(Layer.Path(x: [0, 0], y: ends, ink: sheet.theme.reference, width: 1.2)))
    addErrors(to: &panel)
    panel.notes = values.enumerated().map { place, value in
      let error = errors.map { $0[place].isFinite ? $0[place] : 0 } ?? 0
      let end = value < 0 ? value - error : value + error
      return Note(
        x: end, y: Double(place), text: labels[place], ink: sheet.theme.quiet,
        side: value < 0 ? .right : .left,
        shift: (value < 0 ? -7 : 7, 0))
    }
    if values.count > Int(sheet.height / 22) { panel.notes = [] }
    if values.isEmpty { panel.emptiness = "no values" }
    return panel
  }

  private func addErrors(to panel: inout Panel) {
    guard let errors else { return }
    let segments = values.enumerated().compactMap { place, value -> Layer.Segment? in
      guard errors[place].isFinite, errors[place] > 0 else { return nil }
      return Layer.Segment(
        x0: value - errors[place], y0: Double(place), x1: value + errors[place], y1: Double(place))
    }
    panel.layers.append(.segments(segments, ink: sheet.theme.ink, width: 1.6))
  }
}
