import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(8))) struct WatchMarathonTests {
  @Test
  func `ten thousand cycles of a watch leave its memory where it was after a hundred, and the store small`()
    throws
  {
    let workspace = try Workspace(fixtures: false)
    let finished = try workspace.run(
      packageRoot + "/.build/release/watch-marathon", [workspace.path, "10000"])
    #expect(finished.code == 0, "\(finished.errors)")
    let lines = finished.output.split(separator: "\n").map { $0.split(separator: " ") }
    let sizes = lines.compactMap { $0.count > 3 ? Int($0[3]) : nil }
    #expect(sizes.count == 2 && lines.allSatisfy { $0.last == "0" }, "\(finished.output)")
    #expect(sizes[1] < sizes[0] + 4096, "\(finished.output)")
    // Sixty films, and nineteen changes of one that were seen.
    let count = try workspace.hq(
      "--db", "films.sqlite", "--format", "csv", "-c",
      "sql \"select (select count(*) from ingests) ingests, (select count(*) from movie_snapshots) snapshots\""
    )
    #expect(count.output == "ingests,snapshots\n20,79\n")
    let store = try workspace.data("films.sqlite")
    // Some thirty tables and indexes, of a page of 16 KB or two each.
    #expect(store.count < 700_000)
  }
}
