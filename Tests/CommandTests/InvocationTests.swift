import Foundation
import Testing

@Suite struct InvocationTests {
  @Test func `standard input is a script when it is no terminal`() throws {
    let workspace = try Workspace()
    let script = "from \"numbers.csv\" | take 1\nselect a\n"
    #expect(try workspace.hq(input: script).output == workspace.hq("-c", script).output)
    #expect(try workspace.hq("-", input: script).output == workspace.hq("-c", script).output)
  }

  @Test func `diagnostics name where the text comes from`() throws {
    let workspace = try Workspace()
    try workspace.write("bad.hq", "frm")
    #expect(try workspace.hq(input: "frm").errors.contains("stdin:1:1"))
    #expect(try workspace.hq("-c", "frm").errors.contains("-c:1:1"))
    #expect(try workspace.hq("./bad.hq").errors.contains("./bad.hq:1:1"))
  }

  @Test func `a script with a line for env is a program`() throws {
    let workspace = try Workspace()
    try workspace.write("count", "#!/usr/bin/env hq\nfrom \"films.csv\" | aggregate count()\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: workspace.path + "/count")
    try FileManager.default.createSymbolicLink(
      atPath: workspace.path + "/hq", withDestinationPath: Binary.path)
    let finished = try workspace.run(
      workspace.path + "/count", [], environment: ["PATH": workspace.path + ":/usr/bin:/bin"])
    #expect(finished.output == "count\n   40\n")
    #expect(finished.code == 0)
  }

  @Test func `several scripts run in order, each in a session of its own`() throws {
    let workspace = try Workspace()
    try workspace.write("one.hq", "from \"numbers.csv\" | take 1 | select a as one")
    try workspace.write("two.hq", "from \"numbers.csv\" | take 2 | select a")
    try workspace.write("three.hq", "one | show")
    #expect(try workspace.hq("two.hq", "one.hq", "two.hq").output == " a\n 7\n-7\n\n a\n 7\n-7\n")
    let finished = try workspace.hq("one.hq", "three.hq", "two.hq")
    #expect(finished.code == 3)
    #expect(finished.output == "")
    #expect(try workspace.hq("--keep-going", "one.hq", "three.hq", "two.hq").output == " a\n 7\n-7\n")
  }

  @Test func `set gives a declared parameter another value`() throws {
    let workspace = try Workspace()
    let script =
      "param n = 1, word = \"a\", day = 2020-01-01\nfrom \"numbers.csv\" | take $n | derive w = $word, d = $day | select a, w, d"
    #expect(try workspace.hq("-c", script).output == "a  w  d\n7  a  2020-01-01\n")
    #expect(
      try workspace.hq("--set", "n=2", "--set=word=x y", "--set", "day=2021-02-03", "-c", script).output
        == " a  w    d\n 7  x y  2021-02-03\n-7  x y  2021-02-03\n")
    #expect(try workspace.hq("--set", "word=12", "-c", script).output == "a  w   d\n7  12  2020-01-01\n")
  }

  @Test func `a parameter that the script does not declare is an error, and so is a value of another type`()
    throws
  {
    let workspace = try Workspace()
    let undeclared = try workspace.hq("--set", "m=2", "-c", "param n = 1")
    #expect(undeclared.code == 2)
    #expect(undeclared.errors.contains("`m`"))
    let mistyped = try workspace.hq(
      "--set", "n=soon", "-c", "param n = 1\nfrom \"numbers.csv\" | export to \"out.csv\"")
    #expect(mistyped.code == 2)
    #expect(mistyped.errors.contains("a whole number"))
    #expect(!workspace.has("out.csv"))
  }

  @Test(arguments: [
    ("csv", "a,word\n7,apple\n-7,Apfel\n"), ("tsv", "a\tword\n7\tapple\n-7\tApfel\n"),
    ("json", "[\n{\"a\":7,\"word\":\"apple\"},\n{\"a\":-7,\"word\":\"Apfel\"}\n]\n"),
    ("ndjson", "{\"a\":7,\"word\":\"apple\"}\n{\"a\":-7,\"word\":\"Apfel\"}\n"),
    ("markdown", "| a | word |\n|---:|---|\n| 7 | apple |\n| -7 | Apfel |\n"),
    ("table", " a  word\n 7  apple\n-7  Apfel\n"),
  ])
  func `format decides how tables print`(_ format: String, _ text: String) throws {
    let workspace = try Workspace()
    let script = "from \"numbers.csv\" | take 2 | select a, word"
    #expect(try workspace.hq("--format", format, "-c", script).output == text)
    #expect(try workspace.hq("-c", "set format=\(format)\n" + script).output == text)
  }

  @Test func `nulls and awkward texts survive in csv and json`() throws {
    let workspace = try Workspace()
    let script = "from \"films.csv\" | where id in [2, 4, 39] | select title, overview, rating"
    let csv = try workspace.hq("--format", "csv", "-c", script).output
    #expect(
      csv
        == "title,overview,rating\n\"He Said \"\"Run\"\"\",\"A stranger says \"\"run\"\", and nobody does.\",7.6\n"
        + "雨后的电影院,\"A cinema, a storm,\nand the last reel.\",5.2\nUntitled Lighthouse Project,,\n")
    let rows = try workspace.hq("--format", "ndjson", "-c", script).objects()
    #expect(rows.count == 3)
    #expect(rows[1]["overview"] as? String == "A cinema, a storm,\nand the last reel.")
    #expect(rows[2]["rating"] is NSNull)
  }

  @Test func `the output is the same for any number of threads`() throws {
    let workspace = try Workspace()
    let script = "from \"films.csv\" | aggregate avg(rating), stddev(popularity), sum(popularity) by genre"
    let one = try workspace.hq("--threads", "1", "--format", "csv", "-c", script).output
    #expect(one.split(separator: "\n").count == 7)
    #expect(try workspace.hq("--threads", "7", "--format", "csv", "-c", script).output == one)
  }

  @Test(arguments: [
    ["--version"], ["help"], ["--help"], ["help", "where"], ["help", "options"], ["help", "round"],
  ])
  func `what is asked of hq itself goes to standard output`(_ arguments: [String]) throws {
    let finished = try Workspace().run(Binary.path, arguments)
    #expect(finished.code == 0)
    #expect(!finished.output.isEmpty)
    #expect(finished.errors == "")
  }

  @Test func `a topic that there is no help on is an error with a suggestion`() throws {
    let finished = try Workspace().hq("help", "wher")
    #expect(finished.code == 3 || finished.code == 2)
    #expect(finished.errors.contains("did you mean `where`?"))
  }
}
