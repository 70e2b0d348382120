import Engine
import Files
import Language
import Tables

/// How the replay of one notebook went.
struct TestResult: Sendable {
  let path: String
  let exit: ExitCode
  let problems: [Diagnostic]
  let statements: [NotebookRun.StatementRun]
  let milliseconds: Double
  let isRecorded: Bool

  init(_ path: String, _ replay: Replay, isRecorded: Bool) {
    self.path = path
    exit = replay.exit
    problems = replay.run.diagnostics + replay.differences
    statements = replay.run.statements
    milliseconds = replay.run.milliseconds
    self.isRecorded = isRecorded
  }

  /// Of a notebook that could not even be begun.
  private init(_ path: String, _ problem: Diagnostic) {
    self.path = path
    exit = ExitCode(of: [problem], whileChecking: true)
    problems = [problem]
    statements = []
    milliseconds = 0
    isRecorded = false
  }

  init(of path: String, _ setup: NotebookSetup, _ clock: Timestamp) {
    do {
      let notebook = try Notebook(at: path)
      let lock = try notebook.lock()
      self.init(path, try notebook.replay(of: lock, setup, at: clock), isRecorded: lock != nil)
    } catch {
      self.init(path, Diagnostic.whole(of: error))
    }
  }

  private var verdict: String {
    exit != .success ? "failed" : isRecorded ? "ok" : "ran"
  }

  var line: String {
    let count = counted(statements.count, "statement")
    let seconds = NumberText.readable(milliseconds / 1000, significantDigits: 3)
    let note = exit == .success && !isRecorded ? ", not recorded" : ""
    let name = verdict + String(repeating: " ", count: 8 - verdict.count)
    return "\(name)\(DisplayText.clean(path)): \(count), \(seconds) s\(note)"
  }

  var event: String {
    JSONObject().with("event", text: "notebook").with("file", text: path).with("verdict", text: verdict)
      .with("exit", Int(exit.rawValue)).with("statements", statements.count)
      .with("ms", raw: NumberText.shortest((milliseconds * 1000).rounded() / 1000))
      .with("diagnostics", raw: JSONText.list(problems.map { $0.json() })).text
  }

  /// Each statement is a case; what differs belongs to the one above.
  var suite: JUnitReport.Suite {
    var cases: [JUnitReport.Case] = []
    var rest = problems.filter { $0.severity == .error }
    for (place, statement) in statements.enumerated() {
      let next = place + 1 < statements.count ? statements[place + 1].line : Int.max
      let own = rest.filter { problem in
        guard let line = problem.span?.position.line else { return false }
        return line >= statement.line && line < next
      }
      rest.removeAll { problem in
        own.contains { $0.span?.start == problem.span?.start && $0.message == problem.message }
      }
      cases.append(JUnitReport.Case(statement.outcome, failures: own))
    }
    if !rest.isEmpty || cases.isEmpty {
      cases.append(JUnitReport.Case(name: "the whole", line: 1, milliseconds: milliseconds, failures: rest))
    }
    return JUnitReport.Suite(name: path, milliseconds: milliseconds, cases: cases)
  }
}
