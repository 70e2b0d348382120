import Foundation
import TestSupport
import Testing

/// A notebook over a store that goes on growing.
@Suite(.timeLimit(.minutes(2))) struct NotebookStoreTests {
  private static let text = """
    load horror as h
    h | aggregate films = count(), popularity = avg(popularity), last = max(updated_at)
    film 7
    snapshots 7
    load snapshots | aggregate count(), avg(popularity)
    sql "select count(*) as n, sum(popularity) as p from movies"
    sql "select count(*) as n from movie_snapshots"
    sql "select count(*) as n from model_runs"
    history
    load ingests | aggregate count()
    tables
    models
    load runs | select id, name, statement
    load predictions | aggregate count()
    load horror as of ingest 1 | aggregate first = avg(popularity)
    h | predict with kept | take 3 | select title, predicted
    h | train rf popularity ~ runtime + vote_count trees=4 depth=4 as fresh
    models
    load runs | aggregate count()
    """

  private static let training = "load horror | train rf popularity ~ runtime + vote_count trees=3 depth=3"

  private func house(_ text: String = Self.text) throws -> NotebookHouse {
    let house = try NotebookHouse(text)
    try ingest(house, 0)
    try ingest(house, 1)
    try run(house, "\(Self.training) as kept")
    return house
  }

  private func run(_ house: NotebookHouse, _ text: String) throws {
    let finished = try house.hq("--db", "s.sqlite", "-c", text)
    #expect(finished.code == 0, "\(finished.errors)")
  }

  private func ingest(_ house: NotebookHouse, _ day: Int) throws {
    try house.write(NotebookHouse.films(popularity: day), to: "day.csv")
    try run(house, "ingest from \"day.csv\"")
  }

  private func expectClean(
    _ house: NotebookHouse, _ options: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let finished = try house.workspace.run(
      Binary.path, ["--db", "s.sqlite"] + options + ["replay", "n.hq"])
    #expect(finished.code == 0, "\(finished.errors)", sourceLocation: sourceLocation)
    #expect(finished.errors.hasSuffix("no difference\n"), sourceLocation: sourceLocation)
  }

  @Test func `fifty ingests and some trainings later a notebook replays without a difference`() throws {
    let house = try house()
    try house.record("--db", "s.sqlite")
    try expectClean(house)
    // At once, in the same second.
    try run(house, "\(Self.training) as other ; \(Self.training) as fresh")
    try expectClean(house)
    for day in 2...51 {
      try ingest(house, day)
      if day % 16 == 0 { try run(house, "\(Self.training) as kept") }
    }
    try expectClean(house)
    try expectClean(house, "--threads", "1")
    try expectClean(house, "--threads", "2", "--twice")
    let now = try house.hq("--db", "s.sqlite", "--format", "csv", "-c", "load ingests | aggregate count()")
    #expect(now.output == "count\n52\n")
    // The notebook is another one by what is there now.
    let plain = try house.hq("--db", "s.sqlite", "n.hq")
    #expect(plain.code == 0 && !plain.output.contains("ingest 2 "))
    let before = try house.read()
    try house.record("--db", "s.sqlite")
    #expect(try house.read() != before)
    try expectClean(house)
  }

  @Test func `a process that takes in films meanwhile is not seen`() throws {
    let house = try house()
    try house.record("--db", "s.sqlite")
    let days = (2...41).map { day in
      let name = "day\(day).csv"
      return (name, NotebookHouse.films(popularity: day))
    }
    for (name, text) in days { try house.write(text, to: name) }
    let script = days.map { "ingest from \"\($0.0)\"" }.joined(separator: "\n")
    try house.write(script, to: "take.hq")
    let writing = try Running(
      "/bin/sh", ["-c", "for round in 1 2 3; do \"$0\" --db s.sqlite take.hq || exit 1; done", Binary.path],
      in: house.workspace)
    var replays = 0
    repeat {
      try expectClean(house)
      replays += 1
    } while writing.process.isRunning
    #expect(try writing.finish().code == 0)
    #expect(replays > 1)
  }

  @Test(arguments: [
    "history", "tables", "models", "film 7", "snapshots 7", "load runs | select id",
    "load predictions | aggregate count()", "sql \"select count(*) as n from model_runs\"",
    "sql \"select max(popularity) as p from movies\"",
    "load horror | predict with kept | take 1 | select predicted",
    "load ingests | aggregate max(ingest)", "load films | aggregate max(popularity)",
  ])
  func `a single look at a store is of then`(_ statement: String) throws {
    let house = try house(statement + "\n")
    try house.record("--db", "s.sqlite")
    try ingest(house, 2)
    try run(house, "load horror | train rf popularity ~ runtime trees=2 depth=2 as kept")
    try expectClean(house)
    #expect(try house.hq("--db", "s.sqlite", "n.hq").output != "")
  }

  @Test func `a store is named by the lock as the notebook names it`() throws {
    let house = try house("use \"s.sqlite\"\nload horror | aggregate avg(popularity)\n")
    try house.record()
    try ingest(house, 9)
    let finished = try house.replay()
    #expect(finished.code == 0, "\(finished.errors)")
    #expect(try house.read("n.hq.lock").contains("\"s.sqlite\": {"))
  }

  @Test func `a notebook that trains leaves the store as it was, recorded and replayed`() throws {
    let house = try house(
      "load runs | aggregate count()\n\(Self.training) as fresh\nload runs | aggregate count()\n")
    let before = try house.workspace.data("s.sqlite")
    try house.record("--db", "s.sqlite")
    try expectClean(house)
    #expect(try house.workspace.data("s.sqlite") == before)
    // A plain run keeps what it trains, and the notebook is not touched by that.
    #expect(try house.hq("--db", "s.sqlite", "n.hq").code == 0)
    try expectClean(house)
  }

  @Test(arguments: [
    ["replay", "n.hq"], ["replay", "--twice", "n.hq"], ["run", "--locked", "n.hq"], ["test", "n.hq"],
  ])
  func `a past that was purged is told, with the ingest that the lock names`(_ arguments: [String]) throws {
    for statement in [
      "load horror | aggregate avg(popularity)", "history", "sql \"select count(*) as n from movies\"",
    ] {
      let house = try house(statement + "\n")
      try house.record("--db", "s.sqlite")
      try ingest(house, 2)
      try run(house, "purge before 2099-01-01")
      let finished = try house.workspace.run(
        Binary.path, ["--db", "s.sqlite", "--diagnostics", "short"] + arguments)
      #expect(finished.code == 5, "\(finished.errors)")
      #expect(
        finished.errors.hasPrefix(
          "n.hq:1:1: error[HQ503]: `s.sqlite` cannot be read as of ingest 2, as the lock says: "
            + "what was before ingest 3 was purged"), "\(finished.errors)")
      #expect(!finished.errors.contains("HQ502"), "\(finished.errors)")
    }
  }

  @Test func `a store that never came so far, and none at all, are told`() throws {
    let house = try house("load horror | aggregate avg(popularity)\n")
    try house.record("--db", "s.sqlite")
    #expect(try house.hq("--db", "young.sqlite", "-c", "ingest from \"films.csv\"").code == 0)
    let young = try house.hq("--db", "young.sqlite", "replay", "n.hq")
    #expect(young.code == 5 && young.errors.contains("the store has no ingest 2"), "\(young.errors)")
    let none = try house.hq("--db", "none.sqlite", "replay", "n.hq")
    #expect(
      none.code == 6 && none.errors.contains("there is no store at `none.sqlite` yet"), "\(none.errors)")
    #expect(!house.workspace.has("none.sqlite"))
  }

  @Test func `a model that is not kept any more is a drift`() throws {
    let house = try house("load horror | predict with kept | take 3 | select title, predicted\n")
    try house.record("--db", "s.sqlite")
    for trees in 4...8 {
      try run(house, "load horror | train rf popularity ~ runtime trees=\(trees) as kept")
    }
    let finished = try house.hq("--db", "s.sqlite", "--diagnostics", "short", "replay", "n.hq")
    #expect(finished.code == 5)
    #expect(
      finished.errors.contains("n.hq:1:28: error[HQ503]: the model `kept` of "), "\(finished.errors)")
    #expect(finished.errors.contains("is not kept any more"))
  }

  @Test func `other films of the same ingest are a drift that names the statement`() throws {
    let house = try house("load horror | aggregate avg(popularity)\n")
    try house.record("--db", "s.sqlite")
    for name in ["s.sqlite", "s.sqlite-wal", "s.sqlite-shm"] where house.workspace.has(name) {
      try FileManager.default.removeItem(atPath: house.workspace.path + "/" + name)
    }
    try ingest(house, 5)
    try ingest(house, 6)
    let finished = try house.hq("--db", "s.sqlite", "--diagnostics", "short", "replay", "n.hq")
    #expect(finished.code == 5)
    #expect(
      finished.errors.hasPrefix("n.hq:1:1: error[HQ503]: `load horror` gave 60 rows ("), "\(finished.errors)")
  }
}
