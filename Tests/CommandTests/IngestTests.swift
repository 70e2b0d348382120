import Foundation
import StandIn
import TestSupport
import Testing

/// `ingest tmdb` as a process: exit codes, kills, secrets.
@Suite struct IngestTests {
  private static func environment(_ standIn: StandIn, key: String = StandIn.key) -> [String: String] {
    ["TMDB_API_KEY": key, "HQ_TMDB_URL": standIn.url, "HQ_TMDB_RATE": "0"]
  }

  /// Everything that a sweep leaves, but for the times.
  private static let everything = """
    sql "select tmdb_id, title, overview, release_date, popularity, vote_count, vote_average, genres from movies order by 1" | show
    sql "select id, tmdb_id, popularity, vote_count from movie_snapshots order by 1, 2" | show
    sql "select tmdb_id, first_ingest, details_since, gone_since from movie_lives order by 1" | show
    sql "select ingest, source, seen, added, changed, gone, snapshots from ingests order by 1" | show
    sql "select scope, window_name, pages, films from sweep_windows order by 1, 2" | show
    sql "select (select count(*) from sweep_pages) + (select count(*) from sweeps) + (select count(*) from movie_versions)" | show
    """

  private func everything(_ workspace: Workspace, _ store: String) throws -> String {
    try workspace.write("everything.hq", Self.everything)
    let finished = try workspace.hq("--db", store, "--format", "csv", "everything.hq")
    #expect(finished.code == 0, "\(finished.errors)")
    return finished.output
  }

  @Test
  func `without a key, with a wrong one and without a network the exit code and the hint are the right ones`()
    throws
  {
    let standIn = try StandIn(StandInCatalogue(seed: 1, years: 2026...2026, filmsPerYear: 10))
    let workspace = try Workspace(fixtures: false)
    let statement = "ingest tmdb horror since 2026"
    func run(_ environment: [String: String]) throws -> Finished {
      try workspace.hq("--db", "films.sqlite", "-c", statement, environment: environment)
    }
    let none = try run([:])
    #expect(none.code == 6 && none.errors.contains("HQ603") && none.errors.contains("TMDB_API_KEY"))
    let odd = try run(Self.environment(standIn, key: "secret-that-is-no-key"))
    #expect(odd.code == 6 && !odd.errors.contains("secret-that-is-no-key"))
    let wrong = try run(Self.environment(standIn, key: String(repeating: "ab", count: 16)))
    #expect(wrong.code == 4 && wrong.errors.contains("HQ408"))
    #expect(try run(Self.environment(standIn)).code == 0)
    standIn.set(faults: [Fault(.redirect, calls: .percent(100))])
    let elsewhere = try run(Self.environment(standIn))
    #expect(elsewhere.code == 75 && elsewhere.errors.contains("HQ702"), "\(elsewhere.errors)")
    standIn.close()
  }

  @Test func `a key beside the script is found, and an address beside it is not followed`() throws {
    let standIn = try StandIn(StandInCatalogue(seed: 1, years: 2026...2026, filmsPerYear: 10))
    defer { standIn.close() }
    let workspace = try Workspace(fixtures: false)
    try workspace.write(
      ".env", "# mine\nexport TMDB_API_KEY=\"\(StandIn.key)\"\nHQ_TMDB_URL=http://127.0.0.1:1/3\n")
    try workspace.write("take.hq", "ingest tmdb horror since 2026\n")
    let finished = try workspace.hq(
      "--db", "films.sqlite", "take.hq", environment: ["HQ_TMDB_URL": standIn.url, "HQ_TMDB_RATE": "0"])
    #expect(finished.code == 0, "\(finished.errors)")
    #expect(finished.output.contains("10 films seen, 10 new"))
  }

  @Test func `the terminal is never sent a control character out of a title, and no secret is anywhere`()
    throws
  {
    let standIn = try StandIn(
      StandInCatalogue(seed: 1, years: 2026...2026, filmsPerYear: 300),
      faults: [Fault(.errorHTML, calls: .percent(20)), Fault(.forbiddenHTML, calls: .numbers(30...40))])
    defer { standIn.close() }
    let workspace = try Workspace(fixtures: false)
    for key in [StandIn.key, StandIn.token] {
      for statement in [
        "ingest tmdb horror since 2026 pages=4 details=yes", "ingest tmdb popular", "about", "history",
        "explain ingest tmdb films",
        "load films | export to \"films.csv\"", "ingest tmdb nothing",
      ] {
        let finished = try workspace.hq(
          "--db", "films.sqlite", "-c", statement + " ; load films | show",
          environment: Self.environment(standIn, key: key))
        let printed = finished.output + finished.errors
        #expect(!printed.contains(key))
        #expect(!printed.unicodeScalars.contains { $0.value < 32 && $0 != "\n" && $0 != "\t" })
      }
    }
    for name in try workspace.names() {
      let bytes = try workspace.data(name)
      for secret in [StandIn.key, StandIn.token] {
        #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(name)")
      }
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func `a sweep that is killed at a hundred moments ends with what an undisturbed one leaves`() throws {
    let standIn = try StandIn(StandInCatalogue(seed: 9, years: 2022...2026, filmsPerYear: 100), delay: 1)
    defer { standIn.close() }
    let workspace = try Workspace(fixtures: false)
    let statement = "ingest tmdb horror since 2022 pages=3"
    let start = Date()
    let first = try workspace.hq(
      "--db", "whole.sqlite", "-c", statement, environment: Self.environment(standIn))
    #expect(first.code == 0, "\(first.errors)")
    let whole = Date().timeIntervalSince(start) * 1_000_000
    let expected = try everything(workspace, "whole.sqlite")
    var random = SeededGenerator(seed: 4)
    var kills = 0
    var store = 0
    while kills < 100 {
      store += 1
      let path = "killed\(store).sqlite"
      while true {
        let running = try Running(
          Binary.path, ["--db", path, "-c", statement], in: workspace, environment: Self.environment(standIn))
        // The moment of the kill, and no waiting for anything.
        usleep(UInt32(random.below(Int(whole * 1.2))))
        kill(running.process.processIdentifier, SIGKILL)
        let finished = try running.finish()
        guard finished.code == 137 else {
          #expect(finished.code == 0, "\(finished.errors)")
          break
        }
        kills += 1
      }
      let last = try workspace.hq("--db", path, "-c", statement, environment: Self.environment(standIn))
      #expect(last.code == 0, "\(last.errors)")
      #expect(try everything(workspace, path) == expected)
    }
  }
}
