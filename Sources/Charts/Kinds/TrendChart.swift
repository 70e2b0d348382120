/// How numbers of a film changed from snapshot to snapshot.
package struct TrendChart: ChartKind {
  package static let name = "trend"
  package static let summary = "how the numbers of a film changed over time"
  package static let needs = "a film with snapshots"

  package let film: String
  package let times: Measure
  package let measures: [Measure]

  package init(film: String, times: Measure, measures: [Measure]) {
    self.film = film
    self.times = times
    self.measures = measures
  }

  package func drawing(on sheet: Sheet) -> ChartDrawing {
    let known = UsableRows([times.values])
    let all = Axis("", times.axisKind, covering: known.pick(times.values), padding: 0.02)
    var captions: [String] = []
    var panels = measures.enumerated().map { number, measure in
      let usable = UsableRows([times.values, measure.values])
      captions += usable.captions.map { "\(measure.name): \($0)" }
      return panel(measure, usable, all, sheet.theme.category(number), sheet)
    }
    if panels.isEmpty {
      var panel = Panel(x: all, y: Axis("", .bare, from: 0, to: 1))
      panel.emptiness = "no snapshots"
      panels = [panel]
    }
    // One axis of time serves all panels above it.
    for number in panels.indices.dropLast() {
      panels[number].x.kind = .bare
      panels[number].x.ticks = all.ticks(length: sheet.width, spacing: 100 * sheet.scale).map {
        Tick(value: $0.value, label: "")
      }
    }
    var drawing = Drawing(film, panels)
    drawing.subtitle =
      known.rows.isEmpty ? "" : NumberLabels.count(known.rows.count, "snapshot") + range(known)
    drawing.captions = captions
    return ChartDrawing(drawing)
  }

  private func range(_ known: UsableRows) -> String {
    let values = known.pick(times.values)
    guard times.unit == .dates, let first = values.min(), let last = values.max(), first < last else {
      return ""
    }
    return ", \(Ticks.dateText(first)) to \(Ticks.dateText(last))"
  }

  private func panel(_ measure: Measure, _ usable: UsableRows, _ x: Axis, _ ink: Ink, _ sheet: Sheet) -> Panel
  {
    let order = usable.rows.sorted { (times.values[$0], $0) < (times.values[$1], $1) }
    let (xs, ys) = (order.map { times.values[$0] }, order.map { measure.values[$0] })
    var panel = Panel(
      x: x,
      y: Axis(
        measure.name, covering: ys, isLogarithmic: sheet.logarithmicY && ys.allSatisfy { $0 > 0 },
        padding: 0.1))
    panel.layers.append(.path(Layer.Path(x: xs, y: ys, ink: ink, width: 2.4)))
    panel.layers.append(
      .points(
        Layer.Points(
          x: xs, y: ys, ink: ink, size: xs.count > 80 ? 2 : 5.5,
          words: xs.indices.map { "\(times.words(xs[$0])): \(NumberLabels.readable(ys[$0]))" })))
    if let x = xs.last, let y = ys.last {
      let text = NumberLabels.readable(y)
      panel.roomOnRight = sheet.ruler.width(text, sheet.textSize) / sheet.scale + 14
      panel.notes = [Note(x: x, y: y, text: text, ink: sheet.theme.ink, isBold: true, shift: (9, 0))]
    }
    if xs.isEmpty { panel.emptiness = "no values" }
    return panel
  }
}
