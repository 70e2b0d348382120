/// What TMDB knows its user by. Nothing prints it: it goes into requests, and nowhere else.
package struct Credential: Sendable, CustomStringConvertible, CustomReflectable {
  private enum Kind {
    /// 32 hexadecimal digits, for the query of a URL.
    case key
    /// Three parts with points between, for a header.
    case token
  }

  private let kind: Kind
  private let text: String

  /// Nil for a text that is neither kind.
  package init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    if text.utf8.count == 32, text.utf8.allSatisfy(Credential.isHexadecimal) {
      kind = .key
    } else if parts.count == 3, text.hasPrefix("eyJ"),
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Credential.isOfToken) })
    {
      kind = .token
    } else {
      return nil
    }
    self.text = text
  }

  var query: [(name: String, value: String)] { kind == .key ? [("api_key", text)] : [] }
  var headers: [String] { kind == .token ? ["Authorization: Bearer " + text] : [] }

  /// A text without the credential, should someone have put it in there.
  func redacted(_ text: String) -> String {
    text.contains(self.text) ? text.split(separator: self.text).joined(separator: "(key)") : text
  }

  package var description: String { "(key)" }
  package var customMirror: Mirror { Mirror(self, children: []) }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...102).contains(byte | 32)
  }

  private static func isOfToken(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...122).contains(byte | 32) || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "=")
  }
}
