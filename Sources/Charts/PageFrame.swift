/// What stands around the panels: title, legend, captions, small print.
struct PageFrame {
  private struct Line {
    let text: String
    let y: Double
    let size: Double
    let ink: Ink
    let isBold: Bool
  }

  private struct PlacedEntry {
    let entry: LegendEntry
    let x: Double
    let y: Double
    let text: String
  }

  /// What is left for the panels.
  private(set) var room: Page.Area
  private let sheet: Sheet
  private var lines: [Line] = []
  private var entries: [PlacedEntry] = []
  private var colourScale: (scale: ColourScale, y: Double)?
  private let margin: Double

  init(_ drawing: Drawing, footnote: String, sheet: Sheet) {
    self.sheet = sheet
    margin = sheet.isText ? 8 : (30 * sheet.scale).rounded()
    let vertical = sheet.isText ? 0 : margin * 0.85
    room = Page.Area(
      left: margin, top: vertical, right: sheet.width - margin, bottom: sheet.height - vertical)
    placeHead(drawing)
    placeLegend(drawing)
    placeFoot(drawing.captions, footnote)
  }

  private mutating func placeHead(_ drawing: Drawing) {
    let theme = sheet.theme
    let size = (sheet.textSize * 1.45).rounded()
    if !drawing.title.isEmpty {
      put(drawing.title, size, theme.ink, bold: true, lines: sheet.height < 350 ? 2 : 4)
    }
    if !drawing.subtitle.isEmpty {
      put(drawing.subtitle, sheet.textSize, theme.quiet, bold: false, lines: 3)
    }
    if !drawing.title.isEmpty || !drawing.subtitle.isEmpty { room.top += sheet.isText ? 0 : 10 * sheet.scale }
  }

  private mutating func put(_ text: String, _ size: Double, _ ink: Ink, bold: Bool, lines limit: Int) {
    let height = sheet.ruler.lineHeight(size)
    for line in sheet.ruler.wrap(text, size, to: room.width, lines: limit, bold: bold) {
      lines.append(Line(text: line, y: room.top + height / 2, size: size, ink: ink, isBold: bold))
      room.top += height
    }
  }

  /// From left to right, in as many lines as it takes; the scale of colours stands in a line of its own.
  private mutating func placeLegend(_ drawing: Drawing) {
    let size = legendSize
    let height = sheet.ruler.lineHeight(size) + (sheet.isText ? 0 : 4 * sheet.scale)
    let symbol = symbolWidth
    var x = room.left
    let start = room.top
    for entry in drawing.legend {
      let widest = room.width * 0.45
      let text = sheet.ruler.truncate(oneLine(entry.text), size, to: widest)
      let width = symbol + sheet.ruler.width(text, size) + 22 * sheet.scale
      if x > room.left, x + width > room.right + 22 * sheet.scale {
        x = room.left
        room.top += height
      }
      entries.append(PlacedEntry(entry: entry, x: x, y: room.top + height / 2, text: text))
      x += width
    }
    if !entries.isEmpty { room.top += height }
    if let scale = drawing.colourScale, !sheet.isText {
      colourScale = (scale, room.top + height / 2)
      room.top += height
    }
    if room.top > start, !sheet.isText { room.top += 8 * sheet.scale }
  }

  private mutating func placeFoot(_ captions: [String], _ footnote: String) {
    let caption = captions.filter { !$0.isEmpty }.joined(separator: " · ")
    var foot: [(text: String, size: Double)] = []
    let (larger, smaller) = ((sheet.textSize * 0.84).rounded(), (sheet.textSize * 0.76).rounded())
    foot += sheet.ruler.wrap(caption, larger, to: room.width, lines: 3).map { ($0, larger) }
    foot += sheet.ruler.wrap(footnote, smaller, to: room.width, lines: 2).map { ($0, smaller) }
    foot.removeAll { $0.text.isEmpty }
    for line in foot.reversed() {
      let height = sheet.ruler.lineHeight(line.size)
      lines.append(
        Line(
          text: line.text, y: room.bottom - height / 2, size: line.size, ink: sheet.theme.quiet, isBold: false
        ))
      room.bottom -= height
    }
    if !foot.isEmpty, !sheet.isText { room.bottom -= 12 * sheet.scale }
  }

  private var legendSize: Double { (sheet.textSize * 0.9).rounded() }
  private var symbolWidth: Double { sheet.isText ? 24 : 20 * sheet.scale }

  func write(to writer: inout ScriptWriter) {
    for line in lines {
      writer.label(line.text, x: margin, y: line.y, size: line.size, ink: line.ink, bold: line.isBold)
    }
    for placed in entries {
      let ink = sheet.theme.ink.mixed(with: sheet.theme.quiet, 0.5)
      writeSymbol(placed, to: &writer)
      writer.label(placed.text, x: placed.x + symbolWidth, y: placed.y, size: legendSize, ink: ink)
    }
    if let colourScale { write(colourScale.scale, y: colourScale.y, to: &writer) }
  }

  private func writeSymbol(_ placed: PlacedEntry, to writer: inout ScriptWriter) {
    let size = 11 * sheet.scale
    let entry = placed.entry
    if let dash = entry.dash, !sheet.isText {
      writer.line(from: (placed.x, placed.y), to: (placed.x + size * 1.3, placed.y), entry.ink, 2.4, dash)
    } else if let shape = entry.shape ?? (entry.dash == nil ? nil : .circle) {
      writer.mark(shape, x: placed.x + size / 2, y: placed.y, size: size, ink: entry.ink)
    } else {
      let top = placed.y - size / 2
      let area = Page.Area(left: placed.x, top: top, right: placed.x + size, bottom: top + size)
      writer.rectangle(area, entry.ink)
    }
  }

  private func write(_ scale: ColourScale, y: Double, to writer: inout ScriptWriter) {
    let size = legendSize
    var x = margin
    func put(_ text: String) {
      guard !text.isEmpty else { return }
      writer.label(text, x: x, y: y, size: size, ink: sheet.theme.quiet)
      x += sheet.ruler.width(text, size) + 9 * sheet.scale
    }
    put(sheet.ruler.truncate(oneLine(scale.title), size, to: (sheet.width - 2 * margin) * 0.45))
    if !scale.title.isEmpty { x += 6 * sheet.scale }
    put(scale.low)
    let (step, half) = (16 * sheet.scale, 5.5 * sheet.scale)
    for ink in scale.inks {
      writer.rectangle(Page.Area(left: x, top: y - half, right: x + step, bottom: y + half), ink)
      x += step
    }
    x += 9 * sheet.scale
    put(scale.high)
  }
}

/// Where there is room for one line only, line ends and tabs become spaces.
func oneLine(_ text: String) -> String {
  func parts(_ character: Character) -> Bool { character.isNewline || character == "\t" }
  return text.contains(where: parts) ? text.split(whereSeparator: parts).joined(separator: " ") : text
}
