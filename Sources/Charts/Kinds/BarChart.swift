/// A number for each name.
package struct BarChart: ChartKind {
  package static let name = "bar"
  package static let summary = "a number for each of some names, as bars"
  package static let needs = "a column of names and one of numbers, a row for each name"

  package let category: String
  package let names: [String]
  package let measure: Measure
  /// Only the highest so many; nil for all that have room.
  package let top: Int?

  package init(category: String, names: [String], measure: Measure, top: Int? = nil) {
    self.category = category
    self.names = names
    self.measure = measure
    self.top = top.map { max(1, $0) }
  }

  package func drawing(on sheet: Sheet) -> ChartDrawing {
    let usable = UsableRows([measure.values])
    var shown = usable.rows
    var captions = usable.captions
    let room = max(5, Int(sheet.height * 0.75 / (sheet.ruler.lineHeight(sheet.textSize))))
    let limit = top ?? room
    if shown.count > limit {
      // The order of the rows says something only while all of them are there.
      shown = Array(shown.sorted { (measure.values[$1], $0) < (measure.values[$0], $1) }.prefix(limit))
      captions.append(
        "the \(NumberLabels.count(limit)) highest of \(NumberLabels.count(usable.rows.count)) shown")
    }
    let bars = HorizontalBars(
      names: shown.map { names[$0] }, values: shown.map { measure.values[$0] }, measure: measure.name,
      unit: measure.unit, sheet: sheet)
    var drawing = Drawing("\(measure.name) by \(category)", [bars.panel(ink: { _ in sheet.accent })])
    drawing.captions = captions
    return ChartDrawing(drawing)
  }
}
