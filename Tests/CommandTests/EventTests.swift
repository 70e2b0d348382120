import Foundation
import Testing

@Suite struct EventTests {
  @Test func `each statement is an object, and the end is one`() throws {
    let workspace = try Workspace()
    try workspace.write(
      "story.hq",
      """
      param least = 7
      from "films.csv" | select title, rating as films
      where rating > $least
      export films to "out.csv"
      help where

      """)
    let finished = try workspace.hq("--events", "ndjson", "story.hq")
    let events = try finished.objects()
    #expect(events.map { $0["event"] as? String } == Array(repeating: "statement", count: 5) + ["end"])
    for (line, event) in events.dropLast().enumerated() {
      #expect(event["file"] as? String == "story.hq")
      #expect(event["line"] as? Int == line + 1)
      #expect(event["ms"] is Double)
    }
    #expect(events[0]["rows"] == nil)
    #expect(events[1]["rows"] as? Int == 40)
    #expect(events[1]["columns"] as? [String] == ["title", "rating"])
    #expect(events[2]["text"] as? String == "where rating > $least")
    #expect(events[2]["expanded"] as? String == "it | where rating > 7")
    #expect(events[3]["files"] as? [String] == ["out.csv"])
    #expect(events[5]["exit"] as? Int == 0)
    #expect(events[5]["ms"] is Double)
  }

  @Test func `the digest is that of the rows as ndjson writes them`() throws {
    let workspace = try Workspace()
    let script = "from \"films.csv\" | select id, title, overview, release_date, rating | show"
    let events = try workspace.hq("--events", "ndjson", "-c", script).objects()
    let digest = try required(events[0]["digest"] as? String, "a digest")
    try workspace.write("rows.ndjson", workspace.hq("--format", "ndjson", "-c", script).output)
    let sum = try workspace.shell("sha256sum rows.ndjson")
    #expect(digest == "sha256:" + sum.output.prefix(64))
    #expect(
      try workspace.hq("--events", "ndjson", "--threads", "1", "-c", script).objects()[0]["digest"] as? String
        == digest)
  }

  @Test func `an expanded statement can be run in the place of the written one`() throws {
    let workspace = try Workspace()
    let script =
      "param low = 6, high = 8\nfrom \"films.csv\" as films\nwhere rating between $low and $high\nselect title"
    let events = try workspace.hq("--events", "ndjson", "-c", script).objects().dropLast()
    let expanded = try events.map { try required($0["expanded"] as? String, "expanded") }.joined(
      separator: "\n")
    #expect(try workspace.hq("-c", expanded).output == workspace.hq("-c", script).output)
  }

  @Test func `what failed is told in the objects and on standard error`() throws {
    let workspace = try Workspace()
    let failed = try workspace.hq(
      "--events", "ndjson", "--keep-going", "-c", "from \"films.csv\" | take 1\nexpect count() == 2\ntake 1")
    let events = try failed.objects()
    #expect(events.count == 4)
    let problems = try required(events[1]["diagnostics"] as? [[String: Any]], "diagnostics")
    #expect(problems[0]["code"] as? String == "HQ501")
    #expect(events[0]["diagnostics"] == nil)
    #expect(events[3]["exit"] as? Int == 1)
    #expect(failed.errors.contains("HQ501"))
    let unchecked = try workspace.hq("--events", "ndjson", "-c", "frm")
    let check = try unchecked.objects()
    #expect((check[0]["diagnostics"] as? [Any])?.count == 1)
    #expect(check.last?["exit"] as? Int == 3)
    #expect(unchecked.code == 3)
  }

  @Test func `notes of a join stand with their statement`() throws {
    let events = try Workspace().hq(
      "--events", "ndjson", "-c", "from \"box.csv\" as box\nfrom \"films.csv\" | join box on id"
    ).objects()
    let notes = try required(events[1]["diagnostics"] as? [[String: Any]], "diagnostics")
    #expect(notes.map { $0["severity"] as? String } == ["note", "warning"])
  }
}
