import Foundation
import Testing

extension PseudoTerminal {
  /// A shell that has shown its first prompt.
  static func shell(
    columns: Int = 60, rows: Int = 20, in workspace: Workspace? = nil, environment: [String: String] = [:]
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      columns: columns, rows: rows, in: workspace ?? Workspace(),
      environment: ["NO_COLOR": "1"].merging(environment) { $1 })
    _ = try terminal.answer()
    return terminal
  }

  func quit() throws {
    try type("\u{3}quit\r")
    #expect(try finish().code == 0)
    #expect(screen.unknown == [])
    #expect(isInLineMode)
    #expect(!screen.takesPastes)
  }
}

/// The keys that edit a line.
@Suite(.timeLimit(.minutes(2))) struct ShellEditingTests {
  /// What a line becomes: typed text, keys, and how it stands then.
  @Test(arguments: [
    ("show", "\u{1}", "de|show"), ("show 1", "\u{1B}[D\u{1B}[D", "showde| 1"), ("showw\u{7F}", "", "showde|"),
    ("a b c", "\u{17}", "a b de|"), ("a b c", "\u{15}", "de|"), ("äöü", "\u{1B}[D\u{7F}", "äde|ü"),
    ("漢字", "\u{2}\u{2}\u{6}", "漢de|字"), ("x y", "\u{1B}[H\u{1B}[3~", "de| y"),
    ("x y", "\u{1}\u{B}\u{19}", "x yde|"), ("one two", "\u{1B}b", "one de|two"),
    ("one two", "\u{1B}[1;5D", "one de|two"), ("ab", "\u{14}", "bade|"), ("x", "\u{1B}[1~\u{1B}[4~", "xde|"),
    ("x", "\u{1B}[24~\u{1B}OP\u{1B}[200;3R", "xde|"), ("x\u{9}y", "", "xyde|"), ("x", "\u{1}\u{4}", "de|"),
  ])
  func `a key does to the line what it does in any shell`(_ typed: String, _ keys: String, _ line: String)
    throws
  {
    let terminal = try PseudoTerminal.shell()
    try terminal.type(typed + keys + "d")
    try terminal.type("e")
    let wanted = line.replacing("|", with: "")
    try terminal.wait(for: "the line `\(line)`") { screen in
      screen.lines.last == ("hq> " + wanted).trimmingCharacters(in: .whitespaces)
    }
    let before = "hq> " + line.prefix { $0 != "|" }
    try terminal.wait(for: "the cursor") {
      $0.cursor.column == before.reduce(0) { $0 + ($1 > "\u{2E80}" ? 2 : 1) }
    }
    try terminal.quit()
  }

  @Test(arguments: ["C", "POSIX", "de_DE.ISO-8859-1", ""])
  func `text of all scripts is typed, whatever the locale`(_ locale: String) throws {
    let terminal = try PseudoTerminal.shell(environment: ["LC_ALL": locale, "LANG": locale])
    let answer = try terminal.answer(to: "from \"films.csv\" | take 1 | derive t = \"äß漢字🎃é\" | select t")
    #expect(answer.contains("\näß漢字🎃é\n"))
    try terminal.quit()
  }

  @Test func `letters that take no column leave the cursor where it belongs`() throws {
    let terminal = try PseudoTerminal.shell()
    try terminal.type("\"e\u{301}e\u{301}\"\u{1B}[D\u{1B}[D\u{1B}[Dx")
    try terminal.wait(for: "the letters") { $0.lines.last == "hq> \"exe\"" }
    try terminal.wait(for: "the cursor") { $0.cursor.column == 7 }
    try terminal.quit()
  }

  @Test func `wide letters break at the edge of a narrow screen`() throws {
    let terminal = try PseudoTerminal.shell(columns: 20, rows: 10)
    try terminal.type("\"漢字漢字漢字漢字漢字漢")
    try terminal.wait(for: "hq> \"漢字漢字漢字漢", "字漢字漢")
    try terminal.type("\u{1}x")
    try terminal.wait(for: "hq> x\"漢字漢字漢字漢", "字漢字漢")
    try terminal.type("y\u{5}z")
    try terminal.wait(for: "hq> xy\"漢字漢字漢字", "漢字漢字漢z")
    for _ in 0..<15 { try terminal.type("\u{7F}") }
    try terminal.wait(for: "hq>")
    try terminal.quit()
  }

  @Test func `a line longer than its row is edited across rows`() throws {
    let terminal = try PseudoTerminal.shell(columns: 20, rows: 6)
    try terminal.type("from \"films.csv\" | take 1 | select id")
    try terminal.wait(for: "hq> from \"films.csv\"", " | take 1 | select i", "d")
    try terminal.type("\u{1}\u{1B}f\u{1B}f \u{7F}\u{5}, title")
    try terminal.wait(for: "hq> from \"films.csv\"", " | take 1 | select i", "d, title")
    try terminal.type("\r")
    try terminal.wait(for: "the table") { $0.text.contains("The Long") && $0.lines.last == "hq>" }
    try terminal.quit()
  }

  @Test func `a change of the window's size draws the line anew`() throws {
    let terminal = try PseudoTerminal.shell(columns: 60, rows: 12)
    try terminal.type("from \"films.csv\" | take 1 | select id")
    try terminal.wait(for: "hq> from \"films.csv\" | take 1 | select id")
    try terminal.resize(columns: 20, rows: 12)
    try terminal.wait(for: "hq> from \"films.csv\"", " | take 1 | select i", "d")
    try terminal.type(", title")
    try terminal.wait(for: "hq> from \"films.csv\"", " | take 1 | select i", "d, title")
    try terminal.resize(columns: 60, rows: 12)
    try terminal.type("!")
    try terminal.wait(for: "hq> from \"films.csv\" | take 1 | select id, title!")
    #expect(terminal.screen.lines.count { $0.contains("hq>") } == 1)
    try terminal.type("\u{7F}\r")
    #expect(try terminal.read(until: "(1 row)").contains("The Long"))
    try terminal.quit()
  }

  @Test func `the screen is cleared around the line`() throws {
    let terminal = try PseudoTerminal.shell()
    try terminal.type("show 1\u{C}")
    try terminal.wait(for: "the line alone") { $0.lines == ["hq> show 1"] }
    try terminal.quit()
  }

  @Test func `the keys of vi edit the line where .editrc asks for them`() throws {
    let workspace = try Workspace()
    try workspace.write(".editrc", "# mine\nbind -v\nother:bind -e\nbind -a x ed-kill-line\n")
    let terminal = try PseudoTerminal.shell(in: workspace, environment: ["HOME": workspace.path])
    try terminal.type("show one two\u{1B}")
    try terminal.type("bcwthree\u{1B}")
    try terminal.type("0ix ")
    try terminal.wait(for: "hq> x show one three")
    try terminal.type("\u{1B}[F!\u{1B}[D\u{1B}[D")
    try terminal.type("?")
    try terminal.wait(for: "hq> x show one thre?e!")
    try terminal.type("\u{1B}0wx")
    try terminal.wait(for: "hq> x")
    try terminal.type("\u{3}show 11\rshow 12\r")
    try terminal.wait(for: "both") { $0.text.contains("show 12") && $0.lines.last == "hq>" }
    try terminal.type("\u{1B}")
    try terminal.type("kk")
    try terminal.wait(for: "hq> show 11")
    try terminal.type("j")
    try terminal.wait(for: "hq> show 12")
    try terminal.type("/11\r")
    try terminal.wait(for: "the first again") {
      $0.lines.count { $0 == "hq> show 11" } == 2 && $0.lines.last == "hq>"
    }
    try terminal.quit()
  }

  @Test func `.editrc binds keys to commands of the editor`() throws {
    let workspace = try Workspace()
    try workspace.write(
      ".editrc",
      "bind \"^[[A\" ed-search-prev-history\nhq:bind ^T ed-move-to-beg\nbind \"\\e[15~\" ed-kill-line\n")
    let terminal = try PseudoTerminal.shell(
      in: workspace, environment: ["EDITRC": workspace.path + "/.editrc"])
    try terminal.type("set echo=true\rabout\r")
    try terminal.wait(for: "both") { $0.text.contains("hq> about") && $0.lines.last == "hq>" }
    try terminal.type("set\u{1B}[A")
    try terminal.wait(for: "hq> set echo=true")
    try terminal.type("\u{14}x")
    try terminal.wait(for: "hq> xset echo=true")
    try terminal.type("\u{1B}[15~")
    try terminal.wait(for: "hq> x")
    try terminal.quit()
  }
}
