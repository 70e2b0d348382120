import Tables

/// A page on its way: markup comes from the source of hq alone, and all else is text.
struct Markup {
  private(set) var bytes: [UInt8] = []

  /// Markup is a literal, so nothing that was read can become it.
  mutating func markup(_ literal: StaticString) {
    // SAFETY: the bytes of a literal are there for ever.
    bytes.append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// One line, safe to show.
  mutating func text(_ text: String) { escaped(DisplayText.clean(text)) }

  /// Lines of a fixed pitch, safe to show.
  mutating func lines(_ text: String) { escaped(cleanLines(text).joined(separator: "\n")) }

  /// A text that may run from right to left, and then does not turn what stands around it.
  mutating func isolated(_ text: String) {
    if text.isEmpty { return }
    markup("<bdi>")
    self.text(text)
    markup("</bdi>")
  }

  /// With the blank in front; it goes into a tag that is open.
  mutating func attribute(_ name: StaticString, _ value: String) {
    markup(" ")
    markup(name)
    markup("=\"")
    text(value)
    markup("\"")
  }

  mutating func base64(_ data: [UInt8]) {
    bytes.reserveCapacity(bytes.count + data.count / 3 * 4 + 4)
    appendBase64(data, to: &bytes)
  }

  private mutating func escaped(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): markup("&amp;")
      case UInt8(ascii: "<"): markup("&lt;")
      case UInt8(ascii: ">"): markup("&gt;")
      case UInt8(ascii: "\""): markup("&quot;")
      case UInt8(ascii: "'"): markup("&#39;")
      default: bytes.append(byte)
      }
    }
  }
}

private func appendBase64(_ data: [UInt8], to bytes: inout [UInt8]) {
  let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  for start in stride(from: 0, to: data.count, by: 3) {
    let count = min(3, data.count - start)
    let second = count > 1 ? data[start + 1] : 0
    let third = count > 2 ? data[start + 2] : 0
    bytes.append(digits[Int(data[start] >> 2)])
    bytes.append(digits[Int((data[start] & 3) << 4 | second >> 4)])
    bytes.append(count > 1 ? digits[Int((second & 15) << 2 | third >> 6)] : UInt8(ascii: "="))
    bytes.append(count > 2 ? digits[Int(third & 63)] : UInt8(ascii: "="))
  }
}
