import GnuplotStream

/// A script without characters that no installed font has: gnuplot would draw them hundreds of times too
/// large.
enum DrawableText {
  static func make(_ script: String) -> String {
    if script.utf8.allSatisfy({ $0 < 0x80 }) { return script }
    let scalars = script.unicodeScalars
    if scalars.allSatisfy(isDrawable) { return script }
    var drawable = String.UnicodeScalarView()
    for scalar in scalars { drawable.append(isDrawable(scalar) ? scalar : stranger) }
    return String(drawable)
  }

  /// What stands for a character that cannot be drawn, as in most programs.
  private static let stranger: Unicode.Scalar = hq_gnuplot_can_draw(0x25A1) ? "\u{25A1}" : "?"

  private static func isDrawable(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x80 || hq_gnuplot_can_draw(scalar.value)
  }
}
