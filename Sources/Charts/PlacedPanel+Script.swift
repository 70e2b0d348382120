extension PlacedPanel {
  /// The words of the panel, its axes, and what is plotted between them.
  func write(to writer: inout ScriptWriter, number: Int) {
    writeMargins(to: &writer)
    writeAxes(to: &writer)
    writeWords(to: &writer)
    if sheet.isText { writeTextBoxes(to: &writer) }
    for note in panel.notes { write(note, to: &writer) }
    if let emptiness = panel.emptiness {
      let (x, y) = ((plot.left + plot.right) / 2, (plot.top + plot.bottom) / 2)
      writer.label(emptiness, x: x, y: y, size: sheet.textSize, ink: sheet.theme.quiet, side: .centre)
    }
    writePlot(to: &writer)
  }

  private func writeMargins(to writer: inout ScriptWriter) {
    let (width, height) = (sheet.width, sheet.height)
    writer.line("set lmargin at screen \(GnuplotText.short(plot.left / width))")
    writer.line("set rmargin at screen \(GnuplotText.short(plot.right / width))")
    writer.line("set tmargin at screen \(GnuplotText.short(1 - plot.top / height))")
    writer.line("set bmargin at screen \(GnuplotText.short(1 - plot.bottom / height))")
    for (name, axis) in [("x", panel.x), ("y", panel.y)] {
      writer.line(axis.isLogarithmic ? "set logscale \(name)" : "unset logscale \(name)")
      let (low, high) = axis.isReversed ? (axis.high, axis.low) : (axis.low, axis.high)
      writer.line("set \(name)range [\(number(low)):\(number(high))] noextend")
    }
  }

  private func number(_ value: Double) -> String {
    var bytes: [UInt8] = []
    GnuplotText.append(value, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Lines of the grid. The words of the ticks are labels, since gnuplot would read a `%` in them.
  private func writeAxes(to writer: inout ScriptWriter) {
    if sheet.isText {
      writer.line("set border 3")
      return
    }
    for (name, axis, ticks) in [("x", panel.x, xTicks), ("y", panel.y, yTicks)] {
      guard axis.showsGrid, !ticks.isEmpty else {
        writer.line("unset \(name)tics")
        continue
      }
      let places = ticks.map { "'' " + number($0.value) }.joined(separator: ", ")
      writer.line("set \(name)tics scale 0 (\(places))")
    }
    let names = [("x", panel.x, xTicks), ("y", panel.y, yTicks)].map { name, axis, ticks in
      (axis.showsGrid && !ticks.isEmpty ? "" : "no") + name + "tics"
    }
    writer.line(
      "set grid \(names.joined(separator: " ")) back lt 1 lw 1 lc rgb '\(sheet.theme.faint.text())'")
  }

  private func writeWords(to writer: inout ScriptWriter) {
    let theme = sheet.theme
    let line = sheet.ruler.lineHeight(smallSize)
    let gap = sheet.isText ? 0 : 7 * sheet.scale
    var y = cell.top + line / 2
    if !panel.heading.isEmpty {
      let heading = sheet.ruler.truncate(oneLine(panel.heading), smallSize, to: cell.width, bold: true)
      writer.label(heading, x: headLeft, y: y, size: smallSize, ink: theme.ink, bold: true)
      y += line + gap / 2
    }
    if !panel.y.title.isEmpty {
      let title = sheet.ruler.truncate(oneLine(panel.y.title), smallSize, to: cell.right - headLeft)
      writer.label(title, x: headLeft, y: plot.top - gap - line / 2, size: smallSize, ink: theme.quiet)
    }
    for tick in yTicks {
      let place = place(panel.x.low, tick.value)
      writer.label(
        tick.label, x: plot.left - (sheet.isText ? 8 : gap * 1.2), y: place.y, size: smallSize,
        ink: labelInk(panel.y),
        side: .right)
    }
    for tick in xTicks {
      let x = place(tick.value, panel.y.low).x
      if hasUprightNames {
        let top = plot.bottom + gap
        writer.label(
          tick.label, x: x, y: top, size: smallSize, ink: labelInk(panel.x), side: .right, isUpright: true)
      } else {
        writer.label(
          tick.label, x: x, y: plot.bottom + (sheet.isText ? line : gap + line / 2), size: smallSize,
          ink: labelInk(panel.x),
          side: .centre)
      }
    }
    if !panel.x.title.isEmpty {
      let title = sheet.ruler.truncate(oneLine(panel.x.title), smallSize, to: cell.width)
      // In the middle of the axis, as far as the words have room there.
      let half = sheet.ruler.width(title, smallSize) / 2
      let middle = max(cell.left + half, min(cell.right - half, (plot.left + plot.right) / 2))
      writer.label(
        title, x: middle, y: cell.bottom - line / 2, size: smallSize, ink: theme.quiet, side: .centre)
    }
  }

  /// Titles begin where the names of an axis do.
  private var headLeft: Double {
    panel.isSquare ? max(cell.left, plot.left - leftWords) : cell.left
  }

  private var leftWords: Double { sheet.ruler.widest(yTicks.map(\.label), smallSize) + 9 * sheet.scale }

  /// Names say what is what, numbers only how much.
  private func labelInk(_ axis: Axis) -> Ink {
    if case .categories = axis.kind {
      sheet.theme.ink.mixed(with: sheet.theme.quiet, 0.3)
    } else {
      sheet.theme.quiet
    }
  }

  private func write(_ note: Note, to writer: inout ScriptWriter) {
    let size = (sheet.textSize * 0.87 * note.scale).rounded()
    let place = place(clampedX(note.x), clampedY(note.y))
    let (x, y) = (place.x + note.shift.x * sheet.scale, place.y - note.shift.y * sheet.scale)
    let lines = note.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let height = sheet.ruler.lineHeight(size)
    let top = y - height * Double(lines.count) / 2
    if let ground = note.ground, !sheet.isText {
      let width = sheet.ruler.widest(lines, size) + 8 * sheet.scale
      let left =
        switch note.side {
        case .left: x - 4 * sheet.scale
        case .centre: x - width / 2
        case .right: x - width + 4 * sheet.scale
        }
      let bottom = top + height * Double(lines.count)
      writer.rectangle(
        Page.Area(left: left, top: top, right: left + width, bottom: bottom), ground, opacity: 0.82)
    }
    for (number, line) in lines.enumerated() {
      writer.label(
        line, x: x, y: top + height * (Double(number) + 0.5), size: size, ink: note.ink, bold: note.isBold,
        side: note.side)
    }
  }

  private func writePlot(to writer: inout ScriptWriter) {
    var parts: [String] = []
    for layer in panel.layers where panel.emptiness == nil {
      if let part = write(layer, to: &writer) { parts.append(part) }
    }
    // gnuplot draws no axes without anything to plot.
    let nothing = writer.block([[panel.x.low], [panel.y.low]])
    parts.append("\(nothing) using 1:2 with dots lc rgb '\(sheet.theme.ground.text())'")
    writer.line("plot " + parts.joined(separator: ", \\\n  "))
  }

  /// The data of a layer, and how it is plotted; nil when it has none.
  private func write(_ layer: Layer, to writer: inout ScriptWriter) -> String? {
    switch layer {
    case .boxes(let boxes, let opacity, let outline):
      guard !boxes.isEmpty, !sheet.isText else { return nil }
      let name = writer.block([
        boxes.map { (clampedX($0.x0) + clampedX($0.x1)) / 2 },
        boxes.map { (clampedY($0.y0) + clampedY($0.y1)) / 2 },
        boxes.map { clampedX($0.x0) }, boxes.map { clampedX($0.x1) }, boxes.map { clampedY($0.y0) },
        boxes.map { clampedY($0.y1) }, boxes.map { Double($0.ink.rgb) },
      ])
      let border = outline.map { "border lc rgb '\($0.text())'" } ?? "noborder"
      let fill = opacity < 1 ? "transparent solid \(GnuplotText.short(opacity))" : "solid 1"
      return "\(name) using 1:2:3:4:5:6:7 with boxxyerror fs \(fill) \(border) lw 1 lc rgb variable"
    case .points(let points): return write(points, to: &writer)
    case .path(let path):
      guard !path.x.isEmpty else { return nil }
      let name = writer.block([
        path.x.map { $0.isInfinite ? clampedX($0) : $0 }, path.y.map { $0.isInfinite ? clampedY($0) : $0 },
      ])
      return "\(name) using 1:2 with lines " + writer.line(path.ink, path.width, path.dash)
    case .band(let x, let low, let high, let ink, let opacity):
      guard x.count > 1, !sheet.isText else { return nil }
      let name = writer.block([x, low, high])
      return "\(name) using 1:2:3 with filledcurves fs solid 1 noborder "
        + "fc rgb '\(sheet.theme.ground.mixed(with: ink, opacity).text())'"
    case .segments(let segments, let ink, let width):
      guard !segments.isEmpty else { return nil }
      let name = writer.block([
        segments.map(\.x0), segments.map(\.y0), segments.map { $0.x1 - $0.x0 },
        segments.map { $0.y1 - $0.y0 },
      ])
      return "\(name) using 1:2:3:4 with vectors nohead " + writer.stroke(ink, width, .solid)
    }
  }

  private func write(_ points: Layer.Points, to writer: inout ScriptWriter) -> String? {
    guard !points.x.isEmpty else { return nil }
    var columns = [points.x, points.y]
    var size = "ps " + writer.pointSize(points.size)
    if let sizes = points.sizes {
      columns.append(sizes.map { Double(writer.pointSize($0)) ?? 1 })
      size = "ps variable"
    }
    var colour = "lc rgb '\(points.ink.text(opacity: points.opacity))'"
    if let inks = points.inks {
      let through = Double(UInt32(((1 - points.opacity) * 255).rounded())) * 16_777_216
      columns.append(inks.map { Double($0.rgb) + through })
      colour = "lc rgb variable"
    }
    let name = writer.block(columns)
    let using = (1...columns.count).map { String($0) }.joined(separator: ":")
    return
      "\(name) using \(using) with points \(writer.style(points.shape, points.ink)) \(size) lw 1 \(colour)"
  }

  /// Boxes of a picture of text are lines of full or shaded blocks.
  private func writeTextBoxes(to writer: inout ScriptWriter) {
    guard let cell = sheet.ruler.cell else { return }
    for case .boxes(let boxes, _, _) in panel.layers {
      for box in boxes {
        let (from, to) = (
          place(clampedX(box.x0), clampedY(box.y0)), place(clampedX(box.x1), clampedY(box.y1))
        )
        let lastRow = (plot.bottom / cell.height).rounded(.down) - 1
        let columns = (min(from.x, to.x) / cell.width).rounded()..<(max(from.x, to.x) / cell.width).rounded()
        let (upper, lower) = (min(from.y, to.y) / cell.height, max(from.y, to.y) / cell.height)
        // A thin bar is one row high, wherever it lies.
        let isThin = lower - upper < 1.6
        let top = min(lastRow, isThin ? ((upper + lower) / 2).rounded(.down) : upper.rounded())
        let bottom = isThin ? top + 1 : max(top + 1, min(lastRow + 1, lower.rounded()))
        let text = String(
          repeating: TextShade.character(box.ink, sheet.theme),
          count: Int(columns.upperBound - columns.lowerBound))
        for row in stride(from: top, to: bottom, by: 1) {
          let y = (row + 0.5) * cell.height
          writer.label(text, x: columns.lowerBound * cell.width, y: y, size: 0, ink: box.ink)
        }
      }
    }
  }
}
