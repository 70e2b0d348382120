import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// `hq test`: many notebooks, a summary, and reports for other programs.
@Suite struct NotebookSuiteTests {
  /// Five notebooks: two as recorded, one edited, one that fails, one that was never recorded.
  private static func house() throws -> NotebookHouse {
    let house = try NotebookHouse()
    let files = FileManager.default
    for folder in ["nb/deep", "nb/.hidden"] {
      try files.createDirectory(
        atPath: house.workspace.path + "/" + folder, withIntermediateDirectories: true)
    }
    for name in ["nb/good.hq", "nb/deep/also.hq", "nb/edited.hq"] {
      try house.write("from \"a.csv\"\nshow\nexpect count() == 2\n", to: name)
      #expect(try house.hq("record", name).code == 0)
    }
    try house.change("nb/edited.hq", "#> 2", to: "#> 3")
    try house.write("from \"a.csv\"\nexpect count() == 3 else \"100%: a, b and <c>\"\n", to: "nb/failing.hq")
    try house.write("from \"a.csv\"\nshow\n", to: "nb/new.hq")
    try house.write("no script }", to: "nb/.hidden/other.hq")
    try house.write("no script }", to: "nb/notes.txt")
    return house
  }

  @Test(arguments: [["--threads", "1"], ["--threads", "2"], []])
  func `each notebook has its line in the order of the names, and the last line sums up`(_ options: [String])
    throws
  {
    let house = try Self.house()
    let before = try house.tree()
    let finished = try house.workspace.run(Binary.path, options + ["test", "nb"])
    #expect(finished.code == 1)
    let lines = finished.output.split(separator: "\n").map(String.init)
    let beginnings = [
      "ok      nb/deep/also.hq: 3 statements, ", "failed  nb/edited.hq: 3 statements, ",
      "failed  nb/failing.hq: 2 statements, ", "ok      nb/good.hq: 3 statements, ",
      "ran     nb/new.hq: 2 statements, ", "5 notebooks: 2 as recorded, 1 not recorded, 2 failed, ",
    ]
    #expect(lines.count == beginnings.count, "\(finished.output)")
    for (line, beginning) in zip(lines, beginnings) { #expect(line.hasPrefix(beginning), "\(line)") }
    #expect(lines[4].hasSuffix(" s, not recorded"))
    let errors = finished.errors
    #expect(errors.contains("nb/edited.hq:5:1 │") && errors.contains("now `2`"), "\(errors)")
    #expect(errors.contains("nb/failing.hq:2:8 │") && !errors.contains("hidden"))
    #expect(try house.tree() == before)
  }

  @Test func `all as recorded gives 0, and the first failure gives the code`() throws {
    let house = try Self.house()
    #expect(try house.hq("test", "nb/good.hq", "nb/deep").code == 0)
    #expect(try house.hq("test", "nb/good.hq").output.contains("1 notebook: 1 as recorded, 0 failed, "))
    let unrecorded = try house.hq("test", "nb/new.hq")
    #expect(unrecorded.code == 0 && unrecorded.output.contains(": 0 as recorded, 1 not recorded, 0 failed, "))
    try house.write("from \"a.csv\" | where b > 1\n", to: "nb/a-check.hq")
    #expect(try house.hq("test", "nb").code == 3)
    try house.write("{", to: "nb/a-a.hq.lock")
    try house.write("", to: "nb/a-a.hq")
    #expect(try house.hq("test", "nb").code == 5)
    try house.write("from \"missing.csv\"\n", to: "nb/a-0.hq")
    #expect(try house.hq("test", "nb").code == 6)
    // What is not a notebook is none, also where a folder has the name of one.
    #expect(try house.hq("test", "nb/notes.txt").code == 6)
  }

  @Test func `a folder without notebooks, and none at all, are told`() throws {
    let house = try NotebookHouse()
    try FileManager.default.createDirectory(
      atPath: house.workspace.path + "/empty.hq", withIntermediateDirectories: false)
    for path in ["empty.hq", "nowhere", "nowhere.hq", "a.csv"] {
      let finished = try house.hq("test", path)
      #expect(finished.code == 6 && finished.output == "", "\(path)")
      #expect(finished.errors.contains("there is no notebook at `\(path)`"), "\(path): \(finished.errors)")
    }
    #expect(try house.hq("test").code == 2)
  }

  @Test func `an empty notebook, one of prose, and one that cannot be read`() throws {
    let house = try NotebookHouse("")
    try house.write("# only prose\n", to: "p.hq")
    #expect(try house.hq("test", ".").code == 0)
    try house.workspace.write("b.hq", Data([0x66, 0xFF, 0x00, 0xFE]))
    let finished = try house.hq("test", ".")
    #expect(finished.code != 0 && finished.output.contains("failed  ./b.hq"), "\(finished.output)")
  }

  @Test func `many notebooks side by side do not meet`() throws {
    let house = try NotebookHouse()
    for number in 1...24 {
      let name = "n\(number).hq"
      try house.write(
        "use demo\nload horror since \(2000 + number) | aggregate films = count() | export to \"same.csv\"\nfrom \"same.csv\" | show\n",
        to: name)
    }
    let names = (1...24).map { "n\($0).hq" }
    #expect(try house.workspace.run(Binary.path, ["record"] + names).code == 0)
    let finished = try house.hq("--threads", "8", "test", ".")
    #expect(finished.code == 0, "\(finished.errors)")
    #expect(finished.output.contains("24 notebooks: 24 as recorded, 0 failed, "))
  }

  // MARK: For other programs

  @Test func `the JUnit report is XML with the counts and each failure at its line`() throws {
    let house = try Self.house()
    #expect(try house.hq("--junit", "j.xml", "test", "nb").code == 1)
    let report = try XMLReport(try house.workspace.data("j.xml"))
    #expect(
      report.suites.map { $0["name"] } == [
        "nb/deep/also.hq", "nb/edited.hq", "nb/failing.hq", "nb/good.hq", "nb/new.hq",
      ])
    #expect(report.suites.map { $0["tests"] } == ["3", "3", "2", "3", "2"])
    #expect(report.suites.map { $0["failures"] } == ["0", "1", "1", "0", "0"])
    #expect(report.whole["tests"] == "13" && report.whole["failures"] == "2" && report.whole["errors"] == "0")
    #expect(report.cases.count == 13)
    #expect(report.failures.map { $0["type"] } == ["HQ502", "HQ501"])
    #expect(report.failures[1]["message"]?.hasPrefix("100%: a, b and <c>: ") == true, "\(report.failures)")
    #expect(report.cases.contains { $0["file"] == "nb/failing.hq" && $0["line"] == "2" })
    #expect(report.cases.contains { $0["name"] == "line 6: expect count() == 2" }, "\(report.cases)")
  }

