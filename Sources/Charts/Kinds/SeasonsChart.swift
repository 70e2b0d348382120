import Tables

/// How years differ month by month.
package struct SeasonsChart: ChartKind {
  package static let name = "seasons"
  package static let summary = "months against years, as colour"
  package static let needs = "a column of dates; one of numbers to average, else rows are counted"

  package let dates: Measure
  package let measure: Measure?

  package init(dates: Measure, measure: Measure? = nil) {
    self.dates = dates
    self.measure = measure
  }

  package func drawing(on sheet: Sheet) -> ChartDrawing {
    let usable = UsableRows([dates.values] + (measure.map { [$0.values] } ?? []))
    var captions = usable.captions
    let (years, values) = table(usable.rows, &captions)
    let name = measure.map { "mean \($0.name)" } ?? "rows"
    let scale = Axis("", covering: values.flatMap(\.self), padding: 0)
    let low = measure == nil ? 0 : scale.low
    func share(_ value: Double) -> Double { scale.high > low ? (value - low) / (scale.high - low) : 1 }
    let written = NumberLabels.alike(values.flatMap(\.self))
    func text(_ row: Int, _ column: Int) -> String { written(values[row][column]) }
    let names = years.map { String($0) }
    let grid = CellGrid(
      columns: Ticks.monthNames, rows: names, values: values, sheet: sheet, text: text, shortText: text,
      words: { "\(Ticks.monthNames[$1]) \(names[$0]): \(text($0, $1))" })
    var drawing = Drawing(
      "\(measure?.name ?? "Rows") by month and year",
      [grid.panel(xTitle: "", yTitle: "") { sheet.theme.rising(share($0)) }])
    if !years.isEmpty {
      drawing.colourScale = ColourScale(
        title: name, low: NumberLabels.readable(low), high: NumberLabels.readable(scale.high),
        inks: (0..<8).map { sheet.theme.rising(Double($0) / 7) })
      drawing.subtitle = usable.countText
    }
    drawing.captions = captions
    return ChartDrawing(drawing)
  }

  /// The years, and a value for each of their months; NaN for months without a row.
  private func table(_ rows: [Int], _ captions: inout [String]) -> (years: [Int], values: [[Double]]) {
    let months = rows.compactMap { row -> (year: Int, month: Int, row: Int)? in
      let day = dates.values[row].rounded(.down)
      guard day >= Double(CalendarDate.first.days), day <= Double(CalendarDate.last.days) else { return nil }
      let parts = CalendarDate(days: Int32(day)).parts
      return (parts.year, parts.month, row)
    }
    guard let first = months.map(\.year).min(), let last = months.map(\.year).max() else { return ([], []) }
    // The latest years are those that are looked for.
    let start = max(first, last - 59)
    if start > first { captions.append("years before \(start) not shown") }
    var sums = Array(repeating: Array(repeating: (sum: 0.0, count: 0), count: 12), count: last - start + 1)
    for entry in months where entry.year >= start {
      sums[entry.year - start][entry.month - 1].sum += measure?.values[entry.row] ?? 1
      sums[entry.year - start][entry.month - 1].count += 1
    }
    let values = sums.map { year in
      year.map { $0.count == 0 ? .nan : measure == nil ? $0.sum : $0.sum / Double($0.count) }
    }
    return (Array(start...last), values)
  }
}
