import Foundation
import StandIn
import TestSupport
import Testing

/// `hq --watch` as a process: what it writes, whom it keeps away, and how it ends.
@Suite(.timeLimit(.minutes(4))) struct WatchTests {
  private static let catalogue = StandInCatalogue(seed: 3, years: 2025...2026, filmsPerYear: 30)

  private static func environment(_ standIn: StandIn) -> [String: String] {
    ["TMDB_API_KEY": StandIn.key, "HQ_TMDB_URL": standIn.url, "HQ_TMDB_RATE": "0"]
  }

  @Test func `the built-in plan prints as a script that the formatter leaves as it is`() throws {
    let workspace = try Workspace(fixtures: false)
    let printed = try workspace.hq("--watch", "--print")
    #expect(printed.code == 0)
    #expect(printed.output.hasPrefix("every 5m {\n  ingest tmdb horror since 2010\n}\nevery 1h {\n"))
    try workspace.write("plan.hq", printed.output)
    #expect(try workspace.hq("fmt", "--check", "plan.hq").code == 0)
  }

  @Test func `a watch runs its jobs again and again, logs each, and ends whole on SIGTERM`() throws {
    let standIn = try StandIn(Self.catalogue)
    defer { standIn.close() }
    let workspace = try Workspace(fixtures: false)
    try workspace.write("plan.hq", "every 1s { ingest tmdb horror since 2025 }\n")
    let watch = try Watching(
      workspace,
      ["--db", "films.sqlite", "--watch", "--health", "health.json", "--metrics", "hq.prom", "plan.hq"],
      Self.environment(standIn))
    #expect(try watch.line(with: "event=job_finished").contains("60 films seen, 60 new"))
    #expect(try watch.line(with: "event=job_finished").contains("nothing new: 60 films seen"))
    let health = try JSONSerialization.jsonObject(with: try workspace.data("health.json")) as? [String: Any]
    #expect(health?["films"] as? Int == 60)
    #expect(try workspace.read("hq.prom").contains("# TYPE hq_films gauge\nhq_films 60\n"))
    let reading = try workspace.hq(
      "--db", "films.sqlite", "--format", "csv", "-c", "load horror | aggregate films = count()")
    #expect(reading.output == "films\n60\n")
    #expect(try watch.end(SIGTERM) == 143)
    #expect(watch.rest.contains("event=stopped"))
    #expect(try workspace.hq("--db", "films.sqlite", "doctor").output.contains("whole: every page"))
  }

  @Test func `SIGTERM in the midst of a sweep leaves no part of it, and the next watch goes on from there`()
    throws
  {
    let standIn = try StandIn(StandInCatalogue(seed: 3, years: 2010...2026, filmsPerYear: 60), delay: 40)
    defer { standIn.close() }
    let workspace = try Workspace(fixtures: false)
    try workspace.write(
      "plan.hq", "every 1s { from \"a.csv\" | show }\nevery 1h { ingest tmdb horror since 2010 }\n")
    try workspace.write("a.csv", "a\n1\n")
    let arguments = ["--db", "films.sqlite", "--watch", "plan.hq"]
    let watch = try Watching(workspace, arguments, Self.environment(standIn))
    _ = try watch.line(with: "job=show")
    #expect(try watch.end(SIGTERM) == 143)
    let films = try workspace.hq(
      "--db", "films.sqlite", "--format", "csv", "-c", "sql \"select count(*) n from movies\"")
    #expect(films.code == 6 || films.output == "n\n0\n")
    let again = try Watching(workspace, arguments, Self.environment(standIn))
    #expect(try again.line(with: "job=ingest").contains("1020 films seen, 1020 new"))
    #expect(try again.end(SIGTERM) == 143)
  }

  @Test func `a second watch says who holds the store, and one may begin when the first was killed`() throws {
    let standIn = try StandIn(Self.catalogue)
    defer { standIn.close() }
    let workspace = try Workspace(fixtures: false)
    try workspace.write("plan.hq", "every 1h { ingest tmdb horror since 2025 }\n")
    let arguments = ["--db", "films.sqlite", "--watch", "plan.hq"]
    let first = try Watching(workspace, arguments, Self.environment(standIn))
    _ = try first.line(with: "event=job_finished")
    let second = try workspace.run(Binary.path, arguments, environment: Self.environment(standIn))
    #expect(second.code == 4)
    #expect(second.errors.contains("process \(first.identifier), since "))
    #expect(try first.end(SIGKILL) == 137)
    let third = try Watching(workspace, arguments, Self.environment(standIn))
    _ = try third.line(with: "event=job_finished")
    #expect(try third.end(SIGINT) == 130)
  }

  @Test func `SIGHUP reads the plan again, and a bad plan leaves the old one at work`() throws {
    let standIn = try StandIn(Self.catalogue)
    defer { standIn.close() }
    let workspace = try Workspace(fixtures: false)
    try workspace.write("plan.hq", "every 1h { ingest tmdb horror since 2026 }\n")
    let watch = try Watching(
      workspace, ["--db", "films.sqlite", "--watch", "--log", "json", "plan.hq"], Self.environment(standIn))
    #expect(try watch.line(with: "job_finished").contains("30 films seen"))
    try workspace.write("plan.hq", "every 1h { ingest tmdb horor since 2026 }\n")
    watch.signal(SIGHUP)
    #expect(try watch.line(with: "plan_refused").contains("TMDB has no `horor`"))
    try workspace.write(
      "plan.hq",
      """
      every 1h { ingest tmdb horror since 2025 }
      every 1h { load films | aggregate count() | export to "count.csv" }

      """)
    watch.signal(SIGHUP)
    _ = try watch.line(with: "plan_read")
    #expect(try watch.line(with: "job_finished").contains("30 new"))
    #expect(try watch.line(with: "job_finished").contains("count.csv"))
    try workspace.write(
      "plan.hq",
      """
      every 1h { ingest tmdb horror since 2025 }
      every 1h { load films | aggregate count() | export to "number.csv" }

      """)
    watch.signal(SIGHUP)
    _ = try watch.line(with: "plan_read")
    // The first job stays as it is, and so does its time.
    #expect(try watch.line(with: "job_finished").contains("number.csv"))
    #expect(try watch.end(SIGTERM) == 143)
  }

  @Test func `a job that fails says why and when it is tried again, and leaves the others`() throws {
    let workspace = try Workspace(fixtures: false)
    try workspace.write("films.csv", "tmdb_id,title\n1,One\n")
    try workspace.write(
      "plan.hq", "every 1s { from \"gone.csv\" | show }\nevery 1s { ingest from \"films.csv\" }\n")
    try workspace.write("gone.csv", "a\n1\n")
    let watch = try Watching(workspace, ["--db", "films.sqlite", "--watch", "plan.hq"], [:])
    _ = try watch.line(with: "job=ingest")
    try FileManager.default.removeItem(atPath: workspace.path + "/gone.csv")
    let failure = try watch.line(with: "event=job_failed")
    #expect(failure.contains("job=show") && failure.contains("there is no file `gone.csv`"))
    #expect(failure.contains("failures_in_a_row=1") && failure.contains("next_run="))
    _ = try watch.line(with: "job=ingest")
    #expect(try watch.end(SIGTERM) == 143)
  }

  @Test func `scripts without jobs are replayed behind the last job`() throws {
    let workspace = try Workspace(fixtures: false)
    try workspace.write("films.csv", "tmdb_id,title\n1,One\n")
    try workspace.write("plan.hq", "every 1h { ingest from \"films.csv\" }\n")
    try workspace.write("report.hq", "load films | export to \"report.csv\"\n")
    let watch = try Watching(workspace, ["--db", "films.sqlite", "--watch", "plan.hq", "report.hq"], [:])
    #expect(try watch.line(with: "event=notebook_replayed").contains("file=report.hq"))
    #expect(try workspace.read("report.csv").contains("1,"))
    #expect(try watch.end(SIGTERM) == 143)
  }

  @Test func `what stands beside the jobs runs once before them`() throws {
    let workspace = try Workspace(fixtures: false)
    try workspace.write("films.csv", "tmdb_id,title\n1,One\n")
    try workspace.write(
      "plan.hq",
      "param least = 1\ningest from \"films.csv\"\nload films as known\n"
        + "every 1h { known | where tmdb_id >= $least | export to \"out.csv\" }\n")
    let watch = try Watching(workspace, ["--db", "films.sqlite", "--watch", "plan.hq"], [:])
    #expect(try watch.line(with: "event=job_finished").contains("job=export"))
    #expect(try watch.end(SIGTERM) == 143)
    #expect(
      try workspace.hq("--db", "films.sqlite", "--format", "csv", "-c", "load ingests | aggregate count()")
        .output == "count\n1\n")
  }
}

