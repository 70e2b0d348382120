import Foundation
import Testing

/// Ctrl-C and `kill`: the code tells, and nothing is left half done.
@Suite(.timeLimit(.minutes(2))) struct InterruptionTests {
  /// A file that is a pipe: who opens it waits for the other side, so both know where the other is.
  private func makePipe(_ workspace: Workspace, _ name: String) throws {
    let finished = try workspace.shell("mkfifo \(name)")
    #expect(finished.code == 0)
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func `a signal while a file is read ends the run with its code`(_ signal: Int32, _ code: Int32) throws {
    let workspace = try Workspace()
    try makePipe(workspace, "slow.csv")
    let running = try Running(
      Binary.path, ["-c", "from \"slow.csv\" | export to \"out.csv\"\nshow"], in: workspace)
    let writer = try required(FileHandle(forWritingAtPath: workspace.path + "/slow.csv"), "the pipe")
    try writer.write(contentsOf: Data("a,b\n1,2\n".utf8))
    kill(running.process.processIdentifier, signal)
    let finished = try running.finish()
    try writer.close()
    #expect(finished.code == code, "\(finished.errors)")
    #expect(finished.output == "")
    #expect(!workspace.has("out.csv"))
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func `a signal while a statement computes ends the run with its code`(_ signal: Int32, _ code: Int32) throws
  {
    let workspace = try Workspace()
    try workspace.write("ones.csv", "k\n" + String(repeating: "1\n", count: 20_000))
    try makePipe(workspace, "progress")
    let script =
      "from \"ones.csv\" as ones\nones | join ones on k | join ones on k | export to \"out.csv\"\nshow"
    let running = try Running(
      "/bin/sh", ["-c", "exec \"\(Binary.path)\" --events ndjson -c '\(script)' > progress"], in: workspace)
    let reader = try required(FileHandle(forReadingAtPath: workspace.path + "/progress"), "the pipe")
    let first = try required(try reader.read(upToCount: 1), "the event of the first statement")
    #expect(first == Data("{".utf8))
    kill(running.process.processIdentifier, signal)
    var rest = first
    while let more = try reader.read(upToCount: 1 << 16), !more.isEmpty { rest += more }
    let finished = try running.finish()
    #expect(finished.code == code, "\(finished.errors)")
    #expect(try workspace.names().filter { $0.contains("out") || $0.contains("tmp") } == [])
    let last = String(decoding: rest, as: UTF8.self).split(separator: "\n").last ?? ""
    #expect(last.contains("\"event\":\"end\",\"exit\":\(code)"))
  }

  @Test(arguments: [(SIGKILL, 137), (SIGTERM, 143), (SIGINT, 130)] as [(Int32, Int32)])
  func `a run that is killed while it writes leaves the old file`(_ signal: Int32, _ code: Int32) throws {
    let workspace = try Workspace()
    try workspace.write("out.csv", "the old one\n")
    try workspace.write("ones.csv", "k\n" + String(repeating: "1\n", count: 3000))
    let before = try workspace.names()
    let running = try Running(
      Binary.path, ["-c", "from \"ones.csv\" as ones\nones | join ones on k | export to \"out.csv\""],
      in: workspace)
    // Nine million rows take a while; the file beside the old one shows that they are being written.
    while try workspace.names() == before, running.process.isRunning {}
    kill(running.process.processIdentifier, signal)
    let finished = try running.finish()
    #expect(finished.code == code, "\(finished.errors)")
    #expect(try workspace.read("out.csv") == "the old one\n")
    if signal != SIGKILL { #expect(try workspace.names() == before) }
  }
}
