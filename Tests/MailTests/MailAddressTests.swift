import Mail
import Testing

@Suite struct MailAddressTests {
  @Test(
    arguments: [
      ("ann@example.org", nil, "ann@example.org"),
      ("  <ann.b+hq@mail.example.org> ", nil, "ann.b+hq@mail.example.org"),
      ("Ann Example <ann@example.org>", "Ann Example", "ann@example.org"),
      ("\"Example, Ann\" <ann@localhost>", "Example, Ann", "ann@localhost"),
      ("Ünï <ann@xn--bcher-kva.example>", "Ünï", "ann@xn--bcher-kva.example"),
    ] as [(String, String?, String)])
  func `an address has a name or none`(text: String, name: String?, address: String) throws {
    let read = try MailAddress(text)
    #expect(read.name == name)
    #expect(read.address == address)
  }

  @Test(arguments: [
    "", "ann", "@", "ann@", "@example.org", "ann@@example.org", "a@b@c", "ann @example.org",
    "ann@exa mple.org",
    "ann@example.org\r\nBcc: eve@example.org", "Ann\nBcc: eve@example.org <ann@example.org>",
    "ann@example.org\0",
    "ann@example.org,eve@example.org", "ann@example.org> <eve@example.org", "<ann@example.org> SIZE=1",
    ".ann@b",
    "a..b@c", "ann@b..c", "ann@-b", "ann@b-", "ä@example.org", "ann@bücher.example", "\"a b\"@c",
    "a\u{2028}@b.c",
    "<<ann@b.c>>", "ann(x)@b.c", "A\u{85} <a@b.c>", String(repeating: "a", count: 65) + "@b.c",
    "a@" + String(repeating: "b", count: 64), "a@" + String(repeating: "b.", count: 130) + "c",
  ])
  func `what is no address, or more than one, is refused`(text: String) {
    let error = #expect(throws: MailError.self) { try MailAddress(text) }
    #expect(error?.kind == .badAddress)
    #expect(error?.message.contains { $0.isNewline } == false)
  }
}
