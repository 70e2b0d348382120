/// The server that takes messages, and who sends them. The password shows nowhere.
package struct MailServer: Sendable {
  /// Encrypted from the first byte on.
  let isSecure: Bool
  /// IPv6 addresses have their brackets.
  let host: String
  let port: Int
  let login: Login?
  package let sender: MailAddress
  /// A file of certificates that are trusted in the place of the system's.
  let certificates: String?

  struct Login: Sendable {
    let user: String
    let password: String
  }

  /// From `HQ_SMTP_URL`, `HQ_SMTP_USER`, `HQ_SMTP_PASSWORD`, `HQ_SMTP_CA` and `HQ_MAIL_FROM`.
  package init(variable: (String) -> String?) throws(MailError) {
    func value(_ name: String) -> String? { variable(name).flatMap { $0.isEmpty ? nil : $0 } }
    guard let url = value("HQ_SMTP_URL") else {
      throw MailError(.badSetting, "HQ_SMTP_URL does not say which server sends mail", hints: [Self.urlHint])
    }
    (isSecure, host, port) = try Self.parts(of: url)
    guard let from = value("HQ_MAIL_FROM") else {
      throw MailError(
        .badSetting, "HQ_MAIL_FROM does not say whom mail is from",
        hints: ["it looks like hq@example.org or Film reports <hq@example.org>"])
    }
    do {
      sender = try MailAddress(from)
    } catch {
      throw MailError(.badSetting, "HQ_MAIL_FROM: \(error.message)", hints: error.hints)
    }
    switch (value("HQ_SMTP_USER"), value("HQ_SMTP_PASSWORD")) {
    case (nil, nil): login = nil
    case (nil, _?):
      throw MailError(
        .badSetting, "HQ_SMTP_PASSWORD is set, but not HQ_SMTP_USER",
        hints: ["set both, or neither for a server that asks nobody who they are"])
    case (_?, nil):
      throw MailError(
        .badSetting, "HQ_SMTP_USER is set, but not HQ_SMTP_PASSWORD",
        hints: ["set both, or neither for a server that asks nobody who they are"])
    case (let user?, let password?):
      guard !(user + password).unicodeScalars.contains(where: MailText.breaksLine) else {
        throw MailError(
          .badSetting, "HQ_SMTP_USER or HQ_SMTP_PASSWORD has a line break or a control character in it",
          hints: ["often it is the line end of the file that it was read from"])
      }
      login = Login(user: user, password: password)
    }
    certificates = value("HQ_SMTP_CA")
  }

  private static let urlHint =
    "it looks like smtp://mail.example.org:587, or smtps://mail.example.org:465 where all is encrypted from the start"

  /// What is wrong is never shown: it may hold a password.
  private static func parts(of url: String) throws(MailError) -> (Bool, String, Int) {
    let bad = MailError(.badSetting, "HQ_SMTP_URL is no address of a mail server", hints: [urlHint])
    guard let colon = url.firstIndex(of: ":"), url[colon...].hasPrefix("://") else { throw bad }
    let scheme = url[..<colon].lowercased()
    guard scheme == "smtp" || scheme == "smtps" else { throw bad }
    var rest = url[colon...].dropFirst(3)
    guard !rest.contains("@") else {
      throw MailError(
        .badSetting, "HQ_SMTP_URL holds a name or a password, which belong elsewhere",
        hints: ["set HQ_SMTP_USER and HQ_SMTP_PASSWORD, and leave only the server here", urlHint])
    }
    if rest.hasSuffix("/") { rest = rest.dropLast() }
    var host = rest
    var port: Int? = scheme == "smtps" ? 465 : 587
    if let end = rest.lastIndex(of: ":"), !rest[end...].contains("]") {
      let digits = rest[rest.index(after: end)...]
      port = digits.utf8.allSatisfy { (48...57).contains($0) } ? Int(digits) : nil
      host = rest[..<end]
    }
    guard let port, (1...65_535).contains(port), isHost(host) else { throw bad }
    return (scheme == "smtps", host.lowercased(), port)
  }

  private static func isHost(_ text: Substring) -> Bool {
    if text.hasPrefix("["), text.hasSuffix("]") {
      let inside = text.dropFirst().dropLast()
      return inside.contains(":") && inside.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
    }
    return !text.isEmpty && text.first != "-"
      && text.utf8.allSatisfy { MailText.isLetterOrDigit($0) || ".-".utf8.contains($0) }
  }

  var url: String { "\(isSecure ? "smtps" : "smtp")://\(host):\(port)" }

  /// What goes there leaves this machine nowhere.
  var isThisMachine: Bool { ["127.0.0.1", "[::1]", "localhost"].contains(host) }

  /// Only where nobody can listen may a message, and the password with it, go as it is; and where a certificate
  /// is named, not even there.
  package var mustEncrypt: Bool { isSecure || !isThisMachine || certificates != nil }

  /// The text with stars where the password stands, as it is or as it goes over the wire.
  func masked(_ text: String) -> String {
    guard let login else { return text }
    let wires = [Array(login.password.utf8), Array("\0\(login.user)\0\(login.password)".utf8)]
      .map { String(decoding: MailEncoding.base64($0), as: UTF8.self) }
    return (wires + [login.password]).reduce(text) { text, secret in
      text.replacing(secret, with: "***")
    }
  }
}

extension MailServer: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { url }
  package var debugDescription: String { url }
  package var customMirror: Mirror { Mirror(self, children: ["url": url, "sender": sender]) }
}

extension MailServer.Login: CustomStringConvertible, CustomReflectable {
  var description: String { user }
  var customMirror: Mirror { Mirror(self, children: ["user": user]) }
}
