import Charts
import Foundation
import Parallel
import TestSupport
import Testing

/// What becomes of a gnuplot that does not do as it should.
struct GnuplotSessionTests {
  private let chart = Chart(Samples.kind("bar", .usual))

  /// A program that stands in for gnuplot.
  private func program(_ script: String, in directory: TemporaryDirectory) throws -> String {
    let path = try directory.write(Array(("#!/bin/sh\n" + script + "\n").utf8), to: "gnuplot")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  private func error(_ program: String, limit: Duration = .seconds(20)) -> ChartError? {
    #expect(throws: ChartError.self) { try GnuplotSession(program: program, limit: limit).draw(chart, .png) }
  }

  @Test(arguments: ["/nonexistent/gnuplot", "no-such-gnuplot-anywhere", "/tmp", ""])
  func `a missing gnuplot is told`(path: String) {
    #expect(error(path)?.code == .gnuplotMissing)
  }

  @Test func `a gnuplot that hangs is ended, and all that it started`() throws {
    let directory = try TemporaryDirectory()
    let (pipe, file) = (directory.file("pipe"), directory.file("late"))
    try #require(mkfifo(pipe, 0o600) == 0)
    let reader = open(pipe, O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    let path = try program("(sleep 60; echo late > '\(file)') > '\(pipe)' & wait", in: directory)
    let error = error(path, limit: .milliseconds(400))
    #expect(error?.code == .gnuplotHung)
    #expect(error?.message.contains("0.4 seconds") ?? false)
    // The pipe has its end when the last process is gone that could write to it.
    _ = fcntl(reader, F_SETFL, 0)
    var byte: UInt8 = 0
    #expect(read(reader, &byte, 1) == 0)
    #expect(try !directory.names.contains("late"))
  }

  @Test func `a gnuplot that reads all and never answers is ended`() throws {
    let directory = try TemporaryDirectory()
    #expect(
      error(try program("cat > /dev/null; sleep 1000", in: directory), limit: .milliseconds(300))?.code
        == .gnuplotHung)
  }

  @Test func `a gnuplot that dies is told in its own words, with its script`() throws {
    let directory = try TemporaryDirectory()
    let error = error(try program("echo 'no \u{1B}[31mcairo here' >&2; exit 3", in: directory))
    #expect(error?.code == .gnuplotFailed)
    #expect(error?.words == "no ␛[31mcairo here")
    #expect(error?.script == chart.script())
  }

  @Test func `a program that is no gnuplot is told`() throws {
    let directory = try TemporaryDirectory()
    #expect(error(try program("exec yes", in: directory))?.code == .gnuplotFailed)
    #expect(error("/bin/true")?.code == .gnuplotFailed)
  }

  @Test func `a gnuplot that draws nothing is told`() throws {
    let directory = try TemporaryDirectory()
    #expect(
      error(
        try program(
          "while read line; do case \"$line\" in print*drawn*) echo 'drawn 1';; esac; done",
          in: directory))?.code == .gnuplotFailed)
  }

  @Test func `a session goes on after a failure`() throws {
    let directory = try TemporaryDirectory()
    let once = directory.file("once")
    let path = try program(
      "if [ -e '\(once)' ]; then exec gnuplot \"$@\"; fi; touch '\(once)'; exit 1", in: directory)
    let session = GnuplotSession(program: path)
    #expect(throws: ChartError.self) { try session.draw(chart, .svg) }
    #expect(try !session.draw(chart, .svg).bytes.isEmpty)
  }

  @Test(arguments: ChartFormat.allCases)
  func `a picture is the same where all was set up for it`(format: ChartFormat) throws {
    let prepared = GnuplotSession()
    prepared.prepare(tables: 2, for: [format])
    let isSame = try prepared.draw(chart, format).bytes == GnuplotSession().draw(chart, format).bytes
    #expect(isSame)
  }

  @Test func `what is set up ends with its session`() throws {
    let directory = try TemporaryDirectory()
    let pipe = directory.file("pipe")
    try #require(mkfifo(pipe, 0o600) == 0)
    var session: GnuplotSession? = GnuplotSession(
      program: try program("echo $$ > '\(pipe)'; exec sleep 1000", in: directory))
    session?.prepare(tables: 1, for: [.png])
    let line = try #require(try FileHandle(forReadingAtPath: pipe)?.readToEnd())
    let number = try #require(pid_t(String(decoding: line, as: UTF8.self).dropLast()))
    #expect(kill(number, 0) == 0)
    session = nil
    // Not even as one whose parent has not asked yet how it ended.
    #expect(kill(number, 0) != 0 && errno == ESRCH)
  }

  @Test func `what cannot be set up is told by each picture`() {
    let session = GnuplotSession(program: "/nonexistent/gnuplot")
    session.prepare(tables: 1, for: [.png])
    for _ in 0..<3 {
      let error = #expect(throws: ChartError.self) { try session.draw(chart, .png) }
      #expect(error?.code == .gnuplotMissing)
    }
  }

  @Test func `an interruption ends the drawing`() throws {
    let directory = try TemporaryDirectory()
    let path = try program("sleep 1000", in: directory)
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: Cancelled.self) {
      try GnuplotSession(program: path).draw(chart, .png, cancellation: cancellation)
    }
  }

  @Test func `gnuplot gets neither the settings nor the environment of the user`() throws {
    let directory = try TemporaryDirectory()
    let path = try program(
      "echo \"$*\" > '\(directory.file("words"))'; env > '\(directory.file("env"))'", in: directory)
    _ = error(path)
    #expect(try directory.text("words") == "--default-settings\n")
    let names = Set(
      try directory.text("env").split(separator: "\n").compactMap { $0.split(separator: "=").first })
    #expect(names.isSubset(of: ["PATH", "LC_ALL", "PWD", "SHLVL", "_", "OLDPWD"]))
  }

  @Test func `a file is written whole or not at all`() throws {
    let directory = try TemporaryDirectory()
    let picture = try GnuplotSession().draw(chart, .svg)
    try picture.write(to: directory.file("a b.svg"))
    let isSame = try directory.bytes("a b.svg") == picture.bytes
    #expect(isSame)
    try picture.write(to: directory.file("a b.svg"))
    #expect(try directory.names == ["a b.svg"])
    for path in [directory.file("missing/a.svg"), directory.path, directory.file("a b.svg/c.svg")] {
      let error = #expect(throws: ChartError.self) { try picture.write(to: path) }
      #expect(error?.code == .unwritable)
    }
    #expect(try directory.names == ["a b.svg"])
  }

  @Test func `a page of HTML asks nothing of anybody`() throws {
    let bars = BarChart(
      category: "<script>alert(1)</script>", names: ["</title><script>", "a\"'&"],
      measure: Measure("n", [1, 2]))
    let style = ChartStyle(title: "</title><script>alert(2)</script>")
    let page = String(
      decoding: try GnuplotSession().draw(Chart(bars, style: style), .html).bytes, as: UTF8.self)
    #expect(!page.contains("<script") && !page.contains("Gnuplot") && !page.contains("GNUPLOT"))
    #expect(page.contains("<title>&lt;/title&gt;&lt;script&gt;: 1</title>"))
    #expect(page.contains("<title>a&quot;&#39;&amp;: 2</title>"))
    #expect(!page.contains("http:") || !page.contains("src="))
    let links = page.components(separatedBy: "href=").dropFirst().filter { !$0.hasPrefix("'#") }
    #expect(links.isEmpty)
  }
}
