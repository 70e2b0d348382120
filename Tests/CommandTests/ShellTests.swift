import Foundation
import Testing

/// The shell at a terminal.
@Suite(.timeLimit(.minutes(2))) struct ShellTests {
  private func open(columns: Int = 60, rows: Int = 20, _ workspace: Workspace) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      columns: columns, rows: rows, in: workspace, environment: ["NO_COLOR": "1"])
    _ = try terminal.read(until: "hq> ")
    return terminal
  }

  @Test func `a statement is run when its line is whole, and its table is cut to the screen`() throws {
    let terminal = try open(Workspace())
    try terminal.type("from \"films.csv\"\n")
    _ = try terminal.read(until: "hq> ")
    try terminal.type("show\n")
    let shown = try terminal.read(until: "hq> ").split(separator: "\n").map(String.init)
    #expect(shown[0] == "show")
    for line in shown { #expect(line.count <= 60) }
    #expect(shown.count <= 20)
    #expect(shown.contains { $0.contains("of 40 rows") || $0.contains("40 rows") })
    #expect(shown.contains { $0.contains("columns") })
    try terminal.type("quit\n")
    #expect(try terminal.finish().code == 0)
  }

  @Test func `a statement goes on over lines until it is whole`() throws {
    let terminal = try open(Workspace())
    try terminal.type("from \"films.csv\" |\n")
    _ = try terminal.read(until: "  > ")
    try terminal.type("take 2 |\n")
    _ = try terminal.read(until: "  > ")
    try terminal.type("select (\n")
    _ = try terminal.read(until: "  > ")
    try terminal.type("id)\n")
    #expect(try terminal.read(until: "hq> ").contains("id\n 1\n 2\n"))
    try terminal.type("\u{4}")
    #expect(try terminal.finish().code == 0)
  }

  @Test func `an error is told and the session goes on with what it had`() throws {
    let terminal = try open(Workspace())
    try terminal.type("from \"films.csv\" | select id, title | take 1 as one\n")
    _ = try terminal.read(until: "hq> ")
    try terminal.type("where tilte == 1\n")
    #expect(try terminal.read(until: "hq> ").contains("did you mean `title`?"))
    try terminal.type("derive x = 9223372036854775807 * id + id\n")
    #expect(try terminal.read(until: "hq> ").contains("HQ401"))
    try terminal.type("select title\n")
    #expect(try terminal.read(until: "hq> ").contains("The Long, Dark Hallway"))
    try terminal.type("undo ; select id\n")
    #expect(try terminal.read(until: "hq> ").contains("id\n"))
    try terminal.type("\u{4}")
    #expect(try terminal.finish().code == 0)
  }

  @Test func `an interrupt drops the line that is typed, and the session goes on`() throws {
    let terminal = try open(Workspace())
    try terminal.type("from \"films.csv\" |\n")
    _ = try terminal.read(until: "  > ")
    try terminal.type("tak\u{3}")
    _ = try terminal.read(until: "hq> ")
    try terminal.type("from \"films.csv\" | aggregate count()\n")
    #expect(try terminal.read(until: "hq> ").contains("   40\n"))
    try terminal.type("quit\n")
    #expect(try terminal.finish().code == 0)
  }

  @Test func `the shell ends when it is terminated`() throws {
    let terminal = try open(Workspace())
    try terminal.type("from \"films.csv\" | aggregate count()\n")
    _ = try terminal.read(until: "hq> ")
    try terminal.terminate()
    #expect(try terminal.finish().code == 143)
  }

  @Test func `an interrupt stops a long statement, and the session has what it had`() throws {
    let workspace = try Workspace()
    try workspace.write("ones.csv", "k\n" + String(repeating: "1\n", count: 20_000))
    let terminal = try open(workspace)
    try terminal.type("from \"ones.csv\" as ones\n")
    _ = try terminal.read(until: "hq> ")
    try terminal.type("take 1 | show 1 ; ones | join ones on k | join ones on k\n")
    _ = try terminal.read(until: "(1 row)")
    try terminal.type("\u{3}")
    #expect(try terminal.read(until: "hq> ").contains("interrupted"))
    try terminal.type("aggregate count()\n")
    #expect(try terminal.read(until: "hq> ").contains("    1\n"))
    try terminal.type("quit\n")
    #expect(try terminal.finish().code == 0)
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
      #expect(try terminal.finish().output.contains("\u{1B}[") == hasColour)
    }
    let terminal = try PseudoTerminal(
      ["--no-color", "-c", "from \"films.csv\" | show\nfrom \"none.csv\""], columns: 60, rows: 20,
      in: Workspace())
    #expect(try !terminal.finish().output.contains("\u{1B}"))
  }
}
