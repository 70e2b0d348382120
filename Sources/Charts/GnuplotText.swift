import Tables

/// Writes what gnuplot reads, so that text stays text.
enum GnuplotText {
  /// The text as gnuplot draws it and never runs it: every sign that could mean something to it (quotes,
  /// backquotes, `$`, `@`, `%`, backslashes) is written by its number. Single quotes would not do: a text
  /// that begins with one would end the quotation, since gnuplot takes the first two for an empty text.
  static func quote(_ text: String) -> String {
    var quoted = "\""
    // gnuplot reads all digits behind a backslash, however many, so that one behind a number needs a number
    // too.
    var isBehindNumber = false
    for scalar in DisplayText.clean(oneLine(text)).unicodeScalars {
      let isDigit = (0x30...0x39).contains(scalar.value)
      if scalar.value >= 0x80 || (isHarmless(UInt8(scalar.value)) && !(isDigit && isBehindNumber)) {
        quoted.unicodeScalars.append(scalar)
        isBehindNumber = false
      } else {
        isBehindNumber = true
        quoted += "\\" + NumberText.padded(scalar.value, to: 3, radix: 8)
      }
    }
    return quoted + "\""
  }

  private static func isHarmless(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: " _-+=.,:/()<>|?!*~^".utf8.contains(byte)
    }
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
