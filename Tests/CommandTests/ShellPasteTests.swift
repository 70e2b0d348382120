import Foundation
import Testing

/// Text that is pasted, between the marks that a terminal sets around it.
@Suite(.timeLimit(.minutes(2))) struct ShellPasteTests {
  /// Reads until so many statements have been answered, and a line can be typed.
  private func answers(_ terminal: PseudoTerminal, paste: String) throws -> String {
    try terminal.paste(paste)
    return try terminal.answer()
  }

  @Test func `ten lines with tabs run as those ten lines`() throws {
    let terminal = try PseudoTerminal.shell(rows: 60)
    let answer = try answers(
      terminal,
      paste: """
        from "films.csv"
        \t| select id,
        \t\ttitle
        \t# the first three
        \t| take 3

        take 2
        derive note = "a\tb"
        select note
        show\t1

        """)
    #expect(answer.contains("note\na␉b\na␉b\n(2 rows)"))
    #expect(answer.hasSuffix("hq> show 1\n\nnote\na␉b\n(1 row)\n1 of 2 rows\n"))
    #expect(
      answer.contains(
        "hq> from \"films.csv\"\n  >  | select id,\n  >   title\n  >  # the first three\n  >  | take 3\n"))
    try terminal.quit()
  }

  @Test(arguments: ["\n", "\r", "\r\n"])
  func `what follows the last line stays to be edited`(_ lineEnd: String) throws {
    let terminal = try PseudoTerminal.shell()
    let lines = ["from \"films.csv\" | take 1", "select id", "derive twice = id +"]
    try terminal.type("# \u{1}")
    _ = try answers(terminal, paste: lines.joined(separator: lineEnd))
    try terminal.wait(for: "hq> derive twice = id +#")
    try terminal.type("2 \r")
    try terminal.wait(for: "the sum") { $0.text.contains("twice\n 1      3\n") }
    try terminal.quit()
  }

  @Test func `a paste into a line takes what stands behind the cursor along`() throws {
    let terminal = try PseudoTerminal.shell()
    try terminal.type("from  | take 1\u{1}\u{1B}f ")
    try terminal.paste("\"films.csv\"")
    try terminal.wait(for: "hq> from \"films.csv\"  | take 1")
    try terminal.type("\u{15}")
    try terminal.paste("\nset format=csv\nshow ")
    try terminal.wait(for: "hq>", "hq> set format=csv", "hq> show   | take 1")
    #expect(terminal.screen.cursor.column == 9)
    try terminal.quit()
  }

  @Test func `a paste of a megabyte in one statement runs at once`() throws {
    let terminal = try PseudoTerminal.shell()
    let lines = (0..<40_000).map { "  \($0) + # and so on, \(["a", "ä", "漢"][$0 % 3])\n" }
    let text =
      "from \"films.csv\" | take 1 | derive ok = length(\"\"\"\n\(lines.joined())\"\"\") | select ok\n"
    #expect(text.utf8.count > 1_000_000)
    let answer = try answers(terminal, paste: text)
    #expect(answer.contains("ok\n\(lines.joined().count - 1)\n(1 row)"))
    try terminal.quit()
  }

  @Test func `a paste of a megabyte without a line end stays to be edited`() throws {
    let terminal = try PseudoTerminal.shell(columns: 40, rows: 6)
    try terminal.paste(String(repeating: "# long ", count: 150_000) + "end")
    try terminal.wait(for: "the end of it") { $0.lines.last?.hasSuffix("end") == true }
    try terminal.type("!")
    try terminal.wait(for: "the end of it") { $0.lines.last?.hasSuffix("end!") == true }
    try terminal.type("\r")
    _ = try terminal.answer()
    try terminal.quit()
  }

  @Test func `thousands of pasted statements run in their order`() throws {
    let terminal = try PseudoTerminal.shell()
    let count = 3000
    let text = (1...count).map { "param p\($0) = \($0)\n" }.joined()
    let answer = try answers(
      terminal, paste: text + "from \"films.csv\" | take 1 | derive p = $p\(count) | select p\n")
    #expect(answer.contains("p\n3000\n"))
    try terminal.type("\u{1B}[A\u{1B}[A")
    try terminal.wait(for: "hq> param p\(count) = \(count)")
    try terminal.quit()
  }

  @Test func `control characters in a paste do nothing but take room`() throws {
    let terminal = try PseudoTerminal.shell()
    try terminal.paste("show\u{1B}[31m \u{3}\u{4}\u{1A}x\u{7F}\u{9B}2J\u{0}\u{202E}y\u{7}")
    try terminal.wait(for: "hq> show [31m    x  2J \\u{202E}y")
    try terminal.paste("\u{1B}[2J\u{9C}\n")
    _ = try terminal.answer()
    #expect(terminal.screen.unknown == [])
    #expect(!String(decoding: terminal.transcript, as: UTF8.self).unicodeScalars.contains("\u{202E}"))
    try terminal.quit()
  }

  @Test func `an interrupt drops what has not run of a paste`() throws {
    let workspace = try Workspace()
    #expect(try workspace.shell("mkfifo slow.csv").code == 0)
    let terminal = try PseudoTerminal.shell(in: workspace)
    try terminal.paste("from \"films.csv\" | take 1\nfrom \"slow.csv\"\nabout\nabout")
    // Opens when hq reads from the other end.
    let writer = try required(FileHandle(forWritingAtPath: workspace.path + "/slow.csv"), "the pipe")
    try terminal.type("\u{3}")
    _ = try terminal.read(until: "slow.csv")
    try writer.close()
    let answer = try terminal.answer()
    #expect(answer.contains("interrupted"))
    #expect(!answer.contains("about"))
    try terminal.wait(for: "an empty line") { $0.lines.last == "hq>" }
    try terminal.quit()
  }

  @Test func `a paste whose end is lost is left by an interrupt`() throws {
    let terminal = try PseudoTerminal.shell()
    try terminal.type("\u{1B}[200~from \"films.csv\"")
    // Nothing shows that it has come; each further interrupt only drops what is typed.
    while terminal.screen.lines.last?.hasSuffix("^C") != true {
      try terminal.type("\u{3}")
      _ = terminal.receive(within: 100)
    }
    try terminal.quit()
  }

  @Test func `a paste where a single key is awaited comes as keys`() throws {
    let terminal = try PseudoTerminal.shell()
    try terminal.type("\u{16}")
    try terminal.paste("a\tb\nc")
    try terminal.type("d")
    try terminal.wait(for: "the letters") { $0.lines.last?.hasSuffix("b cd") == true }
    try terminal.quit()
  }

  @Test func `a paste into a search looks for it`() throws {
    let terminal = try PseudoTerminal.shell()
    _ = try terminal.answer(to: "about # one")
    _ = try terminal.answer(to: "about # two")
    try terminal.type("\u{12}")
    try terminal.paste("# one\nmore")
    try terminal.wait(for: "(search `# one`) about # one")
    try terminal.quit()
  }
}
