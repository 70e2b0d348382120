import Drawing
import PangoCairo

/// Sets texts with the fonts of the system, and reads pictures.
final class Press {
  private let press: OpaquePointer
  private var fonts: [Typeface: OpaquePointer] = [:]
  private var letters: Lettering?
  private var letterWidths: [Typeface: [Character: Double]] = [:]

  init() throws(ReportError) {
    if let package = Lettering.missingPackage {
      throw ReportError(
        .libraryMissing, "a PDF needs Pango and Cairo, which are not installed",
        hints: ["sudo apt install libpangocairo-1.0-0 (missing: \(package))"])
    }
    guard let press = hq_press_make() else { throw ReportError(.memory, "there is no memory for a PDF") }
    self.press = press
    // The layout goes with the text that was set.
    let unknown = withExtendedLifetime(set(StyledText("a"), PageDesign.table)) {
      hq_layout_count_unknown($0.layout)
    }
    if unknown > 0 {
      throw ReportError(
        .fontsMissing, "a PDF needs fonts, and none is installed",
        hints: ["sudo apt install fonts-liberation"])
    }
  }

  /// For the words of drawings, which are set by other rules; made when the first drawing is printed.
  func lettering() throws(DrawingError) -> Lettering {
    if let letters { return letters }
    let made = try Lettering()
    letters = made
    return made
  }

  deinit {
    // SAFETY: the pointers came from their makers, are freed once, and nobody else holds them; layouts count
    // their own references.
    for font in fonts.values { hq_font_free(font) }
    hq_press_free(press)
  }

  /// Breaks lines at the width, if there is one.
  func set(
    _ styled: StyledText, _ typeface: Typeface, width: Double? = nil, hanging: Double = 0,
    lineLimit: Int? = nil
  ) -> SetText {
    let layout = styled.text.withCString { text in
      // SAFETY: Pango copies the text and the font, and takes the spans.
      hq_layout_make(press, font(typeface), text, Int32(styled.count), spans(of: styled, typeface))
    }
    if let width { hq_layout_wrap(layout, max(width, 1), hanging) }
    if let lineLimit { hq_layout_limit_lines(layout, Int32(lineLimit)) }
    return SetText(styled, layout)
  }

  /// How wide a stretch of a number is, whose letters do not touch one another.
  func width(ofNumber part: Substring, _ typeface: Typeface) -> Double {
    part.reduce(0) { $0 + width(ofLetter: $1, typeface) }
  }

  private func width(ofLetter letter: Character, _ typeface: Typeface) -> Double {
    if let width = letterWidths[typeface]?[letter] { return width }
    let width = set(StyledText(String(letter), StyledText.Style(isNumber: true)), typeface).width
    letterWidths[typeface, default: [:]][letter] = width
    return width
  }

  private func font(_ typeface: Typeface) -> OpaquePointer? {
    if let font = fonts[typeface] { return font }
    let font = hq_font_make(
      typeface.family.names, typeface.size, typeface.isBold ? 700 : 400, typeface.isItalic ? 1 : 0)
    fonts[typeface] = font
    return font
  }

  private func spans(of styled: StyledText, _ typeface: Typeface) -> OpaquePointer? {
    let spans = hq_spans_make()
    hq_spans_add_no_hyphens(spans, 0, UInt32(styled.count))
    for (range, language) in ScriptLanguage.stretches(of: styled.text) {
      hq_spans_add_language(spans, UInt32(range.lowerBound), UInt32(range.upperBound), language)
    }
    for stretch in styled.stretches {
      let start = UInt32(stretch.range.lowerBound)
      let end = UInt32(stretch.range.upperBound)
      if let color = stretch.style.color { hq_spans_add_color(spans, start, end, color) }
      if stretch.style.isBold { hq_spans_add_weight(spans, start, end, 700) }
      if stretch.style.isItalic { hq_spans_add_italic(spans, start, end) }
      // The letters of a typewriter look larger than those of a book.
      if stretch.style.isMono {
        hq_spans_add_font(spans, start, end, Typeface.Family.mono.names, typeface.family == .mono ? 1 : 0.86)
      }
      if stretch.style.isNumber { hq_spans_add_features(spans, start, end, "kern=0, tnum=1") }
    }
    return spans
  }
}

