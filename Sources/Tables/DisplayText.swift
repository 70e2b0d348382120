/// Makes text from anywhere safe to show: what would move the cursor, hide itself or reorder its neighbours
/// becomes visible.
///
/// A control character with a picture in Unicode becomes that picture, so that it still takes one column:
/// a line feed `␊`, a tab `␉`, an escape `␛`, a delete `␡`. Everything else becomes its number, `\u{202E}`:
/// the controls above ASCII, line separators, bidirectional controls, and what takes no room. Joiners stay
/// where a script or an emoji needs them: between two letters, marks or emoji beyond ASCII.
package enum DisplayText {
  package static func clean(_ text: String) -> String {
    if isPlain(text.utf8) { return text }
    let scalars = text.unicodeScalars
    if !scalars.contains(where: { disturbs($0) }) { return text }
    var cleaned = String.UnicodeScalarView()
    var isInFlag = false
    for index in scalars.indices {
      let scalar = scalars[index]
      let isTag = (0xE0020...0xE007F).contains(scalar.value)
      isInFlag = scalar == blackFlag || (isInFlag && isTag)
      if !disturbs(scalar) || (isTag && isInFlag) || joins(scalars, at: index) {
        cleaned.append(scalar)
      } else {
        cleaned.append(contentsOf: visible(scalar).unicodeScalars)
      }
    }
    return String(cleaned)
  }

  /// `clean` for bytes that may not even be UTF-8; what is not becomes U+FFFD.
  package static func clean(_ bytes: ArraySlice<UInt8>) -> String {
    clean(String(decoding: bytes, as: UTF8.self))
  }

  /// True for printable ASCII: it is clean, and as wide as it has bytes.
  @inlinable package static func isPlain(_ bytes: some Sequence<UInt8>) -> Bool {
    bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }

  private static let blackFlag: Unicode.Scalar = "\u{1F3F4}"

  private static func disturbs(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x61B: false
    case 0...0x9F: true
    case 0xAD, 0x61C, 0x180E: true
    case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F: true
    case 0x3164, 0xFEFF, 0xFFA0, 0xFFF9...0xFFFB: true
    case 0x1D173...0x1D17A, 0xE0000...0xE007F: true
    default: false
    }
  }

  private static func visible(_ scalar: Unicode.Scalar) -> String {
    let picture: UInt32? =
      switch scalar.value {
      case 0..<0x20: 0x2400 + scalar.value
      case 0x7F: 0x2421
      default: nil
      }
    if let picture = picture.flatMap(Unicode.Scalar.init) { return String(picture) }
    return "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
  }

  private static func joins(_ scalars: String.UnicodeScalarView, at index: String.Index) -> Bool {
    guard scalars[index].value == 0x200C || scalars[index].value == 0x200D, index > scalars.startIndex
    else { return false }
    let next = scalars.index(after: index)
    return next < scalars.endIndex && isJoinable(scalars[scalars.index(before: index)])
      && isJoinable(scalars[next])
  }

  private static func isJoinable(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x300, !disturbs(scalar) else { return false }
    switch scalar.properties.generalCategory {
    case .otherLetter, .lowercaseLetter, .uppercaseLetter, .modifierLetter: return true
    case .nonspacingMark, .spacingMark: return true
    default: return scalar.properties.isEmoji
    }
  }
}
