import Files
import Glibc
import Language
import Store
import Tables

/// Runs the jobs of a watcher, each in a session that begins anew. Belongs to the watcher's thread.
package final class JobRunner {
  private let watcher: Watcher
  private let interpreter: Interpreter
  private let heard: Heard
  /// Files that could not be written, so that each is complained of once.
  private var unwritable: Set<String> = []

  /// What the statements of a job say.
  private final class Heard {
    var texts: [String] = []
    var warnings: [Diagnostic] = []

    func hear(_ event: OutputEvent) {
      switch event {
      case .text(let text): texts.append(text)
      case .diagnostic(let diagnostic) where diagnostic.severity == .warning: warnings.append(diagnostic)
      case .file(let path, _), .drawn(let path, _, _), .report(let path): texts.append("wrote \(path)")
      default: break
      }
    }
  }

  package init(_ watcher: Watcher) {
    self.watcher = watcher
    let heard = Heard()
    self.heard = heard
    interpreter = Interpreter(
      settings: watcher.setup.settings, store: watcher.setup.store, clock: watcher.setup.clock(),
      cancellation: watcher.cancellation,
      variable: { name in watcher.setup.variable(name, watcher.state.withLock { $0.plan.folder }) },
      sink: heard.hear)
    interpreter.keepsPast = false
  }

  /// What stands beside the jobs, once.
  package func runFirst() {
    report()
    interpreter.beginsFromHere(false)
    let statements = watcher.state.withLock { $0.plan.first }
    guard !statements.isEmpty else { return }
    interpreter.startAnew(at: watcher.setup.clock())
    if let problem = run(statements) { watcher.emit(.error, "first_failed", [("error", problem)]) }
    interpreter.beginsFromHere(true)
  }

  /// Runs the job that is due; false when none is.
  package func step() -> Bool {
    adoptNewPlan()
    if watcher.state.withLock({ $0.isReportDue }) { report() }
    let now = watcher.setup.steadyClock()
    let due = watcher.state.withLock { state -> (job: JobPlan.Job, isLast: Bool)? in
      guard let name = state.schedule.start(at: now),
        let job = state.plan.jobs.first(where: { $0.name == name })
      else { return nil }
      return (job, state.plan.lastPossibleJob == name)
    }
    guard let due else { return false }
    perform(due.job)
    if due.isLast, watcher.state.withLock({ $0.statuses[due.job.name]?.failures }) == 0 { replayNotebooks() }
    return true
  }

  private func adoptNewPlan() {
    let now = watcher.setup.steadyClock()
    let isNew = watcher.state.withLock { state -> Bool in
      guard let plan = state.newPlan else { return false }
      state.newPlan = nil
      state.adopt(plan, at: now, seed: watcher.setup.seed)
      return true
    }
    guard isNew else { return }
    watcher.emit(.info, "plan_read")
    runFirst()
  }

  // MARK: Jobs

  private func perform(_ job: JobPlan.Job) {
    let (start, steadyStart) = (watcher.setup.clock(), watcher.setup.steadyClock())
    var status = JobStatus(
      name: job.name, every: job.period.description, state: "", lastStart: start.wholeSecond, took: nil,
      next: nil,
      outcome: "", failures: 0)
    interpreter.startAnew(at: start)
    let problem = run(job.statements)
    let took = watcher.setup.steadyClock() - steadyStart
    status.took = took
    status.outcome = problem ?? outcome
    status.failures = problem == nil ? 0 : 1
    let verbs = Set(job.statements.flatMap(\.verbs))
    watcher.state.withLock { [status] state in
      state.schedule.end(at: watcher.setup.steadyClock(), failed: problem != nil)
      state.statuses[job.name] = status
      state.runs += 1
      if problem != nil { state.errors += 1 }
      if problem == nil, verbs.contains("ingest") { state.lastIngest = start }
      if problem == nil, verbs.contains("train") { state.lastTraining = start }
    }
    for warning in heard.warnings {
      watcher.emit(.warning, "job_warned", [("job", job.name), ("warning", warning.message)])
    }
    var facts = [("job", job.name), ("took_ms", "\(Int(took.rounded()))")]
    guard let problem else {
      facts.append(("outcome", status.outcome))
      watcher.emit(.info, "job_finished", facts.map { (name: $0.0, value: $0.1) })
      return report()
    }
    guard !watcher.cancellation.isCancelled else {
      return watcher.emit(.info, "job_stopped", [("job", job.name)])
    }
    let failures = watcher.statuses.first { $0.name == job.name }
    facts += [("error", problem), ("failures_in_a_row", "\(failures?.failures ?? 1)")]
    if let next = failures?.next { facts.append(("next_run", "\(next)")) }
    watcher.emit(.error, "job_failed", facts.map { (name: $0.0, value: $0.1) })
    report()
  }

  /// The first line of what was said last.
  private var outcome: String {
    heard.texts.last.map { String($0.prefix { $0 != "\n" }) } ?? "done"
  }

  /// Runs statements up to the first that fails, and says why it did.
  private func run(_ statements: [StatementSyntax]) -> String? {
    (heard.texts, heard.warnings) = ([], [])
    for statement in statements {
      let result = interpreter.run(statement)
      if let problem = result.diagnostics.first(where: { $0.severity == .error }) { return problem.message }
    }
    return nil
  }

  // MARK: Notebooks

  private func replayNotebooks() {
    let paths = watcher.state.withLock { $0.plan.notebooks }
    defer { if !paths.isEmpty { report() } }
    for path in paths where !watcher.cancellation.isCancelled {
      interpreter.startAnew(at: watcher.setup.clock())
      let problem: String?
      do throws(FileError) {
        let checked = interpreter.check(SourceText(name: path, bytes: try readText(at: path)))
        problem =
          checked.diagnostics.first { $0.severity == .error }?.message ?? run(checked.script.statements)
      } catch {
        problem = error.message
      }
      let facts = [(name: "file", value: path)]
      if let problem {
        watcher.emit(.error, "notebook_failed", facts + [(name: "error", value: problem)])
      } else {
        watcher.emit(.info, "notebook_replayed", facts)
      }
    }
  }

  // MARK: For other programs

  /// Writes the files that tell how the jobs are. What cannot be written is said once, and harms nothing else.
  private func report() {
    watcher.state.withLock { $0.isReportDue = false }
    guard watcher.setup.healthPath != nil || watcher.setup.metricsPath != nil else { return }
    let report = watcher.state.withLock { state in
      WatchReport(
        time: watcher.setup.clock(), store: watcher.setup.store.name,
        statuses: state.statuses(at: watcher.setup.clock(), watcher.setup.steadyClock()), runs: state.runs,
        errors: state.errors, lastIngest: state.lastIngest, lastTraining: state.lastTraining,
        filmCount: interpreter.filmCount, pid: getpid())
    }
    if let path = watcher.setup.healthPath { write(report.health, to: path) }
    if let path = watcher.setup.metricsPath { write(report.metrics, to: path) }
  }

  private func write(_ text: String, to path: String) {
    do throws(FileError) {
      try writeText(Array(text.utf8), to: path)
      if unwritable.remove(path) != nil { watcher.emit(.info, "file_written_again", [("file", path)]) }
    } catch {
      guard unwritable.insert(path).inserted else { return }
      watcher.emit(.warning, "file_not_written", [("file", path), ("error", error.message)])
    }
  }
}

extension StatementSyntax {
  fileprivate var verbs: [String] {
    if case .pipeline(let pipeline) = content { pipeline.stages.map(\.verb.text) } else { [] }
  }
}
