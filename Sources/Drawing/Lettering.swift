import PangoCairo

/// Sets the words of drawings with the fonts of the system.
///
/// Used by one thread at a time.
package final class Lettering {
  private struct Font: Hashable {
    let family: String
    let size: Double
    let isBold: Bool
  }

  private let press: OpaquePointer
  private var fonts: [Font: OpaquePointer] = [:]

  /// The package of Debian without which nothing can be drawn; nil when all is there.
  package static var missingPackage: String? { hq_pango_open().map { String(cString: $0) } }

  package init() throws(DrawingError) {
    if let package = Lettering.missingPackage {
      throw DrawingError(
        .libraryMissing, "pictures need Pango and Cairo, which are not installed",
        hints: ["sudo apt install libpangocairo-1.0-0 (missing: \(package))"])
    }
    guard let press = hq_press_make() else {
      throw DrawingError(.memory, "there is no memory for the letters of a picture")
    }
    self.press = press
  }

  deinit {
    // SAFETY: the pointers came from their makers, are freed once, and nobody else holds them.
    for font in fonts.values { hq_font_free(font) }
    hq_press_free(press)
  }

  /// Finds a font before the first words that are set with it.
  package func lookUp(_ family: String, size: Double, isBold: Bool) {
    withLine("a", Font(family: family, size: size, isBold: isBold)) { _, _ in }
  }

  /// Puts a line of words where the canvas has its origin, or ends or centres it there.
  func show(_ words: String, _ style: Style, on canvas: Canvas) {
    guard let color = style.color(style.fill), !words.isEmpty else { return }
    withLine(words, Font(family: style.family, size: style.size, isBold: style.isBold)) { layout, width in
      let left =
        switch style.anchor {
        case .start: 0.0
        case .middle: -width / 2
        case .end: -width
        }
      canvas.show(layout, x: left, baseline: 0, color, opacity: style.opacity * style.fillOpacity)
    }
  }

  /// Sets words for a moment, with the width that they have.
  private func withLine(_ words: String, _ font: Font, _ body: (OpaquePointer, Double) -> Void) {
    let font = self.font(font)
    // SAFETY: Pango copies the words and the font.
    let layout = words.withCString { hq_layout_make(press, font, $0, Int32(words.utf8.count), nil) }
    guard let layout else { return }
    // SAFETY: nobody else has the layout.
    defer { hq_layout_free(layout) }
    var line = hq_line()
    hq_layout_measure_lines(layout, &line, 1)
    body(layout, line.width)
  }

  private func font(_ font: Font) -> OpaquePointer? {
    if let made = fonts[font] { return made }
    let made = hq_font_make(font.family, font.size, font.isBold ? 700 : 400, 0)
    fonts[font] = made
    return made
  }
}
