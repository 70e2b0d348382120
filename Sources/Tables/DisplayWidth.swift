/// How many columns text takes on a terminal.
///
/// East Asian wide characters take two, combining marks none, and an emoji takes two however many scalars it is
/// made of: with a variation selector, a skin tone, joiners, as a flag or a keycap. Other clusters take what
/// their scalars take together. The text must be clean; a control character counts as nothing.
package enum DisplayWidth {
  /// The width, or any number above `limit` when it is more than that: a long text is not read to its end.
  package static func of(_ text: some StringProtocol, limit: Int = .max) -> Int {
    if DisplayText.isPlain(text.utf8) { return text.utf8.count }
    var width = 0
    var isSimple = true
    for scalar in text.unicodeScalars {
      guard let columns = ofSimple(scalar) else {
        isSimple = false
        break
      }
      width += columns
      if width > limit { break }
    }
    if isSimple { return width }
    width = 0
    for character in text {
      width += of(character)
      if width > limit { break }
    }
    return width
  }

  package static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if first.properties.isEmoji, scalars.dropFirst().contains(where: { makesEmoji($0, of: first) }) {
      return 2
    }
    return scalars.reduce(0) { $0 + of($1) }
  }

  package static func of(_ scalar: Unicode.Scalar) -> Int {
    if let columns = ofSimple(scalar) { return columns }
    switch scalar.value {
    case 0..<0xA0: return 0
    // The vowels and final consonants of Hangul stand inside the block of the first one.
    case 0x1160...0x11FF, 0xD7B0...0xD7FB: return 0
    // Signs that stand around the number that follows: format characters that are seen.
    case 0x600...0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD: return 1
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .lineSeparator, .paragraphSeparator: return 0
    default: return isWide(scalar.value) ? 2 : 1
    }
  }

  /// The width of a scalar that stands for itself among others of its kind: most of all text. Nil for what has
  /// to be looked at within its cluster.
  private static func ofSimple(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    // Latin, Greek, Cyrillic, dashes and quotes.
    case 0x20...0x7E, 0xA0..<0x300, 0x370...0x482, 0x48A...0x52F, 0x2010...0x2027: 1
    // Kana, ideographs, Hangul.
    case 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF, 0xAC00...0xD7A3: 2
    default: nil
    }
  }

  private static func makesEmoji(_ scalar: Unicode.Scalar, of first: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xFE0F, 0x1F1E6...0x1F1FF, 0x1F3FB...0x1F3FF: true
    case 0x200D: !first.isASCII
    default: false
    }
  }

  private static func isWide(_ scalar: UInt32) -> Bool {
    var low = 0
    var high = wide.count
    while low < high {
      let middle = (low + high) / 2
      if wide[middle].last < scalar { low = middle + 1 } else { high = middle }
    }
    return low < wide.count && wide[low].first <= scalar
  }
}

extension DisplayWidth {
  /// The text, or as much of its beginning as leaves room for the ellipsis.
  package static func truncate(_ text: String, to columns: Int) -> String {
    if of(text, limit: columns) <= columns { return text }
    let room = columns - 1
    guard room >= 0 else { return "" }
    var end = text.startIndex
    var width = 0
    while end < text.endIndex {
      width += of(text[end])
      if width > room { break }
      end = text.index(after: end)
    }
    return text[..<end] + "…"
  }
}
