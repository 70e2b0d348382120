import Foundation
import Testing

@Suite struct OutputTests {
  private let join =
    "from \"films.csv\" | select id, title as films\nfrom \"box.csv\" as box\nfilms | join box on id | take 1 | export to \"out.csv\""

  @Test func `notes, warnings and files that were written are told on standard error only`() throws {
    let finished = try Workspace().hq("-c", join)
    #expect(finished.code == 0)
    #expect(finished.output == "")
    #expect(finished.errors.contains("note[HQ406]"))
    #expect(finished.errors.contains("warning[HQ402]"))
    #expect(finished.errors.contains("wrote out.csv: 1 row\n"))
  }

  @Test func `quiet leaves errors and nothing else on standard error`() throws {
    let workspace = try Workspace()
    #expect(try workspace.hq("--quiet", "-c", join).errors == "")
    #expect(workspace.has("out.csv"))
    #expect(try workspace.hq("--quiet", "-c", "frm").errors.hasPrefix("error[HQ201]"))
  }

  @Test func `short diagnostics are one line each`() throws {
    let finished = try Workspace().hq(
      "--diagnostics", "short", "-c", "from \"films.csv\" | where ratng > 1 && titel == 2\nfrm")
    let lines = finished.errors.split(separator: "\n")
    #expect(lines.count == 4)
    for line in lines { #expect(line.hasPrefix("-c:") && line.contains(": error[HQ")) }
  }

  @Test func `diagnostics in JSON are one object each, with the edit that mends the script`() throws {
    let workspace = try Workspace()
    let script = "from \"films.csv\" | where ratng > 7 && runtme < 99 | sort -raitng"
    let finished = try workspace.hq("--diagnostics", "json", "-c", script)
    var bytes = Array(script.utf8)
    for line in finished.errors.split(separator: "\n").reversed() {
      let object = try required(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "an object: \(line)")
      #expect(object["severity"] as? String == "error")
      #expect((object["code"] as? String)?.hasPrefix("HQ") == true)
      let fix = try required(object["fix"] as? [String: Any], "a fix")
      let (start, end) = (
        try required(fix["start"] as? Int, "start"), try required(fix["end"] as? Int, "end")
      )
      bytes.replaceSubrange(
        start..<end, with: Array(try required(fix["replacement"] as? String, "text").utf8))
    }
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "from \"films.csv\" | where rating > 7 and runtime < 99 | sort -rating")
    #expect(try workspace.hq("-c", String(decoding: bytes, as: UTF8.self)).code == 0)
  }

  @Test func `no escape sequence leaves hq where no terminal is`() throws {
    for environment in [[:], ["NO_COLOR": "1"], ["TERM": "dumb"]] {
      let finished = try Workspace().hq("-c", "from \"films.csv\" | show\nfrm", environment: environment)
      #expect(!finished.output.contains("\u{1B}") && !finished.errors.contains("\u{1B}"))
    }
  }

  @Test func `a table in a pipe is never cut`() throws {
    let finished = try Workspace().hq("-c", "from \"films.csv\" | show")
    #expect(finished.output.split(separator: "\n").count == 41)
    #expect(
      finished.output.contains("Seven Minutes to Closing keeps its promise until somebody opens the door."))
  }

  @Test func `what a terminal would obey is made harmless`() throws {
    let workspace = try Workspace()
    try workspace.write("evil.csv", "title\n\u{1B}[31mred\u{7}\nwith\u{202E}right\n")
    let finished = try workspace.hq(
      "-c", "from \"evil.csv\" | show\nfrom \"evil.csv\" | expect title == \"x\"")
    #expect(finished.code == 1)
    #expect(
      !(finished.output + finished.errors).contains { $0 == "\u{1B}" || $0 == "\u{7}" || $0 == "\u{202E}" })
  }

  @Test func `a reader that has gone is no error`() throws {
    let workspace = try Workspace()
    try workspace.write("long.csv", "n\n" + String(repeating: "1234567\n", count: 200_000))
    let finished = try workspace.shell(
      "{ hq -c 'from \"long.csv\" | show' ; echo \"code $?\" >&2 ; } | head -1")
    #expect(finished.output == "      n\n")
    #expect(finished.errors == "code 0\n")
  }

  @Test func `an output that cannot be written is an error`() throws {
    let finished = try Workspace().shell("hq -c 'from \"films.csv\" | show' > /dev/full")
    #expect(finished.code != 0)
    #expect(finished.errors.hasPrefix("error: standard output cannot be written"))
    #expect(try Workspace().shell("hq help > /dev/full").code != 0)
  }

  @Test func `a closed standard output or error does no harm`() throws {
    let workspace = try Workspace()
    #expect(try workspace.shell("hq -c 'from \"films.csv\" | export to \"a.csv\"' 2>&-").code == 0)
    #expect(try workspace.read("a.csv").hasPrefix("id,"))
    let closed = try workspace.shell("hq -c 'from \"films.csv\" | show | export to \"b.csv\"' >&-")
    #expect(closed.code != 0)
  }

  @Test func `an inspection runs nothing and writes nothing`() throws {
    let workspace = try Workspace()
    try workspace.write("good.hq", join + "\nexpect count() == 1000\nfilms | show")
    try workspace.write("bad.hq", "from \"films.csv\" | where ratng > 1\nfrm")
    let before = try workspace.names()
    let good = try workspace.hq("check", "good.hq")
    #expect(good.code == 0)
    #expect(good.output == "" && good.errors == "")
    let both = try workspace.hq("check", "good.hq", "bad.hq")
    #expect(both.code == 3)
    #expect(both.output == "")
    #expect(both.errors.contains("bad.hq:1:26") && both.errors.contains("bad.hq:2:1"))
    #expect(try workspace.hq("check", "nothing.hq").code == 6)
    #expect(try workspace.names() == before)
  }
}
