import Mail
import Testing

@Suite struct MailErrorTests {
  @Test func `an error says what it is about`() {
    #expect(MailError(.away, "the server is away").message == "the server is away")
  }
}
