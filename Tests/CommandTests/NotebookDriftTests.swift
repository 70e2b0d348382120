import Foundation
import TestSupport
import Testing

/// What a replay says when something is not as it was: where, what it was and what it is.
@Suite struct NotebookDriftTests {
  private static let text = """
    param most = 3
    param word = "a"
    from "films.csv" as films
    films | train rf popularity ~ runtime + vote_count trees=4 depth=10
    expect r2 < 1
    films | take $most | select title
    plot hist runtime with="" to "h.png"
    """.replacingOccurrences(of: "plot hist runtime with=\"\"", with: "films | plot hist runtime")

  private func house() throws -> NotebookHouse {
    let house = try NotebookHouse(Self.text + "\n")
    try house.record()
    return house
  }

  @Test func `an option that changed is named with what it was, the metrics and that the data is the same`()
    throws
  {
    let house = try house()
    try house.change("n.hq", "trees=4 depth=10\n", to: "trees=4 depth=8\n")
    // The expansion under it is recorded too.
    let finished = try house.replay()
    #expect(finished.code == 5)
    let found = try required(
      finished.errors.split(separator: "\n").first { $0.contains("→") }, finished.errors)
    #expect(found.hasPrefix("n.hq:4:1: error[HQ503]: "))
    #expect(found.contains("its data is the same (") && found.hasSuffix("its options differ: depth 10 → 8"))
    #expect(found.contains("r2 was ") && found.contains(", is "))
  }

