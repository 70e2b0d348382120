import Foundation
import TestSupport
import Testing

/// Reports of notebooks: every format, prose that is text, failures in them, and no secret anywhere.
@Suite struct NotebookReportTests {
  /// Where the libraries of PDF are missing, hq says so.
  private static let writesPDF: Bool = {
    let house = try? NotebookHouse("# Hello\n")
    return (try? house?.hq("render", "n.hq", "-o", "n.pdf").code) == 0
  }()

  private static let endings = ["html", "md"] + (writesPDF ? ["pdf"] : [])

  @Test(arguments: endings)
  func `a report has the format of its ending, and the notebook stays as it is`(_ ending: String) throws {
    let text = "# # Films of two\n# Some prose.\nfrom \"a.csv\" | aggregate films = count()\n"
    let house = try NotebookHouse(text)
    let finished = try house.hq("render", "n.hq", "-o", "out.\(ending)")
    #expect(finished.code == 0 && finished.errors == "wrote out.\(ending)\n", "\(finished.errors)")
    let bytes = try house.workspace.data("out.\(ending)")
    let begins = ["html": "<!DOCTYPE html>", "pdf": "%PDF-", "md": "# Films of two\n\nSome prose.\n"]
    #expect(
      bytes.starts(with: Array((begins[ending] ?? "").utf8)),
      "\(String(decoding: bytes.prefix(60), as: UTF8.self))")
    if ending != "pdf" {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(text.contains("Films of two") && text.contains("sha256") && text.contains("edition 1"))
    }
    #expect(try house.read() == text)
    #expect(try house.workspace.names() == ["a.csv", "films.csv", "n.hq", "out.\(ending)"])
  }

  @Test func `an ending that no report has is a wrong command line, and nothing runs`() throws {
    let house = try NotebookHouse("from \"a.csv\" | export to \"out.csv\"\n")
    for target in ["out.txt", "out", "out.html.gz"] {
      let finished = try house.hq("render", "n.hq", "-o", target)
      #expect(
        finished.code == 2 && finished.errors.contains("expected .html, .pdf or .md"), "\(finished.errors)")
    }
    #expect(try house.workspace.names() == ["a.csv", "films.csv", "n.hq"])
  }

  @Test func `a place that cannot be written is told after the run`() throws {
    let house = try NotebookHouse("from \"a.csv\"\n")
    for target in ["missing/out.html", "a.csv/out.md", "/proc/out.html"] {
      let finished = try house.hq("render", "n.hq", "-o", target)
      #expect(finished.code == 4 && finished.errors.contains("error[HQ305]"), "\(finished.errors)")
    }
  }

  @Test(arguments: [
    ("expect count() == 7 else \"two, not seven\"", 1 as Int32, "two, not seven"),
    ("derive x = a * 9223372036854775807", 4, "does not fit 64 bits"),
    ("plot hist a to \"missing/h.png\"", 4, "there is no such directory"),
    ("where b > 1", 3, "unknown column `b`"),
  ])
  func `a notebook that fails has its report, with the failure in it`(
    _ statement: String, _ code: Int32, _ message: String
  ) throws {
    let house = try NotebookHouse("# # Title\nfrom \"a.csv\" | show\n\(statement)\nselect a\n")
    for ending in Self.endings {
      let finished = try house.hq("render", "n.hq", "-o", "out.\(ending)")
      #expect(finished.code == code, "\(finished.errors)")
      #expect(finished.errors.hasSuffix("wrote out.\(ending), with what failed in it\n"))
      if ending != "pdf" { #expect(try house.read("out.\(ending)").contains(message)) }
    }
  }

  @Test func `HTML in prose, titles, code and data is text`() throws {
    let house = try NotebookHouse(
      """
      # # A <b>bold</b> & "quoted" <title>
      # <script>alert(1)</script>
      # [a link](javascript:alert(2)) and <img src=x onerror=alert(3)>
      from "a.csv" | derive t = "<script>alert(4)</script>" # </code><script>alert(5)</script>
      show
      expect count() == 2 else "<script>alert(6)</script>"

      """)
    #expect(try house.hq("render", "n.hq", "-o", "out.html").code == 0)
    let page = try house.read("out.html")
    #expect(
      page.contains("<title>A &lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot; &lt;title&gt;</title>")
        || page.contains("<title>A &lt;b&gt;bold&lt;/b&gt; &amp; \"quoted\" &lt;title&gt;</title>"))
    for number in 1...6 where number != 2 { #expect(page.contains("alert(\(number))"), "\(number)") }
    for danger in ["<script>alert", "<img src=x", "href=\"javascript:", "<b>bold"] {
      #expect(!page.contains(danger), "\(danger)")
    }
  }

  @Test func `a report within a script tells what came before it, and is refused in the shell`() throws {
    let house = try NotebookHouse(
      "# # Title\nfrom \"a.csv\" | show\nexport report to \"first.md\"\naggregate films = count()\nexport report to \"second.html\"\n"
    )
    let finished = try house.hq("n.hq")
    #expect(
      finished.code == 0 && finished.errors == "wrote first.md\nwrote second.html\n", "\(finished.errors)")
    let first = try house.read("first.md")
    #expect(first.contains("| a |") && !first.contains("films"))
    #expect(try house.read("second.html").contains("films"))
    try house.record()
    for name in ["first.md", "second.html"] {
      try FileManager.default.removeItem(atPath: house.workspace.path + "/" + name)
    }
    #expect(try house.replay().code == 0)
    #expect(!house.workspace.has("first.md") && !house.workspace.has("second.html"))
    let wrong = try house.hq("-c", "from \"a.csv\" ; export report to \"out.txt\"")
    #expect(wrong.code == 3 && wrong.errors.contains("expected .html, .pdf or .md"))

    let terminal = try PseudoTerminal(columns: 100, rows: 30, in: house.workspace)
    _ = try terminal.answer()
    _ = try terminal.answer(to: "from \"a.csv\"")
    #expect(
      try terminal.answer(to: "export report to \"out.html\"").contains(
        "a report is of a script, and here is none"))
    try terminal.type("\u{4}")
    _ = try terminal.finish()
    #expect(!house.workspace.has("out.html"))
  }

  @Test func `pictures are in the page, and beside Markdown`() throws {
    let house = try NotebookHouse("from \"a.csv\" | plot hist a to \"h.svg\"\nplot hist a to \"h.png\"\n")
    #expect(try house.hq("render", "n.hq", "-o", "out.html").code == 0)
    let page = try house.read("out.html")
    #expect(page.contains("data:image/png;base64,") && !page.contains("src=\"h."))
    #expect(try house.hq("render", "n.hq", "-o", "out.md").code == 0)
    let text = try house.read("out.md")
    #expect(text.contains("](h.svg)") && text.contains("](h.png)"), "\(text)")
  }

  @Test func `a folder for pictures that is none is told with the statement, and nothing is recorded`() throws
  {
    let text = "from \"a.csv\"\nplot hist a to \"plots/h.png\"\n"
    let house = try NotebookHouse(text)
    try house.write("a file", to: "plots")
    let finished = try house.hq("--diagnostics", "short", "record", "n.hq")
    #expect(
      finished.code == 4 && finished.errors.hasPrefix("n.hq:2:1: error[HQ305]: `plots/h.png`"),
      "\(finished.errors)")
    #expect(try house.read() == text && !house.workspace.has("n.hq.lock"))
  }

  // MARK: Mail

  @Test func `mail without a server says what to set, and a replay sends none`() throws {
    let house = try NotebookHouse(
      "from \"a.csv\" | show\nexport report to \"out.html\" mail=\"ann@example.org\"\n")
    let none = try house.hq("n.hq")
    #expect(none.code == 4 && none.errors.contains("HQ_SMTP_URL"), "\(none.errors)")
    let noSender = try house.hq("n.hq", environment: ["HQ_SMTP_URL": "smtp://127.0.0.1:1"])
    #expect(noSender.code == 4 && noSender.errors.contains("HQ_MAIL_FROM"), "\(noSender.errors)")
    let wrong = try house.hq("-c", "from \"a.csv\" | export to \"o.csv\" mail=\"ann\"")
    #expect(wrong.code == 3 && wrong.errors.contains("`ann` is no mail address"), "\(wrong.errors)")
    // What was recorded with mail on its way replays without a server.
    try house.change("n.hq", " mail=\"ann@example.org\"", to: "")
    try house.record()
    try house.change("n.hq", "out.html\"", to: "out.html\" mail=\"ann@example.org\"")
    let replayed = try house.replay()
    #expect(!replayed.errors.contains("HQ_SMTP") && replayed.code == 5, "\(replayed.errors)")
    #expect(try house.hq("test", "n.hq").errors.contains("HQ_SMTP") == false)
  }

  // MARK: Secrets

  @Test func `the key of TMDB is nowhere that hq writes`() throws {
    let key = "0123456789abcdef0123456789abcdef"
    let house = try NotebookHouse(
      """
      # # The key \(key)
      # It is \(key).
      param k = "\(key)"
      from "a.csv" | derive t = "a \(key) b", u = $k
      show
      describe t
      expect count() == 2 else "\(key)"
      plot hist a title="\(key)" to "h.png"
      export report to "inner.md"

      """)
    let text = try house.read()
    let environment = ["TMDB_API_KEY": key]
    try house.record(environment: environment)
    let recorded = try house.read()
    #expect(recorded.contains("#> 1  a ••• b  •••"), "\(recorded)")
    // What people wrote themselves is theirs.
    let count = { (text: String) in text.components(separatedBy: key).count }
    #expect(count(recorded) == count(text))
    let replayed = try house.hq("replay", "n.hq", environment: environment)
    #expect(replayed.code == 0, "\(replayed.errors)")
    for ending in Self.endings {
      #expect(try house.hq("render", "n.hq", "-o", "out.\(ending)", environment: environment).code == 0)
    }
    #expect(try house.read("out.html").contains("•••"))
    for (name, bytes) in try house.tree() where name != "n.hq" && name != "h.png" {
      #expect(bytes.range(of: Data(key.utf8)) == nil, "\(name)")
    }
    // The names of pages are compressed in a PDF; its own text is not.
    #expect(try house.read("n.hq.lock").contains("•••"))
  }

  @Test func `a key in a file beside the notebook is masked as one of the environment`() throws {
    let house = try NotebookHouse("from \"a.csv\" | derive t = \"secret-of-mine\"\nshow\n")
    try house.write("TMDB_API_KEY=secret-of-mine\n", to: ".env")
    try house.record()
    #expect(try house.read().contains("#> 1  •••") && !house.read("n.hq.lock").contains("secret-of-mine"))
  }
}
