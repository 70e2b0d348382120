import Engine
import Files
import Language
import Tables

/// Runs scripts: reads them, checks them whole, then runs their statements.
struct Runner {
  let invocation: Invocation
  let output: StandardOutput
  let printer: Printer
  let junit: JUnitFile

  init(_ invocation: Invocation, _ output: StandardOutput, _ terminal: Terminal, _ junit: JUnitFile) {
    self.junit = junit
    self.invocation = invocation
    self.output = output
    printer = Printer(output, terminal, invocation)
  }

  // MARK: Tasks

  /// Each script in a session of its own; the first that fails ends the run, unless it is to go on.
  func run(_ origins: [ScriptOrigin]) -> ExitCode {
    let start = monotonicMilliseconds()
    var code = ExitCode.success
    for origin in origins {
      let result = run(origin)
      if code == .success { code = result }
      if output.isClosed || Interruption.exitCode != nil || (result != .success && !invocation.keepGoing) {
        break
      }
    }
    code = Interruption.exitCode ?? code
    if invocation.events {
      output.write(EventLine.end(exit: code, milliseconds: monotonicMilliseconds() - start) + "\n")
    }
    return code
  }

  func check(_ origins: [ScriptOrigin]) -> ExitCode {
    ExitCode.first(ofFailed: origins.map(check))
  }

  // MARK: One script

  private func check(_ origin: ScriptOrigin) -> ExitCode {
    do { return report(interpreter(in: origin.folder).check(try origin.read()).diagnostics) } catch {
      return report([Diagnostic(error)])
    }
  }

  private func run(_ origin: ScriptOrigin) -> ExitCode {
    let text: SourceText
    do { text = try origin.read() } catch { return report([Diagnostic(error)]) }
    let interpreter = interpreter(in: origin.folder)
    let checked = output.working { interpreter.check(text) }
    if checked.hasErrors || interpreter.cancellation.isCancelled {
      let failures = checked.diagnostics.filter { $0.severity == .error }
      add([JUnitReport.Case(name: "check", line: 1, milliseconds: 0, failures: failures)], of: text)
      return report(checked.diagnostics)
    }
    var echo = Echo()
    var cases: [JUnitReport.Case] = []
    let hooks = ScriptHooks(
      before: { statement in
        let lines = echo.lines(upTo: statement.span.end, of: text)
        if interpreter.state.settings.echo { printer.echo(lines) }
      },
      around: { output.working($0) },
      after: { outcome in
        finish(outcome, interpreter)
        if junit.isWanted {
          let failures = outcome.diagnostics.filter { $0.severity == .error }
          cases.append(JUnitReport.Case(outcome, failures: failures))
        }
        return !output.isClosed && Interruption.exitCode == nil
      },
      late: { printer.show($0) })
    let code = interpreter.run(checked, keepsGoing: invocation.keepGoing, hooks)
    add(cases, of: text)
    let isWhole = code == .success && !interpreter.state.hasQuit
    if interpreter.state.settings.echo, isWhole {
      printer.echo(echo.lines(upTo: text.bytes.count, of: text))
    }
    return code
  }

  private func add(_ cases: [JUnitReport.Case], of text: SourceText) {
    let milliseconds = cases.map(\.milliseconds).reduce(0, +)
    junit.add([JUnitReport.Suite(name: text.name, milliseconds: milliseconds, cases: cases)])
  }

  /// - Parameter folder: where a file `.env` may lie.
  func interpreter(
    in folder: String = ".", jobs: (any JobDesk)? = nil, drawsOnTerminal: Bool = false
  ) -> Interpreter {
    Interpreter(
      settings: invocation.settings, store: invocation.store, overrides: invocation.overrides,
      clock: systemClock(),
      cancellation: Interruption.cancellation, variable: { DotEnv.variable($0, in: folder) }, jobs: jobs,
      drawsOnTerminal: drawsOnTerminal, sink: { [printer] in printer.show($0) })
  }

  /// What follows each statement: its event, its time, the settings that it changed.
  func finish(_ outcome: Interpreter.Outcome, _ interpreter: Interpreter) {
    printer.format = interpreter.state.settings.format
    printer.pages = interpreter.state.settings.pager
    if invocation.events {
      let expanded = outcome.statement.expanded(
        with: interpreter.state.parameters, in: interpreter.environment)
      output.write(
        EventLine.statement(outcome, expanded: expanded, digest: outcome.result.map(digest)) + "\n")
    }
    // Whoever reads along in a pipe sees each statement when it has run.
    output.flush()
    if interpreter.state.settings.timing {
      let milliseconds = (outcome.milliseconds * 1000).rounded() / 1000
      printer.remark(NumberText.readable(milliseconds, significantDigits: 3) + " ms")
    }
  }

  func report(_ diagnostics: [Diagnostic]) -> ExitCode {
    for diagnostic in diagnostics { printer.show(diagnostic) }
    if invocation.events { output.write(EventLine.problems(diagnostics) + "\n") }
    return ExitCode(of: diagnostics, whileChecking: true)
  }
}