  @Test func `data that changed is named with the rows and digests of then and now`() throws {
    let house = try house()
    try house.change("films.csv", "\n60,", to: "\n61,Another,1,1,1,,90,Horror\n60,")
    let finished = try house.replay()
    #expect(finished.code == 5)
    #expect(
      finished.errors.hasPrefix("n.hq:3:1: error[HQ503]: `from \"films.csv\"` gave 60 rows ("),
      "\(finished.errors)")
    #expect(finished.errors.contains("), gives 61 rows ("))
  }

  @Test func `a value that changed in a row that no output shows is a drift too`() throws {
    let house = try house()
    try house.change("films.csv", "Film 59,", to: "Film X,")
    let finished = try house.replay()
    #expect(finished.code == 5)
    #expect(finished.errors.contains("gave 60 rows") && finished.errors.contains("gives 60 rows"))
  }

  @Test(arguments: [
    (["--set", "most=4"], "the parameter `most` was 3, is 4"),
    (["--set", "word=b"], "the parameter `word` was \"a\", is \"b\""),
  ])
  func `a parameter of the command line is a drift`(_ options: [String], _ message: String) throws {
    let house = try house()
    let finished = try house.workspace.run(Binary.path, options + ["replay", "n.hq"])
    #expect(finished.code == 5)
    #expect(finished.errors.hasPrefix("error[HQ503]: \(message)\n"), "\(finished.errors)")
  }

  @Test func `a parameter that says what it was is none`() throws {
    #expect(try house().replay("--set", "most=3").code == 0)
  }

  @Test func `parameters of the recording are those of the replay`() throws {
    let house = try NotebookHouse(Self.text + "\n")
    try house.record("--set", "most=7", "--set", "word=\"it is\"")
    #expect(try house.read().contains("#> Film 7\n"))
    let finished = try house.replay()
    #expect(finished.code == 0, "\(finished.errors)")
  }

  @Test(arguments: [
    ("#> Film 2", "#> Film 22", "the recorded line was edited", "now `Film 2`"),
    ("#> Film 2\n", "", "the recorded line was edited", "now `Film 2`"),
    ("#> Film 3\n", "", "the recorded output is not whole: `Film 3` is missing", ""),
    ("#> Film 3\n", "#> Film 3\n#> Film 4\n", "the recorded line was edited", "now nothing"),
    (
      "#> title\n#> Film 1\n#> Film 2\n#> Film 3\n", "",
      "the recorded output is not whole: `title` is missing; 3 more lines", ""
    ),
    (
      "films | take $most", "#> nobody said that\nfilms | take $most", "the recorded line was edited",
      "now nothing"
    ),
    ("#> h.png  sha256:", "#> g.png  sha256:", "the recorded line was edited", "now `h.png  sha256:"),
  ])
  func `a recorded line that was edited is named by its number`(
    _ old: String, _ new: String, _ message: String, _ now: String
  ) throws {
    let house = try house()
    let before = try house.read().split(separator: "\n")
    try house.change("n.hq", old, to: new)
    let after = try house.read().split(separator: "\n")
    let place = 1 + zip(before, after).prefix { $0 == $1 }.count
    let finished = try house.workspace.run(Binary.path, ["replay", "n.hq"])
    #expect(finished.code == 1, "\(finished.errors)")
    #expect(finished.errors.hasPrefix("error[HQ502]: \(message)"), "\(finished.errors)")
    if !now.isEmpty { #expect(finished.errors.contains(now), "\(finished.errors)") }
    if !message.contains("missing") { #expect(finished.errors.contains(" n.hq:\(place):1 │")) }
  }

  @Test(arguments: [
    (
      "films | take $most | select title\n", "films | take $most | select title, runtime\n",
      "it was `films | take $most | select title`"
    ),
    ("expect r2 < 1\n", "", "`expect r2 < 1` is not there any more"),
    ("expect r2 < 1\n", "expect r2 < 1\nexpect count() > 0\n", "it was not there"),
  ])
  func `statements that changed, went and came are named`(_ old: String, _ new: String, _ message: String)
    throws
  {
    let house = try house()
    try house.change("n.hq", old, to: new)
    let finished = try house.replay()
    #expect(finished.code == 5, "\(finished.errors)")
    #expect(finished.errors.contains("error[HQ503]: \(message)"), "\(finished.errors)")
  }

  @Test(arguments: [
    ("| select title\n#>", "  |  select   title # so many\n#>"), ("param word", "\n\n# prose\nparam word"),
    ("films | take $most", "films\n  | take $most"),
  ])
  func `prose, blanks and lines may change`(_ old: String, _ new: String) throws {
    let house = try house()
    try house.change("n.hq", old, to: new)
    let finished = try house.replay()
    #expect(finished.code == 0, "\(finished.errors)")
  }

  @Test func `a picture of other data is told by what gnuplot is given`() throws {
    let house = try house()
    let digest = try required(
      try house.read("n.hq.lock").components(separatedBy: "\"script\": \"").dropFirst().first?.prefix(64),
      "a digest")
    try house.change("n.hq.lock", String(digest), to: String(repeating: "0", count: 64))
    let finished = try house.replay()
    #expect(finished.code == 1)
    #expect(
      finished.errors.contains("the picture `h.png` is another: what gnuplot is given was 00000000…, is "),
      "\(finished.errors)")
  }

  // MARK: Locks that are none

  @Test(arguments: [
    ("\"lock\": 1,", "\"lock\": 99,", "the lock is of version 99, and this hq reads version 1", true),
    ("\"lock\": 1,", "", "the lock has no `lock` that is a whole number", false),
    ("\"seed\": 42,", "\"seed\": \"42\",", "the lock has no `seed` that is a whole number", true),
    ("\"statements\": [", "\"steps\": [", "the lock has no `statements` that is a list", false),
    ("\"clock\": \"20", "\"clock\": \"x", "is no instant", true),
    ("\"folder\": \".\",\n", "", "the lock has no `folder` that is a text", false),
  ])
  func `a lock that hq cannot read is named with its line`(
    _ old: String, _ new: String, _ message: String, _ isAtLine: Bool
  ) throws {
    let house = try house()
    try house.change("n.hq.lock", old, to: new)
    let place =
      isAtLine
      ? try house.read("n.hq.lock").components(separatedBy: new)[0].split(
        separator: "\n", omittingEmptySubsequences: false
      ).count : 1
    for arguments in [
      ["replay", "n.hq"], ["run", "--locked", "n.hq"], ["test", "n.hq"], ["diff", "n.hq.lock", "n.hq.lock"],
    ] {
      let finished = try house.workspace.run(Binary.path, ["--diagnostics", "short"] + arguments)
      #expect(finished.code == 5, "\(arguments): \(finished.errors)")
      #expect(finished.errors.hasPrefix("n.hq.lock:\(place):"), "\(arguments): \(finished.errors)")
      #expect(finished.errors.contains("error[HQ504]: ") && finished.errors.contains(message))
      #expect(!house.workspace.has("out.csv"))
    }
  }

  @Test func `a lock that was cut anywhere is no lock`() throws {
    let house = try house()
    let whole = try house.workspace.data("n.hq.lock")
    for length in stride(from: 0, to: whole.count - 2, by: whole.count / 12) {
      try house.workspace.write("n.hq.lock", whole.prefix(length))
      let finished = try house.replay()
      #expect(finished.code == 5, "\(length): \(finished.errors)")
      #expect(finished.errors.contains("error[HQ504]: the lock is no whole JSON: "), "\(finished.errors)")
    }
  }

  @Test(arguments: ["<<<<<<< ours\n", "[]", "null", "\"text\"", "\u{0}\u{1}", "{}"])
  func `what is no lock at all is told`(_ text: String) throws {
    let house = try house()
    try house.write(text, to: "n.hq.lock")
    let finished = try house.replay()
    #expect(finished.code == 5 && finished.errors.contains("error[HQ504]"), "\(finished.errors)")
  }

  // MARK: Tolerances

  @Test func `a tolerance belongs to an expectation, which holds within it`() throws {
    let house = try NotebookHouse("from \"a.csv\" | expect avg(a) == 1.52 tol=0.1\n")
    try house.record()
    #expect(try house.replay().code == 0)
    try house.write("from \"a.csv\" | expect avg(a) == 1.52 tol=0.01\n")
    #expect(try house.hq("record", "n.hq").code == 1)
  }

  @Test(arguments: [
    ("show", "37.5", "37.9", 0 as Int32), ("show", "37.5", "39", 1), ("show", "Film 1", "Film 9", 1),
    ("expect count() == 3", "37.5", "37.9", 1),
  ])
  func `numbers of a statement with a tolerance may lie so far from those recorded, and nothing else may`(
    _ statement: String, _ old: String, _ new: String, _ code: Int32
  ) throws {
    let house = try NotebookHouse(
      "from \"films.csv\" | take 3 | select title, popularity as few\n\(statement) tol=0.5\n")
    try house.record()
    // The first output is under a statement without a tolerance.
    let parts = try house.read().components(separatedBy: "\(statement) tol=0.5\n")
    let place = statement == "show" ? 1 : 0
    var edited = parts
    edited[place] = parts[place].replacingOccurrences(of: old, with: new)
    try #require(edited != parts)
    try house.write(edited.joined(separator: "\(statement) tol=0.5\n"))
    let finished = try house.replay()
    #expect(finished.code == code, "\(finished.errors)")
  }

  @Test func `a statement that tells nothing of its own takes no tolerance`() throws {
    let finished = try NotebookHouse("from \"a.csv\" | take 1 tol=0.1").hq("check", "n.hq")
    #expect(finished.code == 3 && finished.errors.contains("`tol`"), "\(finished.errors)")
  }

  // MARK: Two locks

  @Test func `two locks tell parameters, options, metrics and data that differ`() throws {
    let house = try house()
    let first = try house.read("n.hq.lock")
    try house.write(first, to: "first.lock")
    let same = try house.hq("diff", "first.lock", "n.hq.lock")
    #expect(same.code == 0 && same.output == "" && same.errors == "no difference\n")
    try house.change("n.hq", "trees=4 depth=10\n", to: "trees=4 depth=8\n")
    try house.change("films.csv", "Film 9,", to: "Film X,")
    try house.record("--set", "most=4")
    let finished = try house.hq("diff", "first.lock", "n.hq.lock")
    #expect(finished.code == 1 && finished.errors == "")
    for part in [
      "the parameter `most` was 3, is 4\n", "`from \"films.csv\"` gave 60 rows (", "depth 10 → 8\n",
      "r2 was ",
    ] {
      #expect(finished.output.contains(part), "\(finished.output)")
    }
    let missing = try house.hq("diff", "first.lock", "missing.lock")
    #expect(missing.code == 6 && missing.errors.contains("missing.lock"))
    #expect(try house.hq("diff", "first.lock").code == 2)
  }
}
