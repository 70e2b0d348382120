import Testing

@Suite struct ExitCodeTests {
  @Test(arguments: [
    ("from \"films.csv\" | aggregate count()", 0 as Int32),
    ("from \"films.csv\" | expect count() == 40", 0),
    ("", 0), ("# nothing", 0), ("hq 1", 0), ("quit\n", 0),
    ("from \"films.csv\" | expect count() == 41", 1),
    ("from \"films.csv\" | where ratng > 7", 3), ("frm \"films.csv\"", 3), ("from \"films.csv", 3),
    ("hq 2", 3),
    ("from \"numbers.csv\" | derive x = a * 9223372036854775807", 4),
    ("from \"films.csv\" | export to \"missing/films.csv\"", 4),
    ("from \"nothing.csv\"", 6), ("include \"nothing.hq\"", 6), ("run \"nothing.hq\"", 6),
  ])
  func `the exit code of a script tells how it went`(_ script: String, _ code: Int32) throws {
    let finished = try Workspace().hq("-c", script)
    #expect(finished.code == code, "\(finished.errors)")
    #expect(finished.errors.contains("error[") == (code != 0))
  }

  @Test(arguments: [
    ["--nonsense"], ["--fromat", "csv"], ["--format", "exel"], ["--format"], ["--threads", "0"],
    ["--threads", "many"],
    ["--seed", "-1"], ["--events", "xml"], ["--set", "since"], ["--set", "=3"], ["-c"], ["check"], ["fmt"],
    ["-c", "quit", "film.hq"], ["--quiet=yes"], ["--diagnostics", "long"], ["-c", "quit", "--set", "n=3"],
    ["help", "--completions", "tcsh"],
  ])
  func `a wrong command line is told and gives 2`(_ arguments: [String]) throws {
    let workspace = try Workspace()
    let finished = try workspace.run(Binary.path, arguments)
    #expect(finished.code == 2)
    #expect(finished.output == "")
    #expect(finished.errors.hasPrefix("error[HQ00"))
  }

  @Test func `a missing script gives 6`() throws {
    let finished = try Workspace().hq("nothing.hq")
    #expect(finished.code == 6)
    #expect(finished.errors.contains("`nothing.hq`"))
  }

  @Test func `a failed statement ends the script, what came before it was shown`() throws {
    let finished = try Workspace().hq(
      "-c", "from \"numbers.csv\" | select a | take 1\nderive x = a * 9223372036854775807\nselect a\n")
    #expect(finished.code == 4)
    #expect(finished.output == "a\n7\n")
  }

  @Test func `with keep-going every statement runs, and the code still tells`() throws {
    let script = """
      from "numbers.csv" | select a | take 1
      derive x = a * 9223372036854775807
      expect count() == 2
      aggregate count()
      """
    let finished = try Workspace().hq("--keep-going", "-c", script)
    #expect(finished.code == 4)
    #expect(finished.output == "a\n7\n\ncount\n    1\n")
    #expect(finished.errors.contains("HQ401") && finished.errors.contains("HQ501"))
  }

  @Test func `a failed statement leaves the table of the one before it`() throws {
    let finished = try Workspace().hq(
      "--keep-going", "-c",
      "from \"numbers.csv\" | take 2 as kept\nderive x = a * 9223372036854775807 as kept\naggregate count()\nkept | select a"
    )
    #expect(finished.output == "count\n    2\n\n a\n 7\n-7\n")
  }

  @Test func `nothing runs of a script with an error anywhere`() throws {
    let workspace = try Workspace()
    let finished = try workspace.hq(
      "-c", "from \"films.csv\" | export to \"out.csv\"\nshow\nfrom \"films.csv\" | wher x > 1")
    #expect(finished.code == 3)
    #expect(finished.output == "")
    #expect(!workspace.has("out.csv"))
  }
}
