import Tables

/// Writes what gnuplot reads, so that text stays text.
enum GnuplotText {
  /// The text as gnuplot draws it and never runs it: between single quotes nothing is replaced, neither
  /// backquotes nor `@macros` nor backslashes. What would end the line becomes visible before.
  static func quote(_ text: String) -> String {
    var quoted = "'"
    for character in DisplayText.clean(oneLine(text)).unicodeScalars {
      if character == "'" { quoted += "'" }
      quoted.unicodeScalars.append(character)
    }
    return quoted + "'"
  }

  /// Data, to the last bit.
  static func append(_ value: Double, to text: inout [UInt8]) {
    if value.isFinite {
      NumberText.appendShortest(value, to: &text)
    } else {
      text.append(contentsOf: "NaN".utf8)
    }
  }

  /// Places and sizes on the page, which need no more than five digits.
  static func short(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let rounded = (value * 100_000).rounded() / 100_000
    return NumberText.readable(rounded, significantDigits: 7)
  }
}
