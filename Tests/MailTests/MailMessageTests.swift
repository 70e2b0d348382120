import Foundation
import Mail
import Tables
import TestSupport
import Testing

@Suite struct MailMessageTests {
  private static let hostile = "\r\nBcc: eve@example.org\r\n\r\nbody\u{2028}\0"

  private static let messages: [(String, MailMessage)] = {
    func address(_ text: String) -> MailAddress {
      try! MailAddress(text)
    }
    let long = String(repeating: "Grüße aus dem Kino 映画 👻 ", count: 8)
    return [
      ("plain", MailMessage(to: [address("bo@example.net")], subject: "Report", text: "One\ntwo\n")),
      ("empty", MailMessage(to: [address("bo@example.net")], subject: "", text: "")),
      (
        "text",
        MailMessage(
          to: [address("bo@example.net")], subject: "=?not encoded?=",
          text: "a=b \n\t\n.\r\n.x\r\rtab\t\n" + String(repeating: "0123456789", count: 20) + "\n" + long)
      ),
      (
        "names",
        MailMessage(
          to: [
            address("Bo B <bo@example.net>"), address("\"B, \\\"C\" <c@example.net>"),
            address("映画 <d@example.net>"),
          ],
          subject: long, text: "ä")
      ),
      (
        "files",
        MailMessage(
          to: [address("bo@example.net")], subject: "Files", text: "Two files",
          attachments: [
            .init(name: "plots/roc.png", mediaType: "image/png", bytes: Array(0...255)),
            .init(name: "映画 \"x\".pdf", mediaType: "application/pdf", bytes: [1]),
            .init(name: long, mediaType: "text", bytes: [1, 2]),
            .init(name: "", mediaType: "", bytes: []),
          ])
      ),
      (
        "hostile",
        MailMessage(
          to: [address("bo@example.net")], subject: "a" + hostile, text: hostile,
          attachments: [.init(name: "x" + hostile, mediaType: "text/plain" + hostile, bytes: [])])
      ),
    ]
  }()

  private func bytes(_ message: MailMessage) throws -> [UInt8] {
    let time = Timestamp(microseconds: 1_793_471_405_999_999)
    return message.bytes(
      from: try MailAddress("Film reports <hq@example.org>"), at: time, identity: "1.2@example.org")
  }

  @Test(arguments: messages.map(\.0))
  func `the bytes of a message are as recorded`(name: String) throws {
    let message = try #require(Self.messages.first { $0.0 == name }?.1)
    try GoldenFolder("mail").expect(bytes(message), for: name + ".hq")
  }

  @Test(arguments: messages.map(\.0))
  func `every line is short, of ASCII, and ends as mail does`(name: String) throws {
    let message = try #require(Self.messages.first { $0.0 == name }?.1)
    let text = String(decoding: try bytes(message), as: UTF8.self)
    #expect(text.utf8.allSatisfy { $0 < 127 && ($0 >= 32 || $0 == 13 || $0 == 10) })
    let lines = text.components(separatedBy: "\r\n")
    #expect(lines.last?.isEmpty == true)
    for line in lines {
      #expect(!line.utf8.contains(10) && !line.utf8.contains(13))
      #expect(line.utf8.count <= 76, "\(line)")
      #expect(line.last != " ", "\(line)")
    }
  }

  @Test func `nothing that a text holds becomes a header`() throws {
    let message = try #require(Self.messages.first { $0.0 == "hostile" }?.1)
    let text = String(decoding: try bytes(message), as: UTF8.self)
    let head = text.components(separatedBy: "\r\n\r\n")[0]
    let names = head.components(separatedBy: "\r\n").filter { !$0.hasPrefix(" ") }.map {
      $0.prefix { $0 != ":" }
    }
    #expect(names == ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"])
  }
}