/// A watch at work, and what it logs.
final class Watching {
  private let process = Process()
  private let log: FileHandle
  private var pending: [UInt8] = []

  struct Ended: Error { let log: String }

  init(_ workspace: Workspace, _ arguments: [String], _ environment: [String: String]) throws {
    // Processes that other tests start in the meantime must not hold its end open.
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw Missing(what: "a pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    log = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
    let input = FileHandle(fileDescriptor: ends[1], closeOnDealloc: false)
    defer { close(ends[1]) }
    process.executableURL = URL(fileURLWithPath: Binary.path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: workspace.path)
    process.environment = Workspace.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = input
    try process.run()
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  var identifier: Int32 { process.processIdentifier }
  private(set) var rest = ""

  /// The next line of the log that has some words in it; waits for it.
  func line(with words: String) throws -> String {
    var seen = ""
    while true {
      while let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: pending[..<end], as: UTF8.self)
        pending.removeSubrange(...end)
        seen += line + "\n"
        if line.contains(words) { return line }
      }
      let data = log.availableData
      guard !data.isEmpty else { throw Ended(log: seen) }
      pending += data
    }
  }

  func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  /// Ends the watch by a signal, and gives its exit code as a shell does.
  func end(_ number: Int32) throws -> Int32 {
    signal(number)
    rest = String(decoding: Data(pending) + log.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal
      ? 128 + process.terminationStatus : process.terminationStatus
  }
}
