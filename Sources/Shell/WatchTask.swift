import Engine
import Files
import Glibc
import Language
import Store
import Tables

/// `hq --watch`: keeps jobs running, below a shell where there is a terminal, else with a log.
struct WatchTask {
  let files: [String]
  let runner: Runner
  let output: StandardOutput
  let terminal: Terminal

  private var invocation: Invocation { runner.invocation }

  func run() -> ExitCode {
    let plan: JobPlan
    do throws(CheckFailure) { plan = try read() } catch { return runner.report(error.diagnostics) }
    if invocation.printsPlan {
      let formatted = Formatter.format(plan.source, vocabulary: VerbRegistry.vocabulary)
      output.write(String(decoding: formatted.bytes ?? plan.source.bytes, as: UTF8.self))
      return .success
    }
    let lock: StoreLock?
    do throws(StoreError) {
      lock = try takeLock()
    } catch {
      _ = runner.report([Diagnostic(error)])
      return .statementFailed
    }
    defer { withExtendedLifetime(lock) {} }
    return terminal.isInput && terminal.isOutput ? runShell(plan) : runLog(plan)
  }

  private func takeLock() throws(StoreError) -> StoreLock? {
    guard case .file(let path) = invocation.store else { return nil }
    return try StoreLock(path, ending: "-watch", doing: "watching", since: "\(systemClock())")
  }

  // MARK: The plan

  private func read() throws(CheckFailure) -> JobPlan {
    var plan: JobPlan?
    var notebooks: [String] = []
    for file in files {
      let origin = ScriptOrigin(file)
      let text: SourceText
      do { text = try origin.read() } catch { throw CheckFailure(diagnostics: [Diagnostic(error)]) }
      let checked = runner.interpreter(in: origin.folder).check(text)
      guard !checked.hasErrors else { throw CheckFailure(diagnostics: checked.diagnostics) }
      var found = JobPlan(checked.script)
      guard !found.jobs.isEmpty else {
        notebooks.append(file)
        continue
      }
      guard plan == nil else {
        throw CheckFailure(diagnostics: [
          Diagnostic(
            .badCommandValue, "`\(file)` has `every` blocks, and so has a file in front of it",
            hints: ["one file holds the plan; the others are replayed"])
        ])
      }
      found.folder = origin.folder
      plan = found
    }
    var whole = plan ?? builtIn
    whole.notebooks = notebooks
    return whole
  }

  /// The built-in plan, without the jobs that this hq cannot do.
  private var builtIn: JobPlan {
    let checked = runner.interpreter().check(SourceText(name: "plan", text: JobPlan.builtInText))
    var plan = JobPlan(checked.script)
    for index in plan.jobs.indices {
      let span = plan.jobs[index].span
      let problem = checked.diagnostics.first { problem in
        guard let place = problem.span?.start, problem.severity == .error else { return false }
        return span.start <= place && place < span.end
      }
      plan.jobs[index].obstacle = problem.map { "not there yet: " + $0.message }
    }
    return plan
  }

  private func watcher(_ plan: JobPlan, tell: @escaping @Sendable (WatchEvent) -> Void) -> Watcher {
    var setup = Watcher.Setup(settings: invocation.settings, store: invocation.store)
    setup.healthPath = invocation.healthPath
    setup.metricsPath = invocation.metricsPath
    setup.seed = UInt64(bitPattern: systemClock().microseconds)
    setup.variable = { DotEnv.variable($0, in: $1) }
    return Watcher(plan, setup, tell: tell)
  }

  // MARK: With a log

  private func runLog(_ plan: JobPlan) -> ExitCode {
    let logsJSON = invocation.logsJSON
    let log: @Sendable (WatchEvent) -> Void = { writeError(logsJSON ? $0.json : $0.logfmt) }
    let watcher = watcher(plan, tell: log)
    Interruption.listenForHangUp()
    log(
      WatchEvent(
        systemClock(), .info, "started",
        [("store", invocation.store.name), ("jobs", plan.jobs.map(\.name).joined(separator: ","))]))
    for job in plan.jobs {
      guard let obstacle = job.obstacle else { continue }
      log(WatchEvent(systemClock(), .warning, "job_impossible", [("job", job.name), ("reason", obstacle)]))
    }
    guard watcher.start() else { return runner.report([Diagnostic(.failed, "no thread can be started")]) }
    while Interruption.exitCode == nil {
      usleep(50_000)
      if Interruption.takeHangUp() { readAgain(watcher, log) }
    }
    watcher.stop()
    log(WatchEvent(systemClock(), .info, "stopped"))
    return Interruption.exitCode ?? .success
  }

  private func readAgain(_ watcher: Watcher, _ log: (WatchEvent) -> Void) {
    do throws(CheckFailure) {
      watcher.adopt(try read())
    } catch {
      let reason = error.diagnostics.first { $0.severity == .error }?.message ?? ""
      log(WatchEvent(systemClock(), .error, "plan_refused", [("error", reason)]))
    }
  }

  // MARK: Below a shell

  private func runShell(_ plan: JobPlan) -> ExitCode {
    let notices = Notices()
    let watcher = watcher(plan) { event in
      if let line = event.notice { notices.add(line) }
    }
    guard watcher.start() else { return runner.report([Diagnostic(.failed, "no thread can be started")]) }
    defer { watcher.stop() }
    output.write("watching: `jobs` lists what is kept running\n")
    for job in plan.jobs {
      if let obstacle = job.obstacle { notices.add("· \(job.name) cannot run: \(obstacle)") }
    }
    var prompt = Prompt(runner: runner, output: output, terminal: terminal)
    prompt.jobs = watcher
    prompt.notices = notices
    return prompt.run()
  }
}

extension WatchEvent {
  /// A line for whoever types; nil for what nobody wants to be told while typing.
  fileprivate var notice: String? {
    func fact(_ name: String) -> String { DisplayText.clean(facts.first { $0.name == name }?.value ?? "") }
    switch event {
    case "job_finished":
      let outcome = fact("outcome")
      return outcome == "done" || outcome.hasPrefix("nothing new") ? nil : "· \(fact("job")): \(outcome)"
    case "job_failed": return "· \(fact("job")) failed: \(fact("error"))"
    case "notebook_failed": return "· \(fact("file")) failed: \(fact("error"))"
    case "first_failed": return "· the plan's first statements failed: \(fact("error"))"
    case "file_not_written": return "· \(fact("error"))"
    default: return nil
    }
  }
}
