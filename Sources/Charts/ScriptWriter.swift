import Tables

/// Gathers the lines that gnuplot reads. Places are points of the page, from the top left corner.
struct ScriptWriter {
  private var bytes: [UInt8] = []
  private let sheet: Sheet
  private let format: ChartFormat
  private var tags = 0
  private var blocks = 0
  private var signs: [Ink: Int] = [:]

  init(_ sheet: Sheet, _ format: ChartFormat) {
    self.sheet = sheet
    self.format = format
    line("reset")
    line("set encoding utf8")
    line("set terminal " + format.terminal(sheet))
    line("unset key")
    line("unset colorbox")
    line("set border 0 lw 1 lc rgb '\(sheet.theme.faint.text())'")
    line("unset tics")
    line("set style fill solid 1 noborder")
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func line(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Forgets the words and shapes of a panel, so that the next one does not draw them again.
  mutating func finishPanel() {
    line("unset label")
    line("unset object")
    line("unset arrow")
    if blocks > 0 { line("undefine " + (1...blocks).map { "$d\($0)" }.joined(separator: " ")) }
    (tags, blocks) = (0, 0)
  }

  private func place(_ x: Double, _ y: Double) -> String {
    "screen \(GnuplotText.short(x / sheet.width)),screen \(GnuplotText.short(1 - y / sheet.height))"
  }

  private mutating func nextTag() -> Int {
    tags += 1
    return tags
  }

  /// Words, of which the middle of the line is at `y`.
  mutating func label(
    _ text: String, x: Double, y: Double, size: Double, ink: Ink, bold: Bool = false, side: Note.Side = .left,
    isUpright: Bool = false
  ) {
    guard !text.isEmpty else { return }
    // Characters stand in rows, and words in the row of the marks that they belong to.
    let y = sheet.ruler.cell.map { ((y / $0.height).rounded(.down) + 0.5) * $0.height } ?? y
    let aligned =
      switch side {
      case .left: "left"
      case .centre: "center"
      case .right: "right"
      }
    let weight = bold ? ":Bold" : ""
    line(
      "set label \(nextTag()) \(GnuplotText.quote(text)) at \(place(x, y)) \(aligned)"
        + (isUpright ? " rotate by 90" : "")
        + (sheet.isText
          ? "" : " font '\(ChartFormat.font)\(weight),\(GnuplotText.short(size * format.typeUnit))'")
        + " tc rgb '\(ink.text())' noenhanced front")
  }

  mutating func mark(_ shape: Layer.Shape, x: Double, y: Double, size: Double, ink: Ink) {
    if sheet.isText {
      return label(String(ScriptWriter.signs[sign(ink)]), x: x, y: y, size: 0, ink: ink)
    }
    line(
      "set label \(nextTag()) '' at \(place(x, y)) point \(style(shape, ink)) "
        + "ps \(GnuplotText.short(size * format.markUnit)) lc rgb '\(ink.text())' front")
  }

  mutating func line(
    from start: (Double, Double), to end: (Double, Double), _ ink: Ink, _ width: Double, _ dash: Layer.Dash
  ) {
    line(
      "set arrow \(nextTag()) from \(place(start.0, start.1)) to \(place(end.0, end.1)) nohead front "
        + stroke(ink, width, dash))
  }

  mutating func rectangle(_ area: Page.Area, _ ink: Ink, opacity: Double = 1, isInFront: Bool = true) {
    if sheet.isText {
      // Squares of the legend; a picture of text has no other free rectangles.
      let sign = String(repeating: TextShade.character(ink, sheet.theme), count: 2)
      return label(sign, x: area.left, y: (area.top + area.bottom) / 2, size: 0, ink: ink)
    }
    line(
      "set object \(nextTag()) rectangle from \(place(area.left, area.bottom)) to "
        + "\(place(area.right, area.top)) \(isInFront ? "front" : "behind") "
        + "fc rgb '\(ink.text(opacity: opacity))' fs solid 1 noborder")
  }

  func stroke(_ ink: Ink, _ width: Double, _ dash: Layer.Dash) -> String {
    let pattern =
      switch dash {
      case .solid: "1"
      case .dashed: "(9,7)"
      case .dotted: "(2,5)"
      case .dashDotted: "(12,5,2,5)"
      }
    return "lw \(GnuplotText.short(width * sheet.scale)) lc rgb '\(ink.text())'"
      + (sheet.isText ? "" : " dt \(pattern)")
  }

  /// A line of data. In a picture made of text, each colour is a character of its own.
  mutating func line(_ ink: Ink, _ width: Double, _ dash: Layer.Dash) -> String {
    guard sheet.isText else { return stroke(ink, width, dash) }
    return ink == sheet.theme.reference ? "lt 0" : "lt \(sign(ink) + 1)"
  }

  /// The characters of gnuplot's lines, in its order.
  private static let signs = Array("*#$%@&=")

  private mutating func sign(_ ink: Ink) -> Int {
    if let sign = signs[ink] { return sign }
    let sign = signs.count % ScriptWriter.signs.count
    signs[ink] = sign
    return sign
  }

  mutating func style(_ shape: Layer.Shape, _ ink: Ink) -> String {
    if sheet.isText { return "pt '\(ScriptWriter.signs[sign(ink)])'" }
    return "pt \([7, 5, 9, 13, 11, 15, 6][shape.rawValue])"
  }

  func pointSize(_ size: Double) -> String { GnuplotText.short(size * sheet.scale * format.markUnit) }

  /// Rows of numbers under a name that is given back.
  mutating func block(_ columns: [[Double]]) -> String {
    blocks += 1
    let name = "$d\(blocks)"
    line(name + " << EOD")
    for row in 0..<(columns.first?.count ?? 0) {
      for (number, column) in columns.enumerated() {
        if number > 0 { bytes.append(UInt8(ascii: " ")) }
        GnuplotText.append(column[row], to: &bytes)
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    line("EOD")
    return name
  }
}

/// Shades of grey that are characters.
enum TextShade {
  /// The character that stands as much out from the ground as the colour.
  static func character(_ ink: Ink, _ theme: Theme) -> String {
    switch (ink.lightness - theme.ground.lightness).magnitude {
    case 0.55...: "█"
    case 0.38...: "▓"
    case 0.2...: "▒"
    case 0.06...: "░"
    default: " "
    }
  }
}