  private static let runs: [(arguments: [String], code: Int32)] = [
    (["n.hq"], 1), (["--keep-going", "n.hq"], 1), (["-c", "from \"a.csv\" | show"], 0), (["broken.hq"], 3),
    (["record", "n.hq"], 1), (["replay", "n.hq"], 6),
  ]

  @Test(arguments: runs)
  func `a plain run has its JUnit report too, however it ends`(_ arguments: [String], _ code: Int32) throws {
    let house = try NotebookHouse("from \"a.csv\" | show\nexpect count() == 3\nselect a\n")
    try house.write("from \"a.csv\" | where b > 1 and \"\u{1B}[31m]]>\" == \"\"\n", to: "broken.hq")
    let finished = try house.workspace.run(Binary.path, ["--junit", "j.xml"] + arguments)
    #expect(finished.code == code, "\(finished.errors)")
    let report = try XMLReport(try house.workspace.data("j.xml"))
    let failed = Int(report.whole["failures"] ?? "").map { $0 + (Int(report.whole["errors"] ?? "") ?? 0) }
    #expect(report.failures.count == failed)
    if !["record", "replay"].contains(arguments[0]) { #expect(failed == (code == 0 ? 0 : 1)) }
    if arguments == ["--keep-going", "n.hq"] { #expect(report.cases.count == 3) }
  }

  @Test func `a JUnit report that cannot be written is told, and gives a code`() throws {
    let house = try NotebookHouse("from \"a.csv\" | show\n")
    let finished = try house.hq("--junit", "missing/j.xml", "n.hq")
    #expect(finished.code == 4 && finished.errors.contains("error[HQ305]"), "\(finished.errors)")
  }

  @Test func `with events each notebook is an object, with what differs in it`() throws {
    let house = try Self.house()
    let finished = try house.hq("--events", "ndjson", "test", "nb")
    #expect(finished.code == 1)
    let events = try finished.objects().filter { $0["event"] as? String == "notebook" }
    #expect(events.compactMap { $0["verdict"] as? String } == ["ok", "failed", "failed", "ok", "ran"])
    #expect(events.compactMap { $0["exit"] as? Int } == [0, 1, 1, 0, 0])
    #expect(events.compactMap { $0["statements"] as? Int } == [3, 3, 2, 3, 2])
    let problems = try required(events[1]["diagnostics"] as? [[String: Any]], "diagnostics")
    #expect(problems.first?["code"] as? String == "HQ502")
    #expect((events[0]["diagnostics"] as? [Any])?.isEmpty == true)
  }

  @Test func `on GitHub each problem is an annotation of its line, escaped`() throws {
    let house = try Self.house()
    let finished = try house.hq("test", "nb", environment: ["GITHUB_ACTIONS": "true"])
    let lines = (finished.output + finished.errors).split(separator: "\n").filter { $0.hasPrefix("::") }
    #expect(lines.count == 2, "\(finished.errors)")
    #expect(
      lines.contains(
        "::error title=HQ501,file=nb/failing.hq,line=2,col=8::100%25: a, b and <c>: `count() == 3` does not hold%0A`count()` is 2"
      ),
      "\(lines)")
    #expect(
      lines.contains {
        $0.hasPrefix("::error title=HQ502,file=nb/edited.hq,line=5,col=1::the recorded line was edited")
      })
    #expect(try !house.hq("test", "nb").errors.contains("::error"))
    try FileManager.default.moveItem(
      atPath: house.workspace.path + "/nb/failing.hq", toPath: house.workspace.path + "/nb/a,b:c%.hq")
    let odd = try house.hq("nb/a,b:c%.hq", environment: ["GITHUB_ACTIONS": "true"])
    #expect((odd.output + odd.errors).contains(",file=nb/a%2Cb%3Ac%25.hq,line=2,"), "\(odd.errors)")
  }
}

/// What a JUnit report has in it; it must be whole XML.
private final class XMLReport: NSObject, XMLParserDelegate {
  private(set) var whole: [String: String] = [:]
  private(set) var suites: [[String: String]] = []
  private(set) var cases: [[String: String]] = []
  private(set) var failures: [[String: String]] = []

  init(_ data: Data) throws {
    super.init()
    let parser = XMLParser(data: data)
    parser.delegate = self
    guard parser.parse() else {
      throw Missing(
        what: "XML, but: \(String(describing: parser.parserError)) \(String(decoding: data, as: UTF8.self))")
    }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    switch name {
    case "testsuites": whole = attributes
    case "testsuite": suites.append(attributes)
    case "testcase": cases.append(attributes)
    default: failures.append(attributes)
    }
  }
}
