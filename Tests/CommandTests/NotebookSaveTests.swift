import Foundation
import TestSupport
import Testing

/// `save`: the statements that led to what is there, as a script that records and replays.
@Suite struct NotebookSaveTests {
  /// What `save` makes of a session, without the title.
  private func saved(_ session: String, _ options: [String] = ["--demo"]) throws -> (NotebookHouse, String) {
    let house = try NotebookHouse()
    let finished = try house.workspace.run(
      Binary.path, options + ["--keep-going", "-"], input: Data((session + "\nsave \"n.hq\"\n").utf8))
    #expect(house.workspace.has("n.hq"), "\(finished.errors)")
    let text = try house.read()
    #expect(text.hasPrefix("hq 1\n# # n\n\n"))
    return (house, String(text.dropFirst("hq 1\n# # n\n\n".count)))
  }

  @Test(arguments: [
    // What led elsewhere is out.
    (
      "load horror as h\nload thriller as t\nt | aggregate count()\nh | take 3",
      "use demo\nload horror as h\nh | take 3\n"
    ),
    // A table without a name is what follows goes on from.
    ("load horror\nwhere runtime > 100\ntake 3", "use demo\nload horror\nwhere runtime > 100\ntake 3\n"),
    // What only looked around is out.
    (
      "load horror\ntables\nhistory last=1\ndescribe runtime\nhelp take\ntake 3",
      "use demo\nload horror\ntake 3\n"
    ),
    // Pictures, exports and expectations of what is there are in, those of others are out.
    (
      "load horror as h\nload thriller as t\nt | plot hist runtime to \"t.png\"\nt | export to \"t.csv\"\nt | expect count() > 0\nh | plot hist runtime to \"h.png\"\nh | export to \"h.csv\"\nh | expect count() > 0\nh | take 3",
      "use demo\nload horror as h\nh | plot hist runtime to \"h.png\"\nh | export to \"h.csv\"\nh | expect count() > 0\nh | take 3\n"
    ),
    // What was taken back never was.
    ("load horror as h\ntake 5\nundo\ntake 3", "use demo\nload horror as h\ntake 3\n"),
    ("load horror as h\nload thriller as h\nundo\nh | take 3", "use demo\nload horror as h\nh | take 3\n"),
    // A name that was given anew is the later one.
    ("load thriller as h\nload horror as h\nh | take 3", "use demo\nload horror as h\nh | take 3\n"),
    // What failed is out.
    (
      "load horror | select tmdb_id\nderive x = tmdb_id * 9223372036854775807\ntake 3",
      "use demo\nload horror | select tmdb_id\ntake 3\n"
    ),
    // A join needs both sides; a parameter is needed where it is used.
    (
      "load horror as h\nload thriller | select tmdb_id, t = title as t\nparam most = 3\nparam unused = 4\nh | join t on tmdb_id\ntake $most",
      "use demo\nload horror as h\nload thriller | select tmdb_id, t = title as t\nparam most = 3\nh | join t on tmdb_id\ntake $most\n"
    ),
    // A model that is there keeps what it learnt from; settings hold for all.
    (
      "set seed=7\nload horror as h\nload thriller as t\nt | train rf trees=2 depth=2 as old\nh | train rf trees=2 depth=3 as new\nh | predict with new | take 3",
      "use demo\nset seed=7\nload horror as h\nh | train rf trees=2 depth=3 as new\nh | predict with new | take 3\n"
    ),
    // A store of one's own choice is not chosen again.
    ("use demo\nload horror\ntake 3", "use demo\nload horror\ntake 3\n"),
  ])
  func `the statements that led to what is there are saved, and no others`(
    _ session: String, _ script: String
  ) throws {
    let (house, text) = try saved(session)
    #expect(text == script)
    try house.record()
    let replayed = try house.replay()
    #expect(replayed.code == 0, "\(replayed.errors)")
    #expect(try house.hq("fmt", "--check", "n.hq").code == 0)
  }

  @Test func `a script of files needs no store`() throws {
    let (house, text) = try saved("from \"a.csv\" as a\na | where a > 1", [])
    #expect(text == "from \"a.csv\" as a\na | where a > 1\n")
    try house.record()
    #expect(try house.read().hasSuffix("#> a\n#> 2\n"))
  }

  @Test func `a file that is there is replaced only when that is asked for`() throws {
    let house = try NotebookHouse("# mine\n")
    let first = try house.workspace.script("from \"a.csv\"\nsave n.hq\n")
    #expect(first.code == 4 && first.errors.contains("`n.hq` is there already"), "\(first.errors)")
    #expect(first.errors.contains("`replace=yes` behind it replaces it"))
    #expect(try house.read() == "# mine\n")
    let second = try house.workspace.script("from \"a.csv\"\nsave n.hq replace=yes\n")
    #expect(second.code == 0 && second.errors.contains("wrote n.hq"), "\(second.errors)")
    #expect(try house.read() == "hq 1\n# # n\n\nfrom \"a.csv\"\n")
  }

  @Test(arguments: ["notebooks/x.hq", "\"notebooks/x.hq\"", "notebooks/x", "\"notebooks/x\""])
  func `a path needs no quotes and no ending`(_ path: String) throws {
    let house = try NotebookHouse()
    try FileManager.default.createDirectory(
      atPath: house.workspace.path + "/notebooks", withIntermediateDirectories: false)
    let finished = try house.workspace.script("from \"a.csv\"\nsave \(path)\n")
    #expect(finished.code == 0, "\(finished.errors)")
    #expect(try house.read("notebooks/x.hq") == "hq 1\n# # x\n\nfrom \"a.csv\"\n")
    #expect(try house.hq("record", "notebooks/x.hq").code == 0)
    #expect(try house.hq("replay", "notebooks/x.hq").code == 0)
  }

  @Test func `where nothing has led anywhere nothing is saved`() throws {
    let house = try NotebookHouse()
    for session in ["save n.hq\n", "help\ntables\nsave n.hq\n"] {
      let finished = try house.workspace.script(session, "--demo")
      #expect(
        finished.code == 4 && finished.errors.contains("nothing has led anywhere yet"), "\(finished.errors)")
      #expect(!house.workspace.has("n.hq"))
    }
    let missing = try house.workspace.script("from \"a.csv\"\nsave missing/n.hq\n")
    #expect(missing.code == 4 && missing.errors.contains("error[HQ305]"), "\(missing.errors)")
  }

  @Test func `in the shell a line that was saved leads on`() throws {
    let house = try NotebookHouse()
    let terminal = try PseudoTerminal(columns: 100, rows: 30, in: house.workspace)
    _ = try terminal.answer()
    for line in ["from \"a.csv\"", "where b > 1", "derive b = a + 1", "take 1", "undo", "save n.hq"] {
      _ = try terminal.answer(to: line)
    }
    try terminal.type("\u{4}")
    _ = try terminal.finish()
    #expect(try house.read() == "hq 1\n# # n\n\nfrom \"a.csv\"\nderive b = a + 1\n")
    try house.record()
    #expect(try house.replay().code == 0)
  }
}
