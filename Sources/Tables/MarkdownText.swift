/// Puts text into Markdown as itself, so that nothing in it is markup.
package enum MarkdownText {
  /// The text as it stands within a line, or in a cell of a table: what CommonMark or GitHub would read as
  /// markup there gets a backslash.
  package static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 8)
    var text = text
    // SAFETY: the buffer is read within its bounds and is not kept.
    text.withUTF8 { appendEscaped($0, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The same for writers of many texts. The end of a line becomes `<br>`.
  package static func appendEscaped(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    for (index, byte) in text.enumerated() {
      let next = index + 1 < text.count ? text[index + 1] : 0
      let needsBackslash =
        switch byte {
        case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "["), UInt8(ascii: "]"),
          UInt8(ascii: "<"), UInt8(ascii: "|"), UInt8(ascii: "~"):
          true
        // Within a word it is none: `vote_count`.
        case UInt8(ascii: "_"): index == 0 || !isOfWord(text[index - 1]) || !isOfWord(next)
        case UInt8(ascii: "&"): next == UInt8(ascii: "#") || isOfWord(next)
        default: false
        }
      if needsBackslash { bytes.append(UInt8(ascii: "\\")) }
      switch byte {
      case UInt8(ascii: "\r") where next == UInt8(ascii: "\n"): continue
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): bytes.append(contentsOf: "<br>".utf8)
      default: bytes.append(byte)
      }
    }
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
  }
}
