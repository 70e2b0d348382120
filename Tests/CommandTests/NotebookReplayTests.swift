import Foundation
import TestSupport
import Testing

/// A replay is what was recorded, wherever and however it runs, and leaves nothing behind.
@Suite struct NotebookReplayTests {
  /// Looks at files beside it, a store by its path, the clock, chance, a picture, and what it wrote itself.
  private static let text = """
    hq 1
    # # A notebook
    param most = 5
    from "films.csv" | derive runtime_band = runtime // 20 as films
    aggregate films = count(), runtime = avg(runtime) by runtime_band | sort runtime_band | take $most
    films | where release_date >= today() - 4000d | aggregate count(), latest = now()
    films | train rf popularity ~ runtime + vote_count trees=4 depth=4 as forest
    plot importance with forest to "plots/importance.png"
    films | predict with forest | take 3 | select title, predicted
    films | take 2 | select title | export to "titles.csv"
    from "titles.csv" | show
    use "mine.sqlite"
    load horror | aggregate films = count(), popularity = avg(popularity)
    set format=csv
    tables
    """

  /// A notebook in a folder of its own, recorded from the folder above.
  private static func house() throws -> NotebookHouse {
    let house = try NotebookHouse()
    for folder in ["notebooks", "plots"] {
      try FileManager.default.createDirectory(
        atPath: house.workspace.path + "/" + folder, withIntermediateDirectories: false)
    }
    try house.write(text, to: "notebooks/n.hq")
    #expect(try house.hq("--db", "mine.sqlite", "-c", "ingest from \"films.csv\"").code == 0)
    let recorded = try house.hq("record", "notebooks/n.hq")
    #expect(recorded.code == 0, "\(recorded.errors)")
    return house
  }

  private struct Surroundings: CustomTestStringConvertible {
    var options: [String] = []
    var environment: [String: String] = [:]
    var folder = "."
    var path = "notebooks/n.hq"
    var testDescription: String { "\(options) \(environment) in \(folder)" }
  }

  @Test func `a replay does not depend on threads, time zone, locale, terminal, options or folder`() throws {
    let house = try Self.house()
    // No output of its own may be needed, and none may be made anew.
    for name in ["titles.csv", "plots/importance.png", "plots"] {
      try FileManager.default.removeItem(atPath: house.workspace.path + "/" + name)
    }
    let before = try house.tree()
    let all = [
      Surroundings(), Surroundings(options: ["--threads", "1"]), Surroundings(options: ["--threads", "2"]),
      Surroundings(options: ["--threads", "7"]), Surroundings(options: ["--seed", "9", "--format", "json"]),
      Surroundings(environment: ["TZ": "Pacific/Kiritimati"]),
      Surroundings(environment: ["TZ": "America/Adak"]),
      Surroundings(environment: ["LC_ALL": "de_DE.UTF-8", "LANG": "tr_TR.UTF-8"]),
      Surroundings(environment: ["COLUMNS": "20", "LINES": "5", "TERM": "dumb"]),
      Surroundings(environment: ["HQ_DB": "elsewhere.sqlite", "NO_COLOR": "1"]),
      Surroundings(folder: "notebooks", path: "n.hq"),
      Surroundings(folder: "notebooks", path: "../notebooks/n.hq"),
      Surroundings(folder: "/", path: house.workspace.path + "/notebooks/n.hq"),
    ]
    for one in all {
      let finished = try house.hq(
        in: one.folder, one.options + ["replay", one.path], environment: one.environment)
      #expect(finished.code == 0, "\(one.testDescription): \(finished.errors)")
      #expect(finished.errors.hasSuffix("n.hq: 15 statements, no difference\n"))
      #expect(finished.output == "")
      #expect(try house.tree() == before, "\(one.testDescription)")
    }
  }

  @Test(arguments: [(20, 5), (200, 50)])
  func `a terminal changes nothing`(_ columns: Int, _ rows: Int) throws {
    let house = try Self.house()
    let before = try house.tree()
    let terminal = try PseudoTerminal(
      ["replay", "notebooks/n.hq"], columns: columns, rows: rows, in: house.workspace)
    let end = try terminal.finish()
    #expect(end.code == 0, "\(end.output)")
    #expect(end.output.contains("no difference"))
    #expect(try house.tree() == before)
  }

  @Test func `a copy of the folders replays where they were copied to`() throws {
    let house = try Self.house()
    let other = try TemporaryDirectory()
    try FileManager.default.copyItem(atPath: house.workspace.path, toPath: other.path + "/copy")
    try FileManager.default.removeItem(atPath: house.workspace.path + "/films.csv")
    let finished = try house.hq(in: other.path, ["replay", "copy/notebooks/n.hq"])
    #expect(finished.code == 0, "\(finished.errors)")
  }

  @Test func `an output that changes is not what it was`() throws {
    let house = try Self.house()
    try house.change("notebooks/n.hq.lock", "\"clock\": \"20", to: "\"clock\": \"19")
    let finished = try house.hq("--diagnostics", "short", "replay", "notebooks/n.hq")
    #expect(finished.code == 1)
    #expect(finished.errors.contains("HQ502"), "\(finished.errors)")
  }

