import Foundation
import TestSupport
import Testing

/// What `hq record` writes, and what it leaves alone.
@Suite struct NotebookRecordTests {
  static let count = "#> count\n#>     2\n"

  @Test(arguments: [
    // A statement, and prose around it.
    (
      "# # Title\n\nfrom \"a.csv\"\n\naggregate count()\n\n# The end.\n",
      "# # Title\n\nfrom \"a.csv\"\n\naggregate count()\n\(count)\n# The end.\n"
    ),
    // A statement over several lines, with a comment between them.
    (
      "from \"a.csv\"\n  # all of them\n  | aggregate count(),\n      avg(a)\n# more\n",
      "from \"a.csv\"\n  # all of them\n  | aggregate count(),\n      avg(a)\n#> count  avg_a\n#>     2    1.5\n# more\n"
    ),
    // Two statements in a line, of which each tells something.
    (
      "from \"a.csv\" as x ; aggregate count() ; x | take 1 | show\n",
      "from \"a.csv\" as x ; aggregate count() ; x | take 1 | show\n\(count)#>\n#> a\n#> 1\n"
    ),
    // No line end behind the last line.
    ("from \"a.csv\"\nshow", "from \"a.csv\"\nshow\n#> a\n#> 1\n#> 2\n"),
    // The line ends of another system.
    ("from \"a.csv\"\r\nshow\r\n# end\r\n", "from \"a.csv\"\r\nshow\r\n#> a\r\n#> 1\r\n#> 2\r\n# end\r\n"),
    // What was recorded before, wherever it stands.
    (
      "#> above\nfrom \"a.csv\"\n#> of a statement that tells nothing\n\n#> alone\nshow\n#> old\n#> older\n#\n#> end",
      "from \"a.csv\"\n\nshow\n#> a\n#> 1\n#> 2\n#\n"
    ),
    // What only looks as if it were recorded.
    (
      "from \"a.csv\" | expect count() == 2 else \"\"\"two\n#> of them\n\"\"\"\n  #> indented\n## >\nshow\n",
      "from \"a.csv\" | expect count() == 2 else \"\"\"two\n#> of them\n\"\"\"\n  #> indented\n## >\nshow\n#> a\n#> 1\n#> 2\n"
    ),
    // A mark at the beginning, tabs, blanks at the end of a line.
    (
      "\u{FEFF}from \"a.csv\"   \n\t# prose \t \nshow # tail  \n",
      "\u{FEFF}from \"a.csv\"   \n\t# prose \t \nshow # tail  \n#> a\n#> 1\n#> 2\n"
    ),
    ("", ""), ("# only prose", "# only prose"),
  ])
  func `outputs stand under their statements, and all else stays to the byte`(
    _ text: String, _ recorded: String
  )
    throws
  {
    let house = try NotebookHouse(text)
    try house.record()
    #expect(try house.workspace.data("n.hq") == Data(recorded.utf8))
    let lock = try house.lockWithoutClock()
    try house.record()
    #expect(try house.workspace.data("n.hq") == Data(recorded.utf8), "recorded twice")
    #expect(try house.lockWithoutClock() == lock, "recorded twice")
    let replayed = try house.replay()
    #expect(replayed.code == 0, "\(replayed.errors)")
    #expect(try house.workspace.names() == ["a.csv", "films.csv", "n.hq", "n.hq.lock"])
  }

  @Test func `the lock is JSON with its names in order, and says what the notebook stands on`() throws {
    let house = try NotebookHouse(
      "param most = 3\nfrom \"films.csv\" as films\ntrain rf popularity ~ runtime + vote_count trees=3 depth=3 as forest\n"
        + "films | plot hist runtime to \"h.png\"\nfilms | take $most | select title\n")
    try house.record("--seed", "7")
    let text = try house.read("n.hq.lock")
    var above: [String] = []
    for line in text.split(separator: "\n") {
      let depth = line.prefix { $0 == " " }.count / 2
      above.removeLast(max(0, above.count - depth - 1))
      guard let name = line.split(separator: "\"").dropFirst().first, line.contains("\": ") else { continue }
      while above.count <= depth { above.append("") }
      #expect(above[depth] < name, "\(line)")
      above[depth] = String(name)
    }
    let lock = try required(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "an object")
    #expect(lock["lock"] as? Int == 1 && lock["seed"] as? Int == 7)
    #expect(lock["parameters"] as? [String: String] == ["most": "3"])
    let statements = try required(lock["statements"] as? [[String: Any]], "statements")
    #expect(statements.count == 5)
    let source = try required((statements[1]["sources"] as? [[String: Any]])?.first, "a source")
    #expect(source["rows"] as? Int == 60 && (source["digest"] as? String)?.count == 64)
    let model = try required((statements[2]["models"] as? [[String: Any]])?.first, "a model")
    #expect((model["statement"] as? String)?.contains("depth=3 trees=3 split=0.75") == true)
    #expect((model["metrics"] as? [String: Double])?["r2"] != nil)
    let picture = try required((statements[3]["pictures"] as? [[String: Any]])?.first, "a picture")
    #expect(picture["path"] as? String == "h.png" && (picture["script"] as? String)?.count == 64)
    #expect(try house.read().contains("#> h.png  sha256:"))
  }

