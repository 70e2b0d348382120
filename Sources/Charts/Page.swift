/// A drawing with everything in its place, in points of the screen from the top left corner.
struct Page {
  /// A part of the page.
  struct Area: Equatable {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double

    var width: Double { right - left }
    var height: Double { bottom - top }
  }

  /// A mark that says something when one points at it.
  struct Mark: Equatable {
    let area: Area
    let words: String
  }

  private(set) var script = ""
  /// What the page shows, in words.
  let title: String
  private(set) var marks: [Mark] = []

  /// More marks than these would make a page slow, and none of them could be hit.
  static let mostMarks = 3000

  init(_ drawing: Drawing, style: ChartStyle, sheet: Sheet, format: ChartFormat) {
    var writer = ScriptWriter(sheet, format)
    var drawing = drawing
    if let title = style.title { drawing.title = title }
    title = drawing.title
    if let subtitle = style.subtitle { drawing.subtitle = subtitle }
    if let caption = style.caption, !caption.isEmpty { drawing.captions.append(caption) }
    let frame = PageFrame(drawing, footnote: style.footnote ?? "", sheet: sheet)
    frame.write(to: &writer)
    let rows = (drawing.panels.count + drawing.columns - 1) / max(1, drawing.columns)
    if drawing.panels.count > 1 { writer.line("set multiplot") }
    var panels = drawing.panels.enumerated().map { number, panel in
      let cell = Page.cell(
        number, drawing, rows: rows, in: frame.room, gap: sheet.isText ? 0 : 18 * sheet.scale)
      return PlacedPanel(panel, in: cell, sheet: sheet)
    }
    Page.align(&panels, columns: max(1, drawing.columns))
    for (number, placed) in panels.enumerated() {
      placed.write(to: &writer, number: number)
      let room = Page.mostMarks - marks.count
      if room > 0 { marks += placed.marks.prefix(room) }
      writer.finishPanel()
    }
    if drawing.panels.count > 1 { writer.line("unset multiplot") }
    script = writer.text
  }

  /// Axes above one another begin and end at the same place, and so do axes side by side.
  private static func align(_ panels: inout [PlacedPanel], columns: Int) {
    guard panels.count > 1 else { return }
    let insets = panels.map(\.insets)
    for number in panels.indices {
      var own = PlacedPanel.Insets()
      for other in panels.indices {
        if other % columns == number % columns {
          own = own.union(PlacedPanel.Insets(left: insets[other].left, right: insets[other].right))
        }
        if other / columns == number / columns {
          own = own.union(PlacedPanel.Insets(top: insets[other].top, bottom: insets[other].bottom))
        }
      }
      panels[number].set(own)
    }
  }

  /// Where the panel with this number stands among its neighbours.
  private static func cell(
    _ number: Int, _ drawing: Drawing, rows: Int, in room: Area, gap: Double
  ) -> Area {
    let columns = max(1, drawing.columns)
    let (row, column) = number.quotientAndRemainder(dividingBy: columns)
    let width = (room.width - gap * Double(columns - 1)) / Double(columns)
    let left = room.left + Double(column) * (width + gap)
    // A row is as high as the first panel in it says.
    let weights = (0..<rows).map { drawing.panels[$0 * columns].weight }
    let height = room.height - gap * Double(rows - 1)
    let unit = height / weights.reduce(0, +)
    let top = room.top + weights[..<row].reduce(0, +) * unit + gap * Double(row)
    return Area(left: left, top: top, right: left + width, bottom: top + weights[row] * unit)
  }
}
