/// What a picture is made of.
package enum ChartFormat: String, Sendable, Hashable, CaseIterable {
  case png, svg, pdf, html
  /// Characters, for a terminal or a mail.
  case text = "txt"
  /// A PNG in the escape sequences of the terminals kitty, WezTerm, Ghostty and others.
  case kitty
  /// A picture for terminals that know the graphics of the VT340.
  case sixel

  /// The format that the ending of a path stands for.
  package init(path: String) throws(ChartError) {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    let ending = name.split(separator: ".").dropFirst().last.map { $0.lowercased() } ?? ""
    guard let format = ChartFormat.files.first(where: { $0.rawValue == ending }) else {
      let endings = ChartFormat.files.map { "`.\($0.rawValue)`" }.joined(separator: " ")
      throw ChartError(.unknownFormat, "`\(path)` does not end in one of \(endings)")
    }
    self = format
  }

  /// The formats of files, which their ending chooses.
  package static let files: [ChartFormat] = [.png, .svg, .pdf, .html, .text]

  package var usualSize: ChartStyle.Size {
    switch self {
    case .text: ChartStyle.Size(width: 100, height: 32)
    case .sixel, .kitty: ChartStyle.Size(width: 900, height: 600)
    default: ChartStyle.Size(width: 1200, height: 800)
    }
  }

  /// The smallest and largest sides that can be drawn.
  package var sides: ClosedRange<Int> { self == .text ? 40...400 : 200...8000 }

  /// Whether words are set here, and not by gnuplot or by whoever shows the picture.
  var hasLetters: Bool { self == .png || self == .kitty || self == .pdf }

  /// How many dots a point of the page has, so that screens of today show it sharp.
  var dots: Int { self == .png ? 2 : 1 }

  /// A character stands for so many points of the page.
  static let cell: (width: Double, height: Double) = (8, 16)

  /// What gnuplot calls a size of type that is one point high here.
  var typeUnit: Double { self == .sixel ? 0.75 : 1 }

  /// What gnuplot calls a mark that is one point wide here.
  var markUnit: Double {
    switch self {
    case .sixel, .text: 1 / 6.0
    case .png, .kitty, .pdf, .svg, .html: 1 / 10.0
    }
  }

  /// How gnuplot is told what to draw on. Whatever can show lines and letters begins as an SVG, so that a chart
  /// is one drawing in all of its formats.
  func terminal(_ sheet: Sheet) -> String {
    let font = "font '\(ChartFormat.font),\(GnuplotText.short(sheet.textSize * typeUnit))'"
    let (width, height) = (Int(sheet.width), Int(sheet.height))
    let ground = "background '\(sheet.theme.ground.text())'"
    switch self {
    case .png, .kitty, .pdf, .svg, .html:
      return "svg noenhanced size \(width),\(height) \(font) rounded \(ground)"
    case .sixel:
      return "sixelgd noenhanced truecolor size \(width),\(height) \(font) linewidth 1 \(ground)"
    case .text:
      let (columns, rows) = (
        Int(sheet.width / ChartFormat.cell.width), Int(sheet.height / ChartFormat.cell.height)
      )
      return "dumb noenhanced mono size \(columns),\(rows)"
    }
  }

  static let font = "Liberation Sans"
}
