import Foundation
import Testing

/// The statements of before: browsed, searched, and kept for the next session.
@Suite(.timeLimit(.minutes(2))) struct ShellHistoryTests {
  private let up = "\u{1B}[A"
  private let down = "\u{1B}[B"

  @Test func `a session knows the statements of those before`() throws {
    let workspace = try Workspace()
    let first = try PseudoTerminal.shell(in: workspace)
    for line in ["about", "set echo=true", "set echo=true", " set format=csv"] {
      _ = try first.answer(to: line)
    }
    try first.quit()
    let second = try PseudoTerminal.shell(in: workspace)
    try second.type("draft" + up)
    try second.wait(for: "hq> quit")
    try second.type(up)
    try second.wait(for: "hq> set echo=true")
    try second.type(up)
    try second.wait(for: "hq> about")
    try second.type(up + "!")
    try second.wait(for: "hq> about!")
    try second.type(down + down + down + down)
    try second.wait(for: "hq> draft")
    try second.quit()
    let modes = try FileManager.default.attributesOfItem(atPath: workspace.path + "/state/hq/history.sqlite")
    #expect(modes[.posixPermissions] as? Int == 0o600)
  }

  @Test func `two sessions at once keep all, and each goes back through its own`() throws {
    let workspace = try Workspace()
    let first = try PseudoTerminal.shell(in: workspace)
    let second = try PseudoTerminal.shell(in: workspace)
    _ = try first.answer(to: "about # first")
    _ = try second.answer(to: "about # second")
    try first.type(up)
    try first.wait(for: "hq> about # first")
    try first.quit()
    try second.quit()
    let third = try PseudoTerminal.shell(in: workspace)
    try third.type(up + up)
    try third.wait(for: "hq> about # second")
    try third.type(up)
    try third.wait(for: "hq> about # first")
    try third.quit()
  }

  @Test func `a statement of several lines comes back on one, and runs as it did`() throws {
    let terminal = try PseudoTerminal.shell(columns: 100)
    try terminal.paste(
      "from \"films.csv\" # all\n  | take 2\n  # why\n  | derive t = \"\"\"\na\nb\"\"\"\n  | select (\nt\n)\n"
    )
    let answer = try terminal.answer()
    try terminal.type(up)
    try terminal.wait(for: "hq> from \"films.csv\" | take 2 | derive t = \"a\\nb\" | select (t)")
    let again = try terminal.answer(to: "")
    #expect(again.contains("t\na␊b\na␊b\n(2 rows)"))
    #expect(answer.contains("t\na␊b\na␊b\n(2 rows)"))
    try terminal.quit()
  }

  @Test func `a search goes on with each key`() throws {
    let terminal = try PseudoTerminal.shell()
    for line in ["about # Ann", "about # ben", "about # anna"] { _ = try terminal.answer(to: line) }
    try terminal.type("draft\u{1}\u{12}an")
    try terminal.wait(for: "(search `an`) about # anna")
    #expect(terminal.screen.cursor.column == 22)
    try terminal.type("\u{12}")
    try terminal.wait(for: "(search `an`) about # Ann")
    try terminal.type("\u{12}")
    try terminal.wait(for: "(nothing with `an`) about # Ann")
    try terminal.type("\u{13}")
    try terminal.wait(for: "(search `an`) about # anna")
    try terminal.type("\u{7F}\u{7F}Ann")
    try terminal.wait(for: "(search `Ann`) about # Ann")
    try terminal.type("\u{7}!")
    try terminal.wait(for: "hq> !draft")
    try terminal.type("\u{12}\u{12}")
    try terminal.wait(for: "(search `Ann`) about # Ann")
    try terminal.type("\u{1B}[C\u{7F}k")
    try terminal.wait(for: "hq> about # knn")
    try terminal.type("\u{15}\u{B}\u{12}ben\r")
    _ = try terminal.answer()
    try terminal.type(up)
    try terminal.wait(for: "hq> about # ben")
    try terminal.type("\u{12}xyz\u{3}")
    try terminal.wait(for: "hq> about # ben^C", "hq>")
    try terminal.quit()
  }

  @Test func `a prefix leads to the statements that begin with it`() throws {
    let terminal = try PseudoTerminal.shell()
    for line in ["set echo=true", "about # 1", "set echo=false", "about # 2"] {
      _ = try terminal.answer(to: line)
    }
    try terminal.type("set\u{1B}[5~")
    try terminal.wait(for: "hq> set echo=false")
    try terminal.type("\u{1B}p")
    try terminal.wait(for: "hq> set echo=true")
    try terminal.type("\u{1B}[6~\u{1B}[6~!")
    try terminal.wait(for: "hq> set!")
    try terminal.quit()
  }

  @Test(arguments: ["damaged header", "text", "damaged page"])
  func `a damaged history is put aside, and the shell works`(_ damage: String) throws {
    let workspace = try Workspace()
    let path = workspace.path + "/state/hq/history.sqlite"
    let first = try PseudoTerminal.shell(in: workspace)
    for number in 0..<200 { try first.paste("about # \(number) \(String(repeating: "x", count: 200))\n") }
    try first.paste("quit\n")
    #expect(try first.finish().code == 0)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    switch damage {
    case "text": bytes = Data("not a database, but long enough to look like one\n".utf8)
    case "damaged header": bytes.replaceSubrange(0..<16, with: Data(count: 16))
    default: bytes.replaceSubrange(4096..<bytes.count, with: Data(repeating: 0xAB, count: bytes.count - 4096))
    }
    try bytes.write(to: URL(fileURLWithPath: path))

    let second = try PseudoTerminal(columns: 200, rows: 20, in: workspace, environment: ["NO_COLOR": "1"])
    var told = try second.answer()
    told += try second.answer(to: "about # new")
    #expect(told.contains("warning: the history in \(path) was damaged: it is now in \(path).damaged-1"))
    #expect(told.count(of: "warning") == 1)
    try second.type(up)
    try second.wait(for: "hq> about # new")
    try second.quit()
    #expect(try workspace.names().contains("state"))
    #expect(FileManager.default.fileExists(atPath: path + ".damaged-1"))
    let third = try PseudoTerminal.shell(in: workspace)
    try third.type(up + up)
    try third.wait(for: "hq> about # new")
    try third.quit()
  }

  @Test func `where no history can be kept, it is kept for the session`() throws {
    let workspace = try Workspace()
    try workspace.write("file", "")
    for place in ["file", "folder"] {
      if place == "folder" {
        try FileManager.default.createDirectory(
          atPath: workspace.path + "/folder/hq/history.sqlite", withIntermediateDirectories: true)
      }
      let terminal = try PseudoTerminal(
        columns: 200, rows: 20, in: workspace,
        environment: ["NO_COLOR": "1", "XDG_STATE_HOME": workspace.path + "/" + place])
      #expect(try terminal.answer().contains("is not kept after this session: unable to open database file"))
      #expect(try !terminal.answer(to: "about # 1").contains("warning"))
      try terminal.type(up)
      try terminal.wait(for: "hq> about # 1")
      try terminal.quit()
    }
  }
}

extension String {
  fileprivate func count(of part: String) -> Int { components(separatedBy: part).count - 1 }
}
