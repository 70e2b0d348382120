/// Writes texts as JSON.
package enum JSONText {
  /// The text in quotes. Controls, the ones above ASCII too, are escaped, so that none reaches a terminal.
  package static func quote(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 2)
    var text = text
    // SAFETY: the buffer is read within its bounds and is not kept.
    text.withUTF8 { appendQuoted($0, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Items that are JSON already, as an array.
  package static func list(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }

  /// The same for a text of a table, behind what is written already.
  package static func appendQuoted(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    if text.allSatisfy(isPlain) { bytes.append(contentsOf: text) } else { appendEscaped(text, to: &bytes) }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Whether a byte stands for itself; 0xC2 begins the controls above ASCII.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && byte != 0x7F && byte != 0xC2
  }

  private static func appendEscaped(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    var previous: UInt8 = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0..<0x20, 0x7F:
        appendEscape(byte, to: &bytes)
      case 0x80..<0xA0 where previous == 0xC2:
        bytes.removeLast()
        appendEscape(byte, to: &bytes)
      default:
        bytes.append(byte)
      }
      previous = byte
    }
  }

  private static func appendEscape(_ scalar: UInt8, to bytes: inout [UInt8]) {
    switch scalar {
    case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
    case UInt8(ascii: "\r"): bytes.append(contentsOf: "\\r".utf8)
    case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
    default:
      bytes.append(contentsOf: scalar < 0x10 ? "\\u000".utf8 : "\\u00".utf8)
      bytes.append(contentsOf: String(scalar, radix: 16).utf8)
    }
  }
}
