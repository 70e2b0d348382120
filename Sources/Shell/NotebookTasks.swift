import Engine
import Files
import Language
import Parallel
import Reports
import Tables

/// What is done with notebooks: record, replay, test, render, compare locks.
struct NotebookTasks {
  let runner: Runner
  private var invocation: Invocation { runner.invocation }
  private var output: StandardOutput { runner.output }
  private var printer: Printer { runner.printer }

  private var setup: NotebookSetup {
    NotebookSetup(
      settings: invocation.settings, store: invocation.store, overrides: invocation.overrides,
      cancellation: Interruption.cancellation, variable: { DotEnv.variable($0, in: $1) },
      keepsGoing: invocation.keepGoing)
  }

  /// Whole seconds: nobody reads more of a lock.
  private var clock: Timestamp {
    let now = systemClock()
    return Timestamp(microseconds: now.microseconds - now.microseconds % Timestamp.second)
  }

  /// Does something with each notebook, up to the first that fails unless it is to go on.
  private func each(_ paths: [String], _ work: (Notebook) throws -> ExitCode) -> ExitCode {
    var code = ExitCode.success
    for path in paths {
      let result: ExitCode
      do { result = try work(try Notebook(at: path)) } catch { result = fail(error) }
      if code == .success { code = result }
      if Interruption.exitCode != nil || (result != .success && !invocation.keepGoing) { break }
    }
    return Interruption.exitCode ?? code
  }

  /// Tells why something could not be done at all.
  private func fail(_ error: any Error) -> ExitCode {
    return show([Diagnostic.whole(of: error)])
  }

  private func show(_ problems: [Diagnostic]) -> ExitCode {
    for problem in problems { printer.show(problem) }
    return ExitCode(of: problems, whileChecking: !problems.contains { $0.code == .unwritableFile })
  }

  /// Of a run nothing is shown but what it warns of and what went wrong.
  private func hear(_ event: OutputEvent) {
    if case .diagnostic(let problem) = event { printer.show(problem) }
  }

  /// The same where the warnings were read when it was recorded.
  private func hearErrors(_ event: OutputEvent) {
    if case .diagnostic(let problem) = event, problem.severity == .error { printer.show(problem) }
  }

  private func tell(_ run: NotebookRun) {
    if run.statements.isEmpty { for problem in run.problems { printer.show(problem) } }
    guard invocation.events else { return }
    for statement in run.statements {
      let digest = statement.outcome.result.map { Engine.digest(of: $0) }
      output.write(
        EventLine.statement(statement.outcome, expanded: statement.syntax.span.text, digest: digest) + "\n")
    }
  }

  // MARK: Record

  func record(_ paths: [String]) -> ExitCode {
    each(paths) { notebook in
      let (run, lock) = notebook.recording(
        setup, at: clock, hearing: hear, around: { output.working($0) })
      tell(run)
      guard run.exit == .success, Interruption.exitCode == nil else {
        printer.remark("\(notebook.path) stays as it was")
        return run.exit
      }
      try notebook.write(run, lock)
      let lines = run.outputs.values.map(\.count).reduce(0, +)
      printer.remark(
        "recorded \(notebook.path): \(counted(run.statements.count, "statement")), \(counted(lines, "line")); "
          + "\(notebook.lockPath)")
      return .success
    }
  }

  // MARK: Replay

  func replay(_ paths: [String], twice: Bool) -> ExitCode {
    each(paths) { notebook in
      guard twice else {
        let lock = try neededLock(of: notebook)
        let replay = try notebook.replay(
          of: lock, setup, at: clock, hearing: hearErrors, around: { output.working($0) })
        return finish(replay, of: notebook)
      }
      if let problem = try notebook.replayTwice(of: try notebook.lock(), setup, at: clock) {
        printer.show(problem)
        return .expectationFailed
      }
      printer.remark("\(notebook.path): two runs side by side, no difference")
      return .success
    }
  }

  private func neededLock(of notebook: Notebook) throws(Diagnostic) -> Lock {
    if let lock = try notebook.lock() { return lock }
    throw Diagnostic(
      .missingFile, "`\(notebook.path)` was never recorded: there is no `\(notebook.lockPath)`",
      hints: ["`hq record \(notebook.path)` runs it and writes the lock"])
  }

  private func finish(_ replay: Replay, of notebook: Notebook) -> ExitCode {
    tell(replay.run)
    for problem in replay.differences { printer.show(problem) }
    if replay.exit == .success {
      printer.remark("\(notebook.path): \(counted(replay.run.statements.count, "statement")), no difference")
    }
    junit([suite(of: replay, notebook)])
    return replay.exit
  }

