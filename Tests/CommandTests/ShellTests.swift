import Foundation
import Testing

/// The shell at a terminal.
@Suite(.timeLimit(.minutes(2))) struct ShellTests {
  @Test func `a statement is run when its line is whole, and its table is cut to the screen`() throws {
    let terminal = try PseudoTerminal.shell()
    _ = try terminal.answer(to: "from \"films.csv\"")
    let shown = try terminal.answer(to: "show").split(separator: "\n").map(String.init)
    for line in shown { #expect(line.count <= 60) }
    #expect(shown.count <= 20)
    #expect(shown.contains { $0.contains("of 40 rows") || $0.contains("40 rows") })
    #expect(shown.contains { $0.contains("columns") })
    try terminal.quit()
  }

  @Test func `a statement goes on over lines until it is whole`() throws {
    let terminal = try PseudoTerminal.shell()
    for line in ["from \"films.csv\" |", "take 2 |", "select ("] {
      _ = try terminal.answer(to: line)
      try terminal.wait(for: "the prompt that goes on") { $0.lines.last == "  >" }
    }
    #expect(try terminal.answer(to: "id)").contains("id\n 1\n 2\n"))
    try terminal.type("\u{4}")
    #expect(try terminal.finish().code == 0)
  }

  @Test func `an error is told and the session goes on with what it had`() throws {
    let terminal = try PseudoTerminal.shell()
    _ = try terminal.answer(to: "from \"films.csv\" | select id, title | take 1 as one")
    #expect(try terminal.answer(to: "where tilte == 1").contains("did you mean `title`?"))
    #expect(try terminal.answer(to: "derive x = 9223372036854775807 * id + id").contains("HQ401"))
    #expect(try terminal.answer(to: "select title").contains("The Long, Dark Hallway"))
    #expect(try terminal.answer(to: "undo ; select id").contains("id\n"))
    try terminal.type("\u{4}")
    #expect(try terminal.finish().code == 0)
  }

  @Test func `an interrupt drops what is typed of a statement, and the session goes on`() throws {
    let terminal = try PseudoTerminal.shell()
    _ = try terminal.answer(to: "from \"films.csv\" |")
    try terminal.type("tak\u{3}")
    _ = try terminal.answer()
    try terminal.wait(for: "hq> from \"films.csv\" |", "  > tak^C", "hq>")
    #expect(try terminal.answer(to: "from \"films.csv\" | aggregate count()").contains("   40\n"))
    try terminal.quit()
  }

  @Test func `the shell ends when it is terminated, and leaves the terminal as it was`() throws {
    let terminal = try PseudoTerminal.shell()
    _ = try terminal.answer(to: "from \"films.csv\" | aggregate count()")
    try terminal.type("half a line")
    try terminal.wait(for: "hq> half a line")
    try terminal.terminate()
    #expect(try terminal.finish().code == 143)
    #expect(terminal.isInLineMode && !terminal.screen.takesPastes)
    #expect(terminal.screen.cursor.column == 0)
  }

  @Test func `an interrupt stops a long statement, and the session has what it had`() throws {
    let workspace = try Workspace()
    try workspace.write("ones.csv", "k\n" + String(repeating: "1\n", count: 20_000))
    let terminal = try PseudoTerminal.shell(in: workspace)
    _ = try terminal.answer(to: "from \"ones.csv\" as ones")
    try terminal.type("take 1 | show 1 ; ones | join ones on k | join ones on k\r")
    _ = try terminal.read(until: "(1 row)")
    #expect(terminal.isInLineMode && !terminal.screen.takesPastes)
    try terminal.type("\u{3}")
    #expect(try terminal.answer().contains("interrupted"))
    #expect(try terminal.answer(to: "aggregate count()").contains("    1\n"))
    try terminal.quit()
  }

  @Test(arguments: [1, 2, 7, 20, 400], [1, 2, 5, 100])
  func `no size of the terminal is too small`(_ columns: Int, _ rows: Int) throws {
    let terminal = try PseudoTerminal(
      columns: columns, rows: rows, in: Workspace(), environment: ["NO_COLOR": "1"])
    try terminal.type("from \"films.csv\" | show ; frm ; describe rating\nfrom \"films.csv\" | show\n")
    try terminal.type("漢字\u{1}\u{1B}[C\u{1B}[A\u{12}a\u{7}\u{3}quit\n")
    let finished = try terminal.finish()
    #expect(finished.code == 0)
    #expect(terminal.screen.unknown == [])
    let table = finished.output.split(separator: "\n").filter { $0.contains("…") }
    for line in table { #expect(line.count <= max(columns, 4)) }
  }

  @Test func `colours are shown to a terminal that has them, and to no other`() throws {
    for (environment, hasColour) in [
      ([:], true), (["NO_COLOR": "1"], false), (["NO_COLOR": ""], true), (["TERM": "dumb"], false),
    ] {
      let terminal = try PseudoTerminal(
        ["-c", "from \"films.csv\" | select id | take 2\nexpect count() == 3"], columns: 60, rows: 20,
        in: Workspace(),
        environment: environment)
      #expect(try terminal.finish().code == 1)
      #expect(terminal.transcript.contains(0x1B) == hasColour)
    }
    let terminal = try PseudoTerminal(
      ["--no-color", "-c", "from \"films.csv\" | show\nfrom \"none.csv\""], columns: 60, rows: 20,
      in: Workspace())
    #expect(try terminal.finish().code != 0)
    #expect(!terminal.transcript.contains(0x1B))
  }
}
