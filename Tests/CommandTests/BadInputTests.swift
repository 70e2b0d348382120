import Foundation
import Testing

/// What nobody would write on purpose: a clear diagnostic, the right code, and no crash.
@Suite(.timeLimit(.minutes(2))) struct BadInputTests {
  @Test(arguments: ["(", "[", "-", "not ", "if("])
  func `ten thousand brackets or signs are an error`(_ opening: String) throws {
    let workspace = try Workspace()
    let text = String(repeating: opening, count: 10_000)
    let finished = try workspace.script("from \"films.csv\" | where " + text)
    #expect(finished.code == 3)
    #expect(finished.errors.utf8.count < 4000)
    let closing = opening == "[" ? "]" : ")"
    let closed = try workspace.script(
      "from \"films.csv\" | where \(text)true\(String(repeating: closing, count: 10_000))")
    #expect(closed.code == 3)
    #expect(
      closed.errors.contains("deep") || closed.errors.contains("unexpected")
        || closed.errors.contains("does not"))
    #expect(closed.errors.utf8.count < 4000)
  }

  @Test func `a table or a program in the place of a script is told once`() throws {
    let workspace = try Workspace()
    let table = try workspace.hq("films.csv")
    #expect(table.code != 0)
    #expect(table.errors.contains("a table by its ending") && table.errors.contains("from \"films.csv\""))
    #expect(table.errors.components(separatedBy: "error[").count == 2)
    let program = try workspace.hq("/bin/ls")
    #expect(program.code != 0)
    #expect(program.errors.hasPrefix("error[HQ302]: `/bin/ls` is no text\n"))
    #expect(program.errors.components(separatedBy: "error[").count == 2)
  }

  @Test func `a hundred thousand terms in a row are an error, or a result`() throws {
    let sum = Array(repeating: "1", count: 100_000).joined(separator: " + ")
    let finished = try Workspace().script("from \"films.csv\" | take 1 | select x = \(sum)")
    #expect(finished.code == 0 || finished.code == 3)
    #expect(finished.errors.utf8.count < 4000)
  }

  @Test func `a line of ten million bytes is read, and a problem in it is told briefly`() throws {
    let workspace = try Workspace()
    let long = String(repeating: "x", count: 10_000_000)
    let text = try workspace.script("from \"films.csv\" | take 1 | select n = length(\"\(long)\")")
    #expect(text.output == "n\n10000000\n" || text.output == "       n\n10000000\n")
    let name = try workspace.script("from \"films.csv\" | where \(long) > 1")
    #expect(name.code == 3)
    #expect(name.errors.utf8.count < 4000)
    let unclosed = try workspace.script("from \"\(long)")
    #expect(unclosed.code == 3)
    #expect(unclosed.errors.utf8.count < 4000)
    let comment = try workspace.script("# \(long)\nfrom \"films.csv\" | aggregate count()")
    #expect(comment.output == "count\n   40\n")
  }

  @Test func `a cell of ten million bytes is read`() throws {
    let workspace = try Workspace()
    try workspace.write("wide.csv", "a,b\n1,\(String(repeating: "y", count: 10_000_000))\n2,z\n")
    let finished = try workspace.hq("-c", "from \"wide.csv\" | select a, n = length(b)")
    #expect(finished.output == "a         n\n1  10000000\n2         1\n")
  }

  @Test func `a script that is no UTF-8 is an error at its place`() throws {
    let workspace = try Workspace()
    for text in ["from \"\u{0}caf", "fr", "# comment "] {
      try workspace.write("bad.hq", Data(text.utf8) + Data([0xC3, 0x28, 0xFF, 0xFE]) + Data("\"\nfrm".utf8))
      let finished = try workspace.hq("bad.hq")
      #expect(finished.code == 3)
      #expect(finished.errors.contains("bad.hq:2:1"))
    }
    try workspace.write("name.hq", Data("from \"".utf8) + Data([0xE9]) + Data("t\u{e9}.csv\"".utf8))
    #expect(try workspace.hq("name.hq").errors.contains("UTF-8"))
  }

  @Test func `bytes of all kinds in the place of a script are an error`() throws {
    let workspace = try Workspace()
    try workspace.write("noise.hq", Data((0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 3) }))
    let finished = try workspace.hq("noise.hq")
    #expect(finished.code == 3)
    #expect(!finished.errors.contains("\u{1B}["))
  }

  @Test(arguments: ["\r\n", "\r\n\r\n"])
  func `a script with the line ends of Windows, and with a byte order mark, runs`(_ end: String) throws {
    let script = ["from \"films.csv\"", "  | where rating > 7", "  | aggregate count()", ""].joined(
      separator: end)
    #expect(try Workspace().script("\u{FEFF}" + script).output == "count\n    6\n")
  }

  @Test func `a directory, an empty file and a file that is no text are told apart`() throws {
    let workspace = try Workspace()
    try workspace.write("zeros.csv", Data(count: 1000))
    for (path, code, words) in [
      (".", Int32(3), "directory"), ("empty.csv", 3, "empty"), ("zeros.csv", 3, "no text"),
      ("/dev/null", 3, "empty"),
      ("none.csv", 6, "no file"), ("films.csv/x", 6, "no file"), ("", 6, "no file"),
    ] {
      let finished = try workspace.hq("-c", "from \"\(path)\" | show")
      #expect(finished.code == code, "\(path): \(finished.errors)")
      #expect(finished.errors.contains(words), "\(path): \(finished.errors)")
      #expect(finished.errors.contains("-c:1:6"), "\(path): \(finished.errors)")
    }
    #expect(try workspace.hq(".").code == 3)
    #expect(try workspace.hq("check", ".").code == 3)
  }

  @Test func `a file that may not be read is an error`() throws {
    let workspace = try Workspace()
    let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0]
    try FileManager.default.setAttributes(attributes, ofItemAtPath: workspace.path + "/films.csv")
    // Nothing is closed to root.
    if geteuid() == 0 { return }
    let finished = try workspace.hq("-c", "from \"films.csv\" | show")
    #expect(finished.code == 3)
    #expect(finished.errors.contains("`films.csv`"))
  }

  @Test func `a header without rows is a table without rows`() throws {
    let workspace = try Workspace()
    try workspace.write("header.csv", "title,rating\n")
    let finished = try workspace.hq("-c", "from \"header.csv\" header=yes | aggregate count()")
    #expect(finished.output == "count\n    0\n")
  }

  @Test func `a very wide table is read and shown`() throws {
    let workspace = try Workspace()
    let names = (0..<5000).map { "c\($0)" }.joined(separator: ",")
    try workspace.write(
      "wide.csv", names + "\n" + Array(repeating: "1", count: 5000).joined(separator: ",") + "\n")
    let finished = try workspace.hq("-c", "from \"wide.csv\" | select c4999, c0")
    #expect(finished.output == "c4999  c0\n    1   1\n")
    #expect(try workspace.hq("-c", "from \"wide.csv\" | show").output.split(separator: "\n").count == 2)
  }

  @Test(arguments: [
    "99999999999999999999", "1e999", "-9223372036854775809", "1_000_000_000_000_000_000_000", "999999999y",
    "9223372036854775807d",
  ])
  func `a number that is too large is an error`(_ number: String) throws {
    let finished = try Workspace().script("from \"films.csv\" | where release_date + \(number) > rating")
    #expect(finished.code == 3)
    #expect(finished.errors.contains("HQ103") || finished.errors.contains("HQ205"))
  }

  @Test(arguments: [
    "a * 9223372036854775807", "-(a - 9223372036854775807) + 9223372036854775807", "1e308 * 10 * a",
    "power(a * 1.0, 4000)", "exp(a * 1000.0)", "2026-01-01 + 9000y", "abs(-9223372036854775807 - a)",
    "(-9223372036854775807 - 1) // -1", "-(-9223372036854775807 - 1)", "(-9223372036854775807 - 1) % -1",
  ])
  func `a result that is too large stops the statement or is null`(_ expression: String) throws {
    let finished = try Workspace().script("from \"numbers.csv\" | take 1 | select x = \(expression)")
    #expect([0, 3, 4].contains(finished.code), "\(finished.errors)")
    #expect(finished.code == 0 || finished.errors.contains("HQ401"), "\(finished.errors)")
    #expect(!finished.output.contains("inf") && !finished.output.contains("nan"))
  }

  @Test func `a script that a hundred others include runs, one that includes itself does not`() throws {
    let workspace = try Workspace()
    for number in 0..<100 { try workspace.write("s\(number).hq", "include \"s\(number + 1).hq\"\n") }
    try workspace.write("s100.hq", "from \"films.csv\" | aggregate count()")
    #expect(try workspace.hq("s40.hq").output == "count\n   40\n")
    let deep = try workspace.hq("s0.hq")
    #expect(deep.code == 3)
    #expect(deep.errors.contains("deep"))
    try FileManager.default.createSymbolicLink(
      atPath: workspace.path + "/link.hq", withDestinationPath: "loop.hq")
    try workspace.write("loop.hq", "include \"link.hq\"")
    #expect(try workspace.hq("loop.hq").code == 3)
    try workspace.write("absolute.hq", "include \"\(workspace.path)/absolute.hq\"")
    let absolute = try workspace.hq("absolute.hq")
    #expect(absolute.code == 3)
    #expect(absolute.errors.contains("includes itself"))
    try workspace.write("twice.hq", "include \"common.hq\"\ninclude \"common.hq\"\nfilms | aggregate count()")
    #expect(try workspace.hq("twice.hq").output == "count\n   40\n")
  }
}
