import Foundation
import Mail
import Parallel
import Tables
import Testing

@Suite(.enabled(if: MailHouse.tools != nil, "HQ_TOOLS says where Python is; `make test` does"))
struct SendingTests {
  private let noon = Timestamp(microseconds: 1_793_448_000 * Timestamp.second)

  private func message(_ text: String = "A report.") throws -> MailMessage {
    MailMessage(to: [try MailAddress("Bo <bo@example.net>")], subject: "Report", text: text)
  }

  private func failure(_ server: MailServer, _ cancellation: Cancellation = Cancellation(), pause: Int = 1)
    throws
    -> MailError?
  {
    let message = try message()
    return #expect(throws: MailError.self) {
      try send(message, through: server, at: noon, cancellation: cancellation, firstPause: pause)
    }
  }

  @Test(arguments: ["plain", "starttls", "smtps"])
  func `a message arrives`(how: String) throws {
    let isEncrypted = how != "plain"
    let house = try MailHouse(how, isEncrypted: isEncrypted)
    let server = try house.server(how == "smtps" ? "smtps" : "smtp", trusted: isEncrypted)
    try send(message(), through: server, at: noon, cancellation: Cancellation())
    #expect(house.next() == "login right")
    #expect(house.next() == "message")
    let taken = try house.taken()
    #expect(taken.sender == "hq@example.org")
    #expect(taken.recipients == ["bo@example.net"])
    #expect(taken.text == "A report.\n")
  }

  @Test func `what arrives is what was sent, whatever is in it`() throws {
    let house = try MailHouse("plain")
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) }
    let text =
      ".\n..two\n=3D ends with a blank \nGrüße 映画 👻\nFrom me\n" + String(repeating: "long ä", count: 40)
    let message = MailMessage(
      to: [try MailAddress("\"Ünï, <x>\" <ann@example.org>"), try MailAddress("bo@example.net")],
      subject: "Horror\r\nBcc: eve@example.org 怖い映画の報告、今年の秋のすべての作品について", text: text,
      attachments: [
        .init(name: "report.pdf", mediaType: "application/pdf", bytes: bytes),
        .init(
          name: "/tmp/怖い映画 \"x\"\r\n; " + String(repeating: "é", count: 30) + ".png",
          mediaType: "image/png\r\nX: y",
          bytes: []),
      ])
    try send(message, through: house.server(password: nil), at: noon, cancellation: Cancellation())
    #expect(house.next() == "message")
    let taken = try house.taken()
    #expect(taken.defects == [])
    // The end of the last line belongs to the boundary that follows.
    #expect(taken.text == text)
    #expect(taken.recipients == ["ann@example.org", "bo@example.net"])
    #expect(taken.header("Subject") == "Horror  Bcc: eve@example.org 怖い映画の報告、今年の秋のすべての作品について")
    #expect(taken.header("To") == "\"Ünï, <x>\" <ann@example.org>, bo@example.net")
    #expect(taken.header("Bcc") == nil)
    #expect(
      taken.files[0] == ["report.pdf", "application/pdf", bytes.map { String(format: "%02x", $0) }.joined()])
    #expect(
      taken.files[1] == [
        "怖い映画 \"x\"  ; " + String(repeating: "é", count: 30) + ".png", "application/octet-stream", "",
      ])
  }

  @Test func `a wrong password is said once and never shown`() throws {
    let house = try MailHouse("plain")
    let error = try failure(house.server(password: "wrong-password"))
    #expect(error?.kind == .refused)
    #expect(
      error?.message.contains("127.0.0.1:\(house.port)`, logging in as ann: the server answered `535") == true
    )
    #expect(house.next() == "login wrong")
    // Were there a second try, it would come before this one.
    try send(message(), through: house.server(), at: noon, cancellation: Cancellation())
    #expect(house.next() == "login right")
  }

  @Test func `who says come back later is asked again`() throws {
    let house = try MailHouse("later")
    try send(message(), through: house.server(), at: noon, cancellation: Cancellation(), firstPause: 1)
    #expect((1...4).map { _ in house.next() } == ["login right", "451", "login right", "message"])
  }

  @Test func `who says no is not asked again, and what is said is shown without the password`() throws {
    let house = try MailHouse("never")
    let error = try failure(house.server())
    #expect(error?.kind == .refused)
    #expect(
      error?.message
        == "`smtp://127.0.0.1:\(house.port)`, naming whom it is for, <bo@example.net>: the server answered "
        + "`550 nobody of that name, ***`")
    _ = try failure(house.server())
    #expect((1...4).map { _ in house.next() } == ["login right", "550", "login right", "550"])
  }

  @Test func `who hangs up is asked three times`() throws {
    let house = try MailHouse("closes")
    let error = try failure(house.server())
    #expect(error?.kind == .away)
    #expect(error?.message.contains("127.0.0.1:\(house.port)`, connecting: ") == true)
    #expect((1...3).map { _ in house.next() } == ["connected", "connected", "connected"])
  }

  @Test func `who is not there is away`() throws {
    let house = try MailHouse("closes")
    let values = ["HQ_SMTP_URL": "smtp://127.0.0.1:1", "HQ_MAIL_FROM": "hq@example.org"]
    #expect(try failure(MailServer { values[$0] })?.kind == .away)
    #expect(house.port > 0)
  }

  @Test func `a certificate that nobody vouches for is refused`() throws {
    let house = try MailHouse("smtps", isEncrypted: true)
    let error = try failure(house.server("smtps"))
    #expect(error?.kind == .refused)
    #expect(error?.hints.first?.contains("HQ_SMTP_CA") == true)
  }

  @Test func `without the encryption that is due no password goes out`() throws {
    let other = try MailHouse("starttls", isEncrypted: true)
    let house = try MailHouse("plain")
    let url = "smtp://localhost:\(house.port)"
    let trusting = try other.server(trusted: true)
    #expect(trusting.mustEncrypt)
    let values = [
      "HQ_SMTP_URL": url, "HQ_MAIL_FROM": "hq@example.org", "HQ_SMTP_USER": "ann",
      "HQ_SMTP_PASSWORD": "right-password",
      "HQ_SMTP_CA": "/etc/ssl/certs/ca-certificates.crt",
    ]
    let error = try failure(MailServer { values[$0] })
    #expect(error?.kind == .refused)
    #expect(error?.message.contains("offers no encryption") == true)
    // The first login that the server sees is this one.
    #expect(try failure(house.server(password: "wrong-password"))?.kind == .refused)
    #expect(house.next() == "login wrong")
  }

  @Test(arguments: [("silent", "connected"), ("busy", "451")])
  func `who waits for the server, or to ask it again, can be interrupted`(how: String, sign: String) throws {
    let house = try MailHouse(how)
    let server = try house.server(password: nil)
    let cancellation = Cancellation()
    // Read in another thread: this one is busy with the server.
    Thread.detachNewThread { [house = UncheckedHouse(house: house)] in
      #expect(house.house.next() == sign)
      cancellation.cancel()
    }
    #expect(try failure(server, cancellation, pause: 3_600_000)?.kind == .cancelled)
  }

  @Test func `a message that is interrupted half way is not delivered by half`() throws {
    let house = try MailHouse("half")
    let server = try house.server(password: nil)
    // More than the connection holds in between.
    let message = try message(String(repeating: "All work and no play\n", count: 1_000_000))
    let cancellation = Cancellation()
    Thread.detachNewThread { [house = UncheckedHouse(house: house)] in
      #expect(house.house.next() == "data")
      cancellation.cancel()
      // Now the server reads on.
      _ = try? failure(server)
    }
    let error = #expect(throws: MailError.self) {
      try send(message, through: server, at: noon, cancellation: cancellation)
    }
    #expect(error?.kind == .cancelled)
    #expect(house.next() == "half")
  }

  /// SAFETY: of the two threads only one reads from it.
  private struct UncheckedHouse: @unchecked Sendable {
    let house: MailHouse
  }
}
