import Foundation
import TestSupport
import Testing

/// An ingest that is killed at any moment is there whole or not at all.
@Suite struct StoreKillTests {
  /// Films of which every one differs between the two files.
  private static func films(_ number: Int) -> String {
    let rows = (1...1500).map { id in
      "\(id),Film \(id) of \(number),\"Something happens in \(number), again\",2019-10-11,\(Double(id % 90) + Double(number) / 2),\(id % 70 + number)"
    }
    return (["tmdb_id,title,overview,release_date,popularity,vote_count"] + rows).joined(separator: "\n")
      + "\n"
  }

  /// What is not whole: ingests whose counts are not those of their rows, and rows that belong to no ingest.
  private static let broken = """
    select (select count(*) from ingests i where added <> (select count(*) from movie_lives where first_ingest = i.ingest) or snapshots <> (select count(*) from movie_snapshots where id <= i.last_snapshot and id > coalesce((select max(last_snapshot) from ingests where ingest < i.ingest), 0)) or changed <> (select count(*) from (select tmdb_id from movie_versions where since = i.ingest union all select tmdb_id from movie_lives where details_since = i.ingest) where i.ingest > 1)) + (select count(*) from movie_snapshots where id > (select coalesce(max(last_snapshot), 0) from ingests)) + (select count(*) from movies natural join (select tmdb_id, details_since from movie_lives) where details_since > (select max(ingest) from ingests)) broken, (select count(*) from ingests) whole
    """

  @Test(.timeLimit(.minutes(10)))
  func `a hundred ingests are killed at a hundred moments, and the store has only whole ones`() throws {
    let workspace = try Workspace(fixtures: false)
    for number in [0, 1] { try workspace.write("\(number).csv", Self.films(number)) }
    let start = Date()
    let first = try workspace.hq("--db", "films.sqlite", "-c", "ingest from \"0.csv\"")
    #expect(first.code == 0, "\(first.errors)")
    let whole = Date().timeIntervalSince(start) * 1_000_000
    var random = SeededGenerator(seed: 100)
    var kills = 0
    for attempt in 1...100 {
      let running = try Running(
        Binary.path, ["--db", "films.sqlite", "-c", "ingest from \"\(attempt % 2).csv\""], in: workspace)
      // The moment of the kill, and no waiting for anything.
      usleep(UInt32(random.below(Int(whole * 1.1))))
      kill(running.process.processIdentifier, SIGKILL)
      let finished = try running.finish()
      if finished.code == 137 { kills += 1 }
      #expect(finished.code == 137 || finished.code == 0, "\(finished.errors)")
      let check = try workspace.hq(
        "--db", "films.sqlite", "--format", "csv", "-c",
        "sql \"\(Self.broken)\" | where broken > 0 or whole < 1")
      #expect(check.output == "broken,whole\n", "after \(attempt): \(check.output) \(check.errors)")
      if attempt % 5 == 0 {
        let doctor = try workspace.hq("--db", "films.sqlite", "doctor")
        #expect(
          doctor.code == 0 && doctor.output.contains("whole: every page"),
          "after \(attempt): \(doctor.output)")
      }
    }
    #expect(kills > 30)
    let after = try workspace.hq("--db", "films.sqlite", "-c", "ingest from \"0.csv\"")
    #expect(after.code == 0, "\(after.errors)")
  }
}
