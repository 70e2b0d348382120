import Foundation
import TestSupport
import Testing

/// Terminals of all kinds, and how hq leaves them.
@Suite(.timeLimit(.minutes(2))) struct ShellTerminalTests {
  @Test(arguments: ["dumb", "", "no-such-terminal", "emacs"])
  func `a terminal that cannot edit gets the plain shell`(_ name: String) throws {
    let terminal = try PseudoTerminal(
      columns: 60, rows: 20, in: Workspace(), environment: ["TERM": name, "NO_COLOR": "1"])
    _ = try terminal.read(until: "hq> ")
    try terminal.type("from \"films.csv\" |\n")
    _ = try terminal.read(until: "  > ")
    try terminal.type("tak\u{3}")
    _ = try terminal.read(until: "hq> ")
    try terminal.type("from \"films.csv\" | aggregate count()\n")
    #expect(try terminal.read(until: "hq> ").contains("   40\n"))
    try terminal.type("\u{4}")
    #expect(try terminal.finish().code == 0)
    #expect(!terminal.transcript.contains(0x1B))
  }

  @Test(arguments: ["xterm-256color", "vt100", "linux", "screen", "tmux-256color", "rxvt"])
  func `a line is edited on each terminal that moves its cursor the usual way`(_ name: String) throws {
    let terminal = try PseudoTerminal.shell(columns: 20, environment: ["TERM": name])
    try terminal.type("from \"films.csv\" | take 1\u{1}x\u{5}\u{7F}2")
    try terminal.wait(for: "hq> xfrom \"films.csv", "\" | take 2")
    try terminal.quit()
  }

  @Test func `without a terminal behind it the output has no prompt to edit`() throws {
    let workspace = try Workspace()
    let terminal = try PseudoTerminal(
      ["-c", "'\(Binary.path)' > out.txt"], program: "/bin/sh", columns: 60, rows: 20, in: workspace)
    try terminal.type("from \"films.csv\" | select id | take 1\nquit\n")
    #expect(try terminal.finish().code == 0)
    let output = try workspace.read("out.txt")
    #expect(output.hasSuffix("hq> id\n 1\nhq> "))
    #expect(!output.contains("\u{1B}"))
  }

  @Test func `a shell that was stopped goes on where it was`() throws {
    let workspace = try Workspace()
    let terminal = try PseudoTerminal(
      ["--norc", "--noediting", "-i"], program: "/bin/bash", columns: 60, rows: 20, in: workspace,
      environment: ["PS1": "bash:", "NO_COLOR": "1"])
    _ = try terminal.read(until: "bash:")
    try terminal.type("'\(Binary.path)'\r")
    _ = try terminal.answer()
    try terminal.type("from \"films.csv\" | tke\u{1B}[D\u{1B}[D\u{1A}")
    _ = try terminal.read(until: "bash:")
    #expect(terminal.isInLineMode && !terminal.screen.takesPastes)
    try terminal.type("stty -a > modes ; fg\r")
    _ = try terminal.read(until: "\u{1}")
    try terminal.type("a")
    try terminal.wait(for: "the line again") { $0.lines.last == "hq> from \"films.csv\" | take" }
    #expect(!terminal.isInLineMode)
    #expect(terminal.screen.takesPastes)
    try terminal.type("\u{5} 1 | select id\r")
    #expect(try terminal.answer().contains("id\n 1\n"))
    try terminal.type("\u{4}")
    _ = try terminal.read(until: "bash:")
    #expect(terminal.isInLineMode)
    #expect(try workspace.read("modes").contains(" icanon"))
    try terminal.type("exit 7\r")
    #expect(try terminal.finish().code == 7)
  }

  @Test func `a signal to end ends a gathered statement and a paste too`() throws {
    let terminal = try PseudoTerminal.shell()
    try terminal.paste("from \"films.csv\" |\ntake 1 |\nselect ")
    try terminal.wait(for: "  > select")
    try terminal.terminate()
    #expect(try terminal.finish().code == 143)
    #expect(terminal.isInLineMode && !terminal.screen.takesPastes)
  }

  @Test func `an interrupt from outside drops the line`() throws {
    let terminal = try PseudoTerminal.shell()
    try terminal.type("half")
    try terminal.wait(for: "hq> half")
    try terminal.terminate(SIGINT)
    try terminal.wait(for: "hq> half^C", "hq>")
    try terminal.type("full")
    try terminal.wait(for: "hq> full")
    try terminal.quit()
  }

  /// Random keys on narrow screens: what is shown is what a second, simpler account of the line says.
  @Test(arguments: [(2, 30), (7, 12), (20, 10), (21, 3), (11, 4)], [UInt64(1), 2])
  func `whatever is typed, the screen shows the line and the cursor in it`(_ size: (Int, Int), _ seed: UInt64)
    throws
  {
    let (columns, rows) = size
    let terminal = try PseudoTerminal(
      columns: columns, rows: rows, in: Workspace(), environment: ["NO_COLOR": "1"])
    _ = try terminal.read(until: "\u{1}")
    var generator = SeededGenerator(seed: seed)
    var (line, cursor): ([Character], Int) = ([], 0)
    // What comes before the prompt is drawn, the terminal itself would show.
    let empty = ExpectedRows(prompt: "hq> ", line: line, cursor: cursor, columns: columns)
    try terminal.wait(for: "the prompt") { empty.isShown(on: $0) }
    for step in 0..<120 {
      switch Int.random(in: 0..<10, using: &generator) {
      case 0 where cursor > 0:
        cursor -= 1
        line.remove(at: cursor)
        try terminal.type("\u{7F}")
      case 1, 2:
        cursor = max(0, cursor - 1)
        try terminal.type("\u{1B}[D")
      case 3:
        cursor = min(line.count, cursor + 1)
        try terminal.type("\u{1B}[C")
      case 4 where step % 3 == 0:
        cursor = step % 2 == 0 ? 0 : line.count
        try terminal.type(step % 2 == 0 ? "\u{1}" : "\u{5}")
      default:
        let letter = try required("abc def漢字é🎃".randomElement(using: &generator), "a letter")
        line.insert(letter, at: cursor)
        cursor += 1
        try terminal.type(String(letter))
      }
      let expected = ExpectedRows(prompt: "hq> ", line: line, cursor: cursor, columns: columns)
      try terminal.wait(for: "step \(step): \(expected)") { expected.isShown(on: $0) }
    }
    try terminal.quit()
  }
}

