import Foundation
import Testing

/// Long tables go through the program of `$PAGER`, on request.
@Suite struct PagerTests {
  private func terminal(_ pager: String?, in workspace: Workspace) throws -> PseudoTerminal {
    try PseudoTerminal.shell(
      columns: 60, rows: 20, in: workspace, environment: pager.map { ["PAGER": $0] } ?? [:])
  }

  /// A pager that keeps what it was given, and the words it was started with.
  private func keeping(_ workspace: Workspace) throws -> String {
    try workspace.write("keep", "#!/bin/sh\ncat > \"$1\"\necho paged\n")
    #expect(chmod(workspace.path + "/keep", 0o755) == 0)
    return workspace.path + "/keep"
  }

  @Test func `the pager gets the whole table`() throws {
    let workspace = try Workspace()
    let terminal = try terminal(try keeping(workspace) + " kept.txt", in: workspace)
    let answer = try terminal.answer(to: "from \"films.csv\" | show pager=yes")
    #expect(answer.contains("paged"))
    let kept = try workspace.read("kept.txt")
    #expect(kept.contains("(40 rows)") && kept.contains("release_date") && !kept.contains("\u{1B}"))
    try terminal.quit()
  }

  @Test func `tables longer than the screen go there where it is set`() throws {
    let workspace = try Workspace()
    let terminal = try terminal(try keeping(workspace) + " kept.txt", in: workspace)
    _ = try terminal.answer(to: "set pager=yes")
    #expect(try !terminal.answer(to: "from \"films.csv\" | take 3").contains("paged"))
    #expect(try terminal.answer(to: "from \"films.csv\" | take 30").contains("paged"))
    try terminal.quit()
  }

  @Test func `the words of PAGER are no shell's`() throws {
    let workspace = try Workspace()
    let terminal = try terminal("cat; touch broken", in: workspace)
    let answer = try terminal.answer(to: "from \"films.csv\" | show pager=yes")
    #expect(answer.contains("the pager `cat;` cannot be started") && answer.contains("40 rows"))
    #expect(!workspace.has("broken"))
    try terminal.quit()
  }

  @Test func `who has had enough early comes back to the shell`() throws {
    let workspace = try Workspace()
    let terminal = try terminal("true", in: workspace)
    _ = try terminal.answer(to: "from \"films.csv\" | show pager=yes")
    #expect(try terminal.answer(to: "it | aggregate count()").contains("40"))
    try terminal.quit()
  }

  @Test func `in a pipe there is no pager`() throws {
    let workspace = try Workspace()
    let finished = try workspace.hq(
      "-c", "from \"films.csv\" | select id | show pager=yes", environment: ["PAGER": "false"])
    #expect(finished.code == 0 && finished.output.split(separator: "\n").count == 41, "\(finished.errors)")
  }
}
