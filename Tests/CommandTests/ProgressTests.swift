import Foundation
import Testing

/// What takes long says how far it is, and leaves no trace of that.
@Suite struct ProgressTests {
  @Test func `waiting for a file shows a line, which is gone before the result`() throws {
    let workspace = try Workspace()
    #expect(mkfifo(workspace.path + "/slow.csv", 0o600) == 0)
    let terminal = try PseudoTerminal.shell(columns: 80, rows: 20, in: workspace)
    try terminal.type("from \"slow.csv\" | aggregate count()\r")
    // Opened for both, so that this does not wait for the other side.
    let pipe = open(workspace.path + "/slow.csv", O_RDWR)
    try terminal.wait(for: "the line") {
      $0.text.contains("reading slow.csv") && $0.text.contains("Ctrl-C stops")
    }
    let text = Array("a,b\n1,2\n3,4\n".utf8)
    #expect(write(pipe, text, text.count) == text.count)
    close(pipe)
    try terminal.wait(for: "the result") { $0.text.contains("count\n    2") && $0.lines.last == "hq>" }
    #expect(!terminal.screen.text.contains("Ctrl-C stops"))
    try terminal.quit()
  }

  @Test func `Ctrl-C while the line is shown stops the statement and clears it`() throws {
    let workspace = try Workspace()
    #expect(mkfifo(workspace.path + "/slow.csv", 0o600) == 0)
    let terminal = try PseudoTerminal.shell(columns: 80, rows: 20, in: workspace)
    try terminal.type("from \"slow.csv\"\r")
    let pipe = open(workspace.path + "/slow.csv", O_RDWR)
    defer { close(pipe) }
    try terminal.wait(for: "the line") { $0.text.contains("Ctrl-C stops") }
    try terminal.type("\u{3}")
    try terminal.wait(for: "the prompt") { $0.text.contains("interrupted") && $0.lines.last == "hq>" }
    #expect(!terminal.screen.text.contains("Ctrl-C stops"))
    try terminal.quit()
  }
}