/// Where the letters of a line stand, counted one by one.
private struct ExpectedRows: CustomStringConvertible {
  private var rows = [""]
  private var cursor = (row: 0, column: 0)

  init(prompt: String, line: [Character], cursor place: Int, columns: Int) {
    var column = 0
    for (index, letter) in (Array(prompt) + line + [" "]).enumerated() {
      let isEnd = index == prompt.count + line.count
      let width = letter > "\u{2E80}" ? 2 : 1
      if column + width > columns {
        rows.append("")
        column = 0
      }
      if index == prompt.count + place { cursor = (rows.count - 1, column) }
      if !isEnd { rows[rows.count - 1].append(letter) }
      column += width
    }
  }

  /// The rows around the cursor, where the screen has not room for all.
  func isShown(on screen: Screen) -> Bool {
    let first = cursor.row - screen.cursor.row
    guard first >= 0 || rows.count < screen.rowCount, screen.cursor.column == cursor.column else {
      return false
    }
    return rows.indices.allSatisfy { row in
      let place = row - first
      guard screen.lines.indices.contains(place) else {
        return place < 0 || place >= screen.rowCount || rows[row].allSatisfy { $0 == " " }
      }
      return screen.lines[place] == rows[row].trimmingSpacesAtEnd
    }
  }

  var description: String { "\(rows) \(cursor)" }
}

extension String {
  fileprivate var trimmingSpacesAtEnd: String { String(reversed().drop { $0 == " " }.reversed()) }
}
