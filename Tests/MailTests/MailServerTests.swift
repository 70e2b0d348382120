import Mail
import Testing

@Suite struct MailServerTests {
  private func server(_ changes: [String: String?]) throws -> MailServer {
    var values: [String: String?] = [
      "HQ_SMTP_URL": "smtp://mail.example.org", "HQ_MAIL_FROM": "hq@example.org",
    ]
    values.merge(changes) { $1 }
    return try MailServer { values[$0] ?? nil }
  }

  @Test(arguments: [
    ("smtp://mail.example.org", "smtp://mail.example.org:587", true),
    ("SMTPS://Mail.Example.org/", "smtps://mail.example.org:465", true),
    ("smtp://127.0.0.1:25", "smtp://127.0.0.1:25", false),
    ("smtp://[::1]:2525", "smtp://[::1]:2525", false),
    ("smtp://localhost", "smtp://localhost:587", false),
    ("smtps://localhost", "smtps://localhost:465", true),
    ("smtp://127.0.0.1.example.org", "smtp://127.0.0.1.example.org:587", true),
  ])
  func `only to this machine may mail go unencrypted`(url: String, shown: String, mustEncrypt: Bool) throws {
    let server = try server(["HQ_SMTP_URL": url])
    #expect(server.description == shown)
    #expect(server.mustEncrypt == mustEncrypt)
  }

  @Test(arguments: [
    "", "mail.example.org", "http://mail.example.org", "smtp://", "smtp://:25", "smtp://a:0",
    "smtp://a:65536",
    "smtp://a:2x", "smtp://a/b", "smtp://a b", "smtp://a\r\nb", "smtp://-a", "smtp://[::1", "smtp://[x]",
    "smtp://a?b",
  ])
  func `an address that is none is refused with an example`(url: String) {
    let error = #expect(throws: MailError.self) { try server(["HQ_SMTP_URL": url]) }
    #expect(error?.kind == .badSetting)
    #expect(error?.hints.first?.contains("smtp://mail.example.org:587") == true)
  }

  @Test func `a password in the address is refused and not shown`() {
    let error = #expect(throws: MailError.self) {
      try server(["HQ_SMTP_URL": "smtp://ann:s3cret@mail.example.org"])
    }
    #expect(error?.hints.first?.contains("HQ_SMTP_PASSWORD") == true)
    #expect(!"\(String(describing: error))".contains("s3cret"))
  }

  @Test(
    arguments: [
      ["HQ_MAIL_FROM": nil], ["HQ_MAIL_FROM": "nobody"], ["HQ_SMTP_USER": "ann"],
      ["HQ_SMTP_PASSWORD": "s3cret"],
      ["HQ_SMTP_USER": "ann", "HQ_SMTP_PASSWORD": "s3cret\n"],
    ] as [[String: String?]])
  func `what is missing is named, what is secret is not`(changes: [String: String?]) {
    let error = #expect(throws: MailError.self) { try server(changes) }
    #expect(error?.kind == .badSetting)
    #expect(error?.message.contains("HQ_") == true)
    #expect(error?.hints.isEmpty == false)
    #expect(!"\(String(describing: error))".contains("s3cret"))
  }

  @Test func `a server does not show its password, however it is looked at`() throws {
    let server = try server(["HQ_SMTP_USER": "ann", "HQ_SMTP_PASSWORD": "s3cret"])
    var dumped = ""
    dump(server, to: &dumped)
    #expect(dumped.contains("mail.example.org"))
    for text in [dumped, "\(server)", String(reflecting: server), String(describing: [server])] {
      #expect(!text.contains("s3cret"))
    }
  }
}