  @Test(arguments: [
    ("expect count() == 3", 1 as Int32), ("derive x = a * 9223372036854775807", 4), ("where b > 1", 3),
    ("from \"missing.csv\"", 6), ("expect count() == 3\nshow", 1), ("show }", 3),
  ])
  func `a run that fails changes neither the notebook nor its lock`(_ statement: String, _ code: Int32) throws
  {
    let house = try NotebookHouse("from \"a.csv\"\nshow\n")
    try house.record()
    try house.write(try house.read().replacingOccurrences(of: "#> 1", with: "#> 5") + statement + "\n")
    let before = try house.tree()
    for options in [[], ["--keep-going"]] {
      let finished = try house.workspace.run(Binary.path, options + ["record", "n.hq"])
      #expect(finished.code == code, "\(finished.errors)")
      #expect(finished.errors.contains("n.hq stays as it was"))
      #expect(try house.tree() == before)
    }
  }

  @Test func `a notebook stays as it was when its lock cannot be written`() throws {
    let text = "from \"a.csv\"\nshow\n"
    let house = try NotebookHouse(text)
    try FileManager.default.createDirectory(
      atPath: house.workspace.path + "/n.hq.lock", withIntermediateDirectories: false)
    let finished = try house.hq("record", "n.hq")
    #expect(finished.code == 4 && finished.errors.contains("n.hq.lock"), "\(finished.errors)")
    #expect(try house.read() == text)
  }

  @Test func `of a long table the notebook shows the beginning and the end, and says so`() throws {
    let house = try NotebookHouse("from \"films.csv\" | select tmdb_id\nshow\n")
    try house.record()
    let lines = try house.read().split(separator: "\n")
    #expect(lines.contains("#> (60 rows × 1 column; 20 rows not shown)"))
    #expect(lines.contains("#>       1") && lines.contains("#>      60") && !lines.contains("#>      30"))
    // What is not shown is held all the same.
    try house.change("films.csv", "\n30,Film", to: "\n61,Film")
    #expect(try house.replay().code == 5)
  }

  @Test func `a notebook keeps its rights`() throws {
    let house = try NotebookHouse("from \"a.csv\"\nshow\n")
    let path = house.workspace.path + "/n.hq"
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    try house.record()
    let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(rights == 0o640)
  }

  @Test func `a run takes recorded lines for comments, and shows the same as without them`() throws {
    let house = try NotebookHouse("from \"a.csv\"\nshow\n")
    let before = try house.hq("n.hq").output
    try house.record()
    #expect(try house.hq("n.hq").output == before)
    #expect(try house.hq("fmt", "--check", "n.hq").code == 0)
  }

  @Test(arguments: [
    ("ingest from \"films.csv\"", "ingest"), ("purge", "purge"), ("include \"other.hq\"", "ingest"),
    ("run \"other.hq\"", "ingest"), ("use \"mine.sqlite\" ; purge before 90d", "purge"),
  ])
  func `what changes a store is refused before anything runs`(_ statement: String, _ verb: String) throws {
    let house = try NotebookHouse("from \"a.csv\" | export to \"out.csv\"\n\(statement)\n")
    try house.write("ingest from \"films.csv\"\n", to: "other.hq")
    let before = try house.tree()
    let finished = try house.hq("--db", "mine.sqlite", "record", "n.hq")
    #expect(finished.code == 3)
    #expect(
      finished.errors.contains(
        "error[HQ216]: `\(verb)` changes the store, so nobody could replay the notebook"),
      "\(finished.errors)")
    #expect(try house.tree() == before)
  }
}
