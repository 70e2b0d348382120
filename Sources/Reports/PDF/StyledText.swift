import Tables

/// A text of which stretches look different. It holds nothing that could disturb a line.
struct StyledText {
  struct Style: Equatable {
    var color: UInt32?
    var isBold = false
    var isItalic = false
    var isMono = false
    /// Digits of one width, each where the font would put it alone.
    var isNumber = false
    var link: String?
  }

  struct Stretch {
    /// Bytes of the text.
    let range: Range<Int>
    let style: Style
  }

  private(set) var text = ""
  private(set) var count = 0
  private(set) var stretches: [Stretch] = []

  init() {}

  init(_ text: String, _ style: Style = Style()) { append(text, style) }

  mutating func append(_ piece: String, _ style: Style = Style()) {
    let cleaned = DisplayText.clean(piece)
    let start = count
    text += cleaned
    count += cleaned.utf8.count
    if style != Style(), start < count { stretches.append(Stretch(range: start..<count, style: style)) }
  }

  mutating func breakLine() {
    text += "\n"
    count += 1
  }
}

extension StyledText {
  /// Pieces of at most about so many bytes, cut between words where there are any: a line takes the longer to
  /// break the more text there is behind it.
  func pieces(of limit: Int = 4000) -> [StyledText] {
    guard count > limit else { return [self] }
    var pieces: [StyledText] = []
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      let end = StyledText.cut(bytes, from: start, limit: limit)
      pieces.append(part(start..<end, of: bytes))
      start = end
    }
    return pieces
  }

  private static func cut(_ bytes: [UInt8], from start: Int, limit: Int) -> Int {
    guard bytes.count - start > limit else { return bytes.count }
    let most = start + limit
    if let blank = bytes[start + limit / 2..<most].lastIndex(of: UInt8(ascii: " ")) { return blank + 1 }
    var end = most
    while bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }

  private func part(_ range: Range<Int>, of bytes: [UInt8]) -> StyledText {
    var part = StyledText()
    part.text = String(decoding: bytes[range], as: UTF8.self)
    part.count = range.count
    part.stretches = stretches.compactMap { stretch in
      let common = stretch.range.clamped(to: range)
      guard !common.isEmpty else { return nil }
      return Stretch(
        range: common.lowerBound - range.lowerBound..<common.upperBound - range.lowerBound,
        style: stretch.style)
    }
    return part
  }
}
