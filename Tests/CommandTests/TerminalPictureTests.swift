import Foundation
import Testing

/// Pictures in the terminal: as it says that it can show them.
@Suite(.timeLimit(.minutes(2))) struct TerminalPictureTests {
  /// What a shell sends for a picture to a terminal that answers so when it is asked.
  private func picture(answering answer: String) throws -> String {
    let terminal = try PseudoTerminal.shell(columns: 70, rows: 24)
    try terminal.type("from \"films.csv\" | plot hist rating size=\"240x200\"\r")
    // The picture of one point that it asks about; what moves the cursor is left out here.
    _ = try terminal.read(until: "AAAA")
    let start = terminal.transcript.count
    try terminal.type(answer)
    var sent: String { String(decoding: terminal.transcript[start...], as: UTF8.self) }
    // The prompt asks for marks around what is pasted.
    try terminal.wait(for: "the next prompt") { _ in sent.contains("\u{1B}[?2004h") }
    let picture = sent
    // The terminal of the tests knows no pictures: what it did not understand is no fault here.
    try terminal.type("\u{3}quit\r")
    #expect(try terminal.finish().code == 0)
    return picture
  }

  @Test func `a terminal that knows kitty's protocol gets the picture by it`() throws {
    let sent = try picture(answering: "\u{1B}_Gi=31;OK\u{1B}\\\u{1B}[?62;22c")
    #expect(sent.contains("\u{1B}_G") && sent.contains("a=T"))
    #expect(!sent.contains("\u{1B}P"))
  }

  @Test func `a terminal that has sixels gets them`() throws {
    let sent = try picture(answering: "\u{1B}[?62;4;22c")
    #expect(sent.contains("\u{1B}P") && sent.contains("\u{1B}\\"))
    #expect(!sent.contains("\u{1B}_G"))
  }

  @Test(arguments: ["\u{1B}[?1;2c", "\u{1B}[?64;14;22c"])
  func `any other terminal gets characters, no wider than it is`(answer: String) throws {
    let sent = try picture(answering: answer)
    #expect(sent.contains("How rating is spread"))
    #expect(!sent.contains("\u{1B}_G") && !sent.contains("\u{1B}P"))
  }
}