/// A text in its lines, ready to be printed.
final class SetText {
  struct Line {
    /// From the left of the text: texts from right to left begin on the right.
    let x: Double
    let width: Double
    let height: Double
    let ascent: Double
  }

  let layout: OpaquePointer?
  let lines: [Line]
  let text: StyledText

  fileprivate init(_ text: StyledText, _ layout: OpaquePointer?) {
    self.text = text
    self.layout = layout
    lines = SetText.measured(layout)
  }

  deinit {
    // SAFETY: this is the only owner of the layout.
    hq_layout_free(layout)
  }

  private static func measured(_ layout: OpaquePointer?) -> [Line] {
    let count = Int(hq_layout_count_lines(layout))
    // SAFETY: there is room for as many lines as the function is told of, and it says nothing more.
    let measured = [hq_line](unsafeUninitializedCapacity: count) { buffer, initialized in
      buffer.initialize(repeating: hq_line())
      hq_layout_measure_lines(layout, buffer.baseAddress, Int32(count))
      initialized = count
    }
    return measured.map { Line(x: $0.x, width: $0.width, height: $0.height, ascent: $0.ascent) }
  }

  var width: Double { lines.reduce(0) { max($0, $1.width) } }

  /// The stretches of a line that lead elsewhere: from where, how wide, and whereto.
  func links(inLine line: Int) -> [(x: Double, width: Double, address: String)] {
    text.stretches.flatMap { link -> [(x: Double, width: Double, address: String)] in
      guard let address = link.style.link else { return [] }
      let most = 8
      var edges = [Double](repeating: 0, count: 2 * most)
      let count = edges.withUnsafeMutableBufferPointer { buffer in
        // SAFETY: the buffer holds two edges for each of the pairs the function is told of.
        Int(
          hq_layout_find_edges(
            layout, Int32(line), Int32(link.range.lowerBound), Int32(link.range.upperBound),
            buffer.baseAddress, Int32(most)))
      }
      return (0..<min(count, most)).map { (edges[2 * $0], edges[2 * $0 + 1] - edges[2 * $0], address) }
    }
  }
}

/// A picture that could be read: dots, or shapes and words.
enum PrintedPicture {
  case dots(ReadDots)
  case drawing(VectorGraphic)

  /// Nil where the bytes are damaged, or too much to hold.
  init?(_ picture: ReportPicture) {
    switch picture.format {
    case .png:
      guard let dots = ReadDots(png: picture.bytes) else { return nil }
      self = .dots(dots)
    case .svg:
      guard let drawing = try? VectorGraphic(picture.bytes) else { return nil }
      self = .drawing(drawing)
    }
  }

  var width: Double {
    switch self {
    case .dots(let dots): dots.width
    case .drawing(let drawing): drawing.width
    }
  }

  var height: Double {
    switch self {
    case .dots(let dots): dots.height
    case .drawing(let drawing): drawing.height
    }
  }
}

/// The dots of a PNG.
final class ReadDots {
  let surface: OpaquePointer
  let width: Double
  let height: Double

  /// Nil where the bytes are no PNG, or one that is damaged or too large to hold.
  init?(png bytes: [UInt8]) {
    guard let size = PNGHeader(bytes), size.width * size.height <= 100_000_000 else { return nil }
    // SAFETY: all bytes are read before the call returns, and none behind the last.
    let surface = bytes.withUnsafeBufferPointer { hq_picture_read_png($0.baseAddress, $0.count) }
    guard let surface else { return nil }
    self.surface = surface
    width = Double(hq_picture_width(surface))
    height = Double(hq_picture_height(surface))
  }

  deinit {
    // SAFETY: this is the only owner of the picture.
    hq_picture_free(surface)
  }
}

/// The size that a PNG says it has, before any of it is unpacked.
struct PNGHeader {
  let width: Int
  let height: Int

  init?(_ bytes: [UInt8]) {
    let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    guard bytes.count >= 24, bytes.starts(with: signature) else { return nil }
    func number(at start: Int) -> Int { bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
    width = number(at: 16)
    height = number(at: 20)
    guard width > 0, height > 0 else { return nil }
  }
}
