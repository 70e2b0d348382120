import Foundation
import TestSupport
import Testing

/// What pictures are drawn with is set up while the statements above them run, and nobody sees it.
@Suite(.timeLimit(.minutes(2))) struct PreparedPictureTests {
  /// Where the program that stands in for gnuplot writes its number.
  private let started = "started"

  private func workspace(gnuplot script: String) throws -> Workspace {
    let workspace = try Workspace(fixtures: false)
    try workspace.write("n.csv", "n\n1\n2\n2\n")
    try workspace.write("gnuplot", "#!/bin/sh\necho $$ >> \(started)\n\(script)\n")
    #expect(try workspace.shell("chmod +x gnuplot; mkfifo held.csv").code == 0)
    return workspace
  }

  /// A script whose first statement ends only when gnuplot has been started.
  private func script(_ rest: String) -> String {
    """
    from "n.csv" as n
    n | export to "held.csv"
    \(rest)
    n | plot hist n to "one.png"
    n | plot ecdf n to "two.png"
    """
  }

  /// Reads what the script writes, and then does as if it was a gnuplot.
  private let holding = "cat held.csv > read\nexec sleep 1000"

  /// Whether the process is there, be it only for its parent to ask how it ended.
  private func exists(_ number: Substring) throws -> Bool {
    kill(try required(pid_t(number), "a number of a process: \(number)"), 0) == 0
  }

  private func numbers(_ workspace: Workspace) throws -> [Substring] {
    try workspace.read(started).split(separator: "\n")
  }

  @Test func `a script that fails before its pictures leaves no process behind`() throws {
    let workspace = try workspace(gnuplot: holding)
    let run = try workspace.hq("-c", script("expect 1 == 2"), environment: ["HQ_GNUPLOT": "./gnuplot"])
    #expect(run.code == 1 && !run.errors.contains("gnuplot"), "\(run.errors)")
    let numbers = try numbers(workspace)
    #expect(!numbers.isEmpty)
    for number in numbers { #expect(try !exists(number)) }
  }

  @Test func `a script that is interrupted before its pictures leaves no process behind`() throws {
    let workspace = try workspace(gnuplot: holding)
    try workspace.write("ones.csv", "k\n" + String(repeating: "1\n", count: 20_000))
    let work = "from \"ones.csv\" as ones\nones | join ones on k | join ones on k | export to \"out.csv\""
    let running = try Running(
      Binary.path, ["-c", script(work)], in: workspace, environment: ["HQ_GNUPLOT": "./gnuplot"])
    while !workspace.has("read"), running.process.isRunning {}
    kill(running.process.processIdentifier, SIGINT)
    let finished = try running.finish()
    #expect(finished.code == 130, "\(finished.errors)")
    for number in try numbers(workspace) { #expect(try !exists(number)) }
  }

  @Test(arguments: [
    "from \"n.csv\" | show", "explain from \"n.csv\" | plot hist n to \"n.png\"",
    "from \"n.csv\" | plot hist n to \"n.gp\"", "every 1h { from \"n.csv\" | plot hist n to \"n.png\" }",
    "from \"n.csv\" | plot hist n to \"n.png\"\nfrom \"n.csv\" | sort m",
  ])
  func `a script that draws no picture starts no gnuplot`(_ text: String) throws {
    let workspace = try workspace(gnuplot: "exec gnuplot \"$@\"")
    _ = try workspace.hq("-c", text, environment: ["HQ_GNUPLOT": "./gnuplot"])
    #expect(!workspace.has(started))
  }

  @Test func `pictures that stand apart are drawn by one gnuplot, and those of a replay by none`() throws {
    let workspace = try workspace(gnuplot: "exec gnuplot \"$@\"")
    let text = "from \"n.csv\" | plot hist n to \"n.png\"\nfrom \"n.csv\" | show\nplot ecdf n to \"m.png\"\n"
    try workspace.write("n.hq", text)
    let environment = ["HQ_GNUPLOT": "./gnuplot"]
    #expect(try workspace.hq("n.hq", environment: environment).code == 0)
    #expect(try numbers(workspace).count == 1)
    #expect(try workspace.hq("record", "n.hq").code == 0)
    try FileManager.default.removeItem(atPath: workspace.path + "/" + started)
    #expect(try workspace.hq("replay", "n.hq", environment: environment).code == 0)
    #expect(!workspace.has(started))
  }

  @Test func `a missing gnuplot is told where its first picture stands, and not before`() throws {
    let workspace = try workspace(gnuplot: "")
    let run = try workspace.hq(
      "-c",
      """
      from "n.csv" as n
      n | export to "before.csv"
      n | plot hist n to "one.png"
      n | export to "behind.csv"
      """, environment: ["HQ_GNUPLOT": "/nowhere/gnuplot"])
    #expect(run.code == 6 && run.errors.contains(":3:"), "\(run.errors)")
    #expect(run.errors.components(separatedBy: "gnuplot-nox").count == 2)
    #expect(workspace.has("before.csv") && !workspace.has("behind.csv"))
  }
}
