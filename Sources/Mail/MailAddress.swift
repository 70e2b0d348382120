/// Whom a message is for or from: `ann@example.org`, or `Ann Example <ann@example.org>`.
package struct MailAddress: Sendable, Hashable {
  package let name: String?
  /// `local@domain`, of ASCII alone.
  package let address: String

  package init(_ text: String) throws(MailError) {
    func bad(_ why: String) -> MailError {
      MailError(
        .badAddress, "`\(MailText.oneLine(text, limit: 80))` is no mail address: \(why)",
        hints: ["it looks like ann@example.org or Ann Example <ann@example.org>"])
    }
    guard !text.unicodeScalars.contains(where: MailText.breaksLine) else {
      throw bad("a line break or a control character is in it")
    }
    var address = MailText.trimmed(text)
    var name: String?
    if address.hasSuffix(">"), let open = address.lastIndex(of: "<") {
      var words = MailText.trimmed(String(address[..<open]))
      if words.count > 1, words.hasPrefix("\""), words.hasSuffix("\"") {
        words = String(words.dropFirst().dropLast())
      }
      name = words.isEmpty ? nil : words
      address = String(address[address.index(after: open)...].dropLast())
    }
    guard address.utf8.allSatisfy({ $0 < 128 }) else {
      throw bad("outside of the name only ASCII is taken; a domain has a form in it that begins with xn--")
    }
    let parts = address.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw bad("one @ is needed") }
    guard Self.isLocal(parts[0]) else { throw bad("what stands before the @ cannot") }
    guard Self.isDomain(parts[1]), address.utf8.count <= 254 else {
      throw bad("what stands after the @ is no domain")
    }
    self.name = name
    self.address = address
  }

  var domain: Substring { address.drop { $0 != "@" }.dropFirst() }

  /// Atoms with dots between them (RFC 5322, 3.2.3).
  private static func isLocal(_ text: Substring) -> Bool {
    text.utf8.count <= 64
      && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
        !atom.isEmpty && atom.utf8.allSatisfy(MailText.isAtom)
      }
  }

  private static func isDomain(_ text: Substring) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
      !label.isEmpty && label.utf8.count <= 63 && label.first != "-" && label.last != "-"
        && label.utf8.allSatisfy { MailText.isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
    }
  }
}

extension MailAddress: CustomStringConvertible {
  package var description: String { name.map { "\($0) <\(address)>" } ?? address }
}
