import CCurl

/// What a try that failed means: whether another one makes sense, and what to say.
struct MailFailure {
  let mayPass: Bool
  let error: MailError

  init(_ code: CURLcode, _ status: Int, _ transfer: MailTransfer, _ server: MailServer) {
    let tried = MailFailure.action(transfer.command, server)
    let answer = MailFailure.answer(transfer, server)
    let reason = server.masked(String(cString: hq_curl_explain(code)).lowercased())
    func error(_ kind: MailError.Kind, _ why: String, hints: [String] = []) -> MailError {
      MailError(kind, "`\(server)`, \(tried): \(why)", hints: hints)
    }
    switch (code, status) {
    case (CURLE_USE_SSL_FAILED, _):
      mayPass = false
      self.error = error(
        .refused, "the server offers no encryption, without which nothing is sent",
        hints: ["smtps:// and its port, often 465, encrypt from the start"])
    case (CURLE_PEER_FAILED_VERIFICATION, _), (CURLE_SSL_CACERT_BADFILE, _):
      mayPass = false
      self.error = error(
        .refused, reason,
        hints: ["HQ_SMTP_CA names a file of certificates for a server with one of its own"])
    case (CURLE_UNSUPPORTED_PROTOCOL, _), (CURLE_URL_MALFORMAT, _):
      mayPass = false
      self.error = error(.badSetting, reason)
    case (_, 400...499) where !answer.isEmpty:
      mayPass = true
      self.error = error(.away, "the server answered `\(answer)`", hints: ["later it may work"])
    case (CURLE_LOGIN_DENIED, _):
      mayPass = false
      let why = answer.isEmpty ? reason : "the server answered `\(answer)`"
      self.error = error(
        .refused, why, hints: ["HQ_SMTP_USER and HQ_SMTP_PASSWORD say who sends, and with which password"])
    case (_, 500...) where !answer.isEmpty:
      mayPass = false
      self.error = error(.refused, "the server answered `\(answer)`")
    default:
      mayPass = true
      self.error = error(
        .away, reason, hints: ["HQ_SMTP_URL names the server and its port; later it may work"])
    }
  }

  /// What the server said to the last command, on one line.
  private static func answer(_ transfer: MailTransfer, _ server: MailServer) -> String {
    // Masked before it is cut, so that no part of a password is left at the end.
    let text = MailText.oneLine(server.masked(String(decoding: transfer.reply, as: UTF8.self)))
    return String(text.prefix(300))
  }

  /// The command is not shown itself: that of a login holds the password.
  private static func action(_ command: String, _ server: MailServer) -> String {
    if command.hasPrefix("RCPT TO:") {
      return "naming whom it is for, " + MailText.oneLine(String(command.dropFirst(8)))
    }
    if command.hasPrefix("MAIL FROM:") { return "naming whom it is from, <\(server.sender.address)>" }
    if command.hasPrefix("DATA") { return "handing over the message" }
    if command.hasPrefix("STARTTLS") { return "starting the encryption" }
    if command.isEmpty { return "connecting" }
    if command.hasPrefix("EHLO") || command.hasPrefix("HELO") { return "saying hello" }
    return server.login.map { "logging in as \($0.user)" } ?? "handing over the message"
  }
}