  // MARK: Twice

  @Test func `two runs side by side differ in nothing`() throws {
    let house = try Self.house()
    let before = try house.tree()
    for arguments in [["replay", "--twice"], ["--threads", "1", "--twice", "replay"]] {
      let finished = try house.workspace.run(Binary.path, arguments + ["notebooks/n.hq"])
      #expect(finished.code == 0, "\(finished.errors)")
      #expect(finished.errors == "notebooks/n.hq: two runs side by side, no difference\n")
    }
    #expect(try house.tree() == before)
  }

  @Test func `two runs that are not the same name the first statement in which they differ`() throws {
    let house = try NotebookHouse(
      "from \"a.csv\" | show\nfrom \"/proc/sys/kernel/random/uuid\" format=csv header=no\nshow\n")
    let finished = try house.hq("--diagnostics", "short", "replay", "--twice", "n.hq")
    #expect(finished.code == 1)
    #expect(
      finished.errors.hasPrefix("n.hq:2:1: error[HQ502]: two runs of the same differ: "), "\(finished.errors)"
    )
  }

  @Test func `two runs of what fails tell why`() throws {
    let house = try NotebookHouse("from \"a.csv\" | expect count() == 3\n")
    let finished = try house.hq("replay", "--twice", "n.hq")
    #expect(finished.code != 0 && finished.errors.contains("HQ501"), "\(finished.errors)")
  }

  // MARK: Run as locked

  @Test func `a run as locked prints as a run, by the clock, the seed and the parameters of the lock`() throws
  {
    let house = try NotebookHouse(
      "param most = 2\nfrom \"films.csv\" as f\nf | train rf popularity ~ runtime trees=3 depth=3\n"
        + "f | take $most | derive t = now() | select title, t\nshow\n")
    try house.record("--seed", "3", "--set", "most=4")
    try house.change("n.hq.lock", "\"clock\": \"20", to: "\"clock\": \"19")
    let finished = try house.hq("run", "--locked", "n.hq")
    #expect(finished.code == 0, "\(finished.errors)")
    #expect(
      finished.output.contains("seed=3") && finished.output.contains("Film 4  19"), "\(finished.output)")
    let plain = try house.hq("n.hq", "--seed", "3", "--set", "most=4").output
    #expect(plain.contains("Film 4  20"))
    func withoutTimes(_ text: String) -> [Substring] {
      text.split(separator: "\n", omittingEmptySubsequences: false).map {
        $0.hasPrefix("Film") ? $0.prefix(6) : $0
      }
    }
    let skipped = { (lines: [Substring]) in lines.filter { !$0.hasPrefix("title") } }
    #expect(skipped(withoutTimes(finished.output)) == skipped(withoutTimes(plain)))
  }

  @Test func `a run as locked writes what a run writes`() throws {
    let house = try NotebookHouse("from \"a.csv\" | export to \"out.csv\"\nplot hist a to \"h.png\"\n")
    try house.record()
    for name in ["out.csv", "h.png"] {
      try FileManager.default.removeItem(atPath: house.workspace.path + "/" + name)
    }
    #expect(try house.hq("--locked", "run", "n.hq").code == 0)
    #expect(try house.read("out.csv") == "a\n1\n2\n")
    #expect(house.workspace.has("h.png"))
  }

  @Test(arguments: ["data", "options", "parameter"])
  func `a run as locked tells what drifted and gives 5`(_ what: String) throws {
    let house = try NotebookHouse(
      "param most = 2\nfrom \"films.csv\" as f\nf | train rf popularity ~ runtime trees=3 depth=3\nf | take $most\n"
    )
    try house.record()
    var options: [String] = []
    switch what {
    case "data": try house.change("films.csv", "Film 9", to: "Film X")
    case "options": try house.change("n.hq", "depth=3\n", to: "depth=2\n")
    default: options = ["--set", "most=3"]
    }
    let finished = try house.workspace.run(Binary.path, options + ["--locked", "run", "n.hq"])
    #expect(finished.code == 5, "\(finished.errors)")
    #expect(finished.errors.contains("HQ503") && finished.output.contains("Film 1"), "\(finished.errors)")
  }

  @Test(arguments: [
    ["run", "--locked", "n.hq"], ["replay", "n.hq"], ["render", "--locked", "n.hq", "-o", "n.md"],
  ])
  func `without a lock nothing runs that needs one`(_ arguments: [String]) throws {
    let house = try NotebookHouse("from \"a.csv\" | export to \"out.csv\"\n")
    let finished = try house.workspace.run(Binary.path, arguments)
    #expect(finished.code == 6)
    #expect(
      finished.errors.contains("`n.hq` was never recorded: there is no `n.hq.lock`"), "\(finished.errors)")
    #expect(try house.workspace.names() == ["a.csv", "films.csv", "n.hq"])
  }
}
