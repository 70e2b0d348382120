import Foundation
import Testing

@Suite struct ExportTests {
  @Test(arguments: ["csv", "tsv", "json", "ndjson", "md", "html", "csv.gz", "ndjson.gz"])
  func `a file is written whole, and nothing is left beside it`(_ ending: String) throws {
    let workspace = try Workspace()
    let before = try workspace.names()
    let finished = try workspace.hq("-c", "from \"films.csv\" | export to \"out.\(ending)\"")
    #expect(finished.code == 0, "\(finished.errors)")
    #expect(finished.errors == "wrote out.\(ending): 40 rows\n")
    #expect(try workspace.names() == (before + ["out.\(ending)"]).sorted())
  }

  @Test(arguments: ["csv", "tsv", "json", "ndjson", "csv.gz", "tsv.gz", "json.gz", "ndjson.gz"])
  func `what was written is read as what it was`(_ ending: String) throws {
    let workspace = try Workspace()
    let finished = try workspace.script(
      """
      from "films.csv" as films
      films | export to "out.\(ending)"
      from "out.\(ending)" as again
      again | join films on id, title, overview, genre kind=anti | where overview is not null | aggregate count()
      again | select title, overview, release_date, rating, runtime
      """, "--format", "ndjson", "--quiet")
    let original = try workspace.script(
      "from \"films.csv\" | select title, overview, release_date, rating, runtime", "--format", "ndjson")
    #expect(finished.output == "{\"count\":0}\n" + original.output, "\(finished.errors)")
  }

  @Test func `a table of a SQLite file can be written and read`() throws {
    let workspace = try Workspace()
    let script = """
      from "films.csv" as films
      films | select id, title, rating | export to "out.db:films"
      films | take 2 | select id | export to "out.db:few"
      from "out.db:films" | where rating is null | select title
      from "out.db:few" | aggregate count()
      """
    let finished = try workspace.script(script, "--format", "csv")
    #expect(
      finished.output == "title\nThe Seventh Guest List\nHollow Kin\nUntitled Lighthouse Project\ncount\n2\n",
      "\(finished.errors)")
  }

  @Test(arguments: [
    ("sub", "out"), ("missing/out.csv", "missing"), ("/dev/full", "/dev/full"),
    ("/proc/version.csv", "/proc"),
    ("films.csv/out.csv", "films.csv"), ("", ""),
  ])
  func `a place that cannot be written is an error, and nothing is left there`(_ path: String, _ word: String)
    throws
  {
    let workspace = try Workspace()
    let before = try workspace.names()
    let finished = try workspace.hq("-c", "from \"films.csv\" | export to \"\(path)\" format=csv\nshow")
    #expect(finished.code == 4 || finished.code == 3, "\(finished.errors)")
    #expect(
      finished.errors.contains("error[HQ30"),
      "\(finished.errors)")
    #expect(finished.output == "")
    #expect(try workspace.names() == before)
  }

  @Test func `an old file is there until the new one is whole`() throws {
    let workspace = try Workspace()
    try workspace.write("out.csv", "the old one\n")
    // A file size limit stops the writing in the middle, as a full disk does.
    let finished = try workspace.shell(
      "trap '' XFSZ; ulimit -f 1; hq -c 'from \"films.csv\" | export to \"out.csv\"'")
    #expect(finished.code == 4, "\(finished.errors)")
    #expect(try workspace.read("out.csv") == "the old one\n")
    #expect(try workspace.names().filter { $0.contains("out") } == ["out.csv"])
  }

  @Test func `a file keeps its rights when it is written anew`() throws {
    let workspace = try Workspace()
    try workspace.write("out.csv", "old\n")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640], ofItemAtPath: workspace.path + "/out.csv")
    #expect(try workspace.hq("-c", "from \"films.csv\" | export to \"out.csv\"").code == 0)
    let rights = try FileManager.default.attributesOfItem(atPath: workspace.path + "/out.csv")[
      .posixPermissions]
    #expect((rights as? Int) == 0o640)
  }

  @Test func `a table may be written over the file that it was read from`() throws {
    let workspace = try Workspace()
    let finished = try workspace.hq(
      "-c", "from \"numbers.csv\" | take 2 | select a | export to \"numbers.csv\"")
    #expect(finished.code == 0, "\(finished.errors)")
    #expect(try workspace.read("numbers.csv") == "a\n7\n-7\n")
  }

  @Test func `standard output and a pipe can be written to`() throws {
    let workspace = try Workspace()
    let script = "from \"numbers.csv\" | take 2 | select a | export to \"/dev/stdout\" format=csv"
    let finished = try workspace.shell("hq --quiet -c '\(script)' | cat")
    #expect(finished.output == "a\n7\n-7\n", "\(finished.errors)")
  }
}
