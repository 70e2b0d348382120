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

  /// What is kept running, and what is replayed behind it.
  private struct Wish {
    let plan: JobPlan
    let notebooks: [String]
    let folder: String
  }

  func run() -> ExitCode {
    let wish: Wish
    do throws(CheckFailure) { wish = try read() } catch { return runner.report(error.diagnostics) }
    if invocation.printsPlan {
      let formatted = Formatter.format(wish.plan.source, vocabulary: VerbRegistry.vocabulary)
      output.write(String(decoding: formatted.bytes ?? wish.plan.source.bytes, as: UTF8.self))
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
    return terminal.isInput && terminal.isOutput ? runShell(wish) : runLog(wish)
  }

  private func takeLock() throws(StoreError) -> StoreLock? {
    guard case .file(let path) = invocation.store else { return nil }
    return try StoreLock(path, ending: "-watch", doing: "watching", since: "\(systemClock())")
  }

  // MARK: The plan

  private func read() throws(CheckFailure) -> Wish {
    var plan: JobPlan?
    var notebooks: [String] = []
    var folder = "."
    for file in files {
      let origin = ScriptOrigin(file)
      let text: SourceText
      do { text = try origin.read() } catch { throw CheckFailure(diagnostics: [Diagnostic(error)]) }
      let checked = runner.interpreter(in: origin.folder).check(text)
      guard !checked.hasErrors else { throw CheckFailure(diagnostics: checked.diagnostics) }
      let found = JobPlan(checked.script)
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
      (plan, folder) = (found, origin.folder)
    }
    return Wish(plan: plan ?? builtIn, notebooks: notebooks, folder: folder)
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

  private func watcher(_ wish: Wish, tell: @escaping @Sendable (WatchEvent) -> Void) -> Watcher {
    var setup = Watcher.Setup(settings: invocation.settings, store: invocation.store)
    setup.notebooks = wish.notebooks
    setup.healthPath = invocation.healthPath
    setup.metricsPath = invocation.metricsPath
    setup.seed = UInt64(bitPattern: systemClock().microseconds)
    let folder = wish.folder
    setup.variable = { DotEnv.variable($0, in: folder) }
    return Watcher(wish.plan, setup, tell: tell)
  }

  // MARK: With a log

  private func runLog(_ wish: Wish) -> ExitCode {
    let logsJSON = invocation.logsJSON
    let log: @Sendable (WatchEvent) -> Void = { writeError(logsJSON ? $0.json : $0.logfmt) }
    let watcher = watcher(wish, tell: log)
    Interruption.listenForHangUp()
    log(
      WatchEvent(
        systemClock(), .info, "started",
        [("store", invocation.store.name), ("jobs", wish.plan.jobs.map(\.name).joined(separator: ","))]))
    for job in wish.plan.jobs {
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
      watcher.adopt(try read().plan)
    } catch {
      let reason = error.diagnostics.first { $0.severity == .error }?.message ?? ""
      log(WatchEvent(systemClock(), .error, "plan_refused", [("error", reason)]))
    }
  }

  // MARK: Below a shell

  private func runShell(_ wish: Wish) -> ExitCode {
    let notices = Notices()
    let watcher = watcher(wish) { event in
      if let line = event.notice { notices.add(line) }
    }
    guard watcher.start() else { return runner.report([Diagnostic(.failed, "no thread can be started")]) }
    defer { watcher.stop() }
    output.write("watching: `jobs` lists what is kept running\n")
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
