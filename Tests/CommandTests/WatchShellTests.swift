import Foundation
import Testing

extension PseudoTerminal {
  /// Waits until the screen shows some words.
  fileprivate func see(_ words: String) throws {
    try wait(for: words) { screen in screen.text.contains(words) }
  }
}

/// The shell above the jobs of a watch.
@Suite(.timeLimit(.minutes(2))) struct WatchShellTests {
  @Test func `the shell stays usable, and a line tells what a job changed without harm to what is typed`()
    throws
  {
    let workspace = try Workspace(fixtures: false)
    try workspace.write("films.csv", "tmdb_id,title\n1,One\n2,Two\n")
    try workspace.write("plan.hq", "every 1h { ingest from \"films.csv\" }\n")
    let terminal = try PseudoTerminal(
      ["--db", "films.sqlite", "--watch", "plan.hq"], columns: 90, rows: 20, in: workspace,
      environment: ["NO_COLOR": "1"])
    try terminal.see("· ingest: ingest 1: 2 films seen, 2 new")
    try terminal.type("load films | agg")
    try terminal.see("hq> load films | agg")
    try workspace.write("films.csv", "tmdb_id,title\n1,One\n2,Two\n3,Three\n")
    try terminal.type("\u{15}jobs run ingest\r")
    try terminal.see("ingest: runs next")
    try terminal.type("load films | aggr")
    try terminal.wait(for: "the notice above what is typed") { screen in
      screen.text.contains("· ingest: ingest 2: 3 films seen, 1 new")
        && screen.lines.last == "hq> load films | aggr"
    }
    try terminal.type("egate films = count()\r")
    try terminal.see("films\n    3")
    try terminal.type("jobs pause ingest\r")
    try terminal.see("ingest: paused")
    try terminal.type("jobs\r")
    try terminal.see("ingest  1h     paused")
    try terminal.type("jobs run inges\r")
    try terminal.see("did you mean `ingest`?")
    try terminal.type("quit\r")
    #expect(try terminal.finish().code == 0)
    #expect(terminal.screen.unknown == [])
  }
}