  /// Runs a script with what its lock holds.
  func runLocked(_ paths: [String]) -> ExitCode {
    each(paths) { notebook in
      let lock = try neededLock(of: notebook)
      let replay = notebook.runLocked(
        to: lock, setup, hearing: { [printer] in printer.show($0) }, around: { output.working($0) },
        after: { statement, interpreter in runner.finish(statement.outcome, interpreter) })
      let grounds = replay.differences.filter { $0.code == .lockDiffers }
      for problem in grounds { printer.show(problem) }
      junit([suite(of: replay, notebook)])
      return replay.run.exit == .success || !grounds.isEmpty
        ? ExitCode(of: grounds, whileChecking: false) : replay.run.exit
    }
  }

  // MARK: Render

  func render(_ path: String, to target: String) -> ExitCode {
    guard let format = ReportFormat(path: target) else {
      return show([
        Diagnostic(
          .badCommandValue, "the ending of `\(target)` names no format of a report",
          hints: ["expected .html, .pdf or .md"])
      ])
    }
    return each([path]) { notebook in
      let lock = invocation.isLocked ? try neededLock(of: notebook) : nil
      let (run, report) = notebook.report(
        lockedTo: lock, setup, at: clock, hearing: hear, around: { output.working($0) })
      tell(run)
      try write(report, as: format, to: target)
      printer.remark("wrote \(target)" + (run.exit == .success ? "" : ", with what failed in it"))
      return run.exit
    }
  }

  // MARK: Compare

  func compare(_ one: String, _ other: String) -> ExitCode {
    do throws(Diagnostic) {
      let differences = try Notebook.lock(at: one).differences(to: try Notebook.lock(at: other))
      let statements = try Notebook.lock(at: other).statements
      for difference in differences {
        let place = difference.statement.map { "`\(statements[$0].text)`: " } ?? ""
        output.write(place + difference.message + "\n")
      }
      if differences.isEmpty { printer.remark("no difference") }
      return differences.isEmpty ? .success : .expectationFailed
    } catch {
      return show([error])
    }
  }

  // MARK: Test

  func test(_ paths: [String]) -> ExitCode {
    let start = monotonicMilliseconds()
    var files: [String] = []
    for path in paths {
      let found = scripts(below: path)
      if found.isEmpty {
        return show([
          Diagnostic(.missingFile, "there is no notebook at `\(path)`", hints: ["notebooks end in .hq"])
        ])
      }
      files += found
    }
    let (shared, now) = (setup.shared(by: files.count), clock)
    let results = output.working {
      mapOnThreads(files.count, threads: invocation.settings.threads) { [files] number in
        TestResult(of: files[number], shared, now)
      }
    }
    for result in results { show(result) }
    let failed = results.filter { $0.exit != .success }.count
    let unrecorded = results.filter { $0.exit == .success && !$0.isRecorded }.count
    let seconds = NumberText.readable((monotonicMilliseconds() - start) / 1000, significantDigits: 3)
    let whole =
      "\(counted(results.count, "notebook")): \(results.count - failed - unrecorded) as recorded, "
      + (unrecorded > 0 ? "\(unrecorded) not recorded, " : "") + "\(failed) failed, \(seconds) s"
    if invocation.events {
      for result in results { output.write(result.event + "\n") }
    } else {
      output.write(whole + "\n")
    }
    junit(results.map(\.suite))
    return Interruption.exitCode ?? ExitCode.first(ofFailed: results.map(\.exit))
  }

  private func show(_ result: TestResult) {
    for problem in result.problems where problem.severity == .error { printer.show(problem) }
    if !invocation.events { output.write(result.line + "\n") }
  }

  /// The notebooks at a path, in the order of their names; those in hidden folders are none.
  private func scripts(below path: String) -> [String] {
    let all = names(beside: path + "/")
    let inside = all.filter { !$0.hasPrefix(".") }
    // A folder has at least itself in it.
    if all.isEmpty { return path.hasSuffix(".hq") && fileIdentity(at: path) != nil ? [path] : [] }
    let folder = path.hasSuffix("/") ? path : path + "/"
    return inside.flatMap { scripts(below: folder + $0) }
  }

  // MARK: Reports for other programs

  private func suite(of replay: Replay, _ notebook: Notebook) -> JUnitReport.Suite {
    TestResult(notebook.path, replay, isRecorded: true).suite
  }

  private func junit(_ suites: [JUnitReport.Suite]) {
    runner.junit.add(suites)
  }
}
