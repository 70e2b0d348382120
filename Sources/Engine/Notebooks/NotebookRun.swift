import Files
import Films
import Language
import Modelling
import Parallel
import Store
import Tables

/// A script that was run to be kept: each statement with all that it told and read.
package struct NotebookRun: Sendable {
  package let source: SourceText
  package let clock: Timestamp
  package let seed: Int
  /// The parameters with the values that they had.
  package internal(set) var parameters: [String: Literal] = [:]
  package internal(set) var edition: Int?
  package internal(set) var statements: [StatementRun] = []
  /// What the check found, and what was told behind a statement's back.
  package internal(set) var problems: [Diagnostic] = []
  package internal(set) var exit = ExitCode.success
  /// How far the stores that it read had come, by their names in a lock.
  package internal(set) var stores: [String: StoreMoment] = [:]
  /// All that did not run.
  package internal(set) var rest: [StatementSyntax] = []
  package internal(set) var milliseconds = 0.0

  init(source: SourceText, clock: Timestamp, seed: Int, edition: Int?) {
    self.source = source
    self.clock = clock
    self.seed = seed
    self.edition = edition
  }

  /// A statement that ran.
  package struct StatementRun: Sendable {
    package let outcome: Interpreter.Outcome
    package let events: [OutputEvent]
    package let output: RecordedOutput

    package var syntax: StatementSyntax { outcome.statement }
    package var line: Int { syntax.span.position.line }
  }

  package var diagnostics: [Diagnostic] { problems + statements.flatMap(\.outcome.diagnostics) }
}

extension NotebookSetup {
  /// Runs a notebook. Whoever wants to see it go is given each event and each statement as it comes.
  func run(
    _ notebook: Notebook, _ circumstances: Circumstances, at clock: Timestamp,
    hearing: @escaping (OutputEvent) -> Void,
    around: @escaping (() -> Interpreter.Outcome) -> Interpreter.Outcome,
    after: @escaping (NotebookRun.StatementRun, Interpreter) -> Void
  ) -> NotebookRun {
    let start = monotonicMilliseconds()
    let source = notebook.source
    // How tables print belongs to the notebook, not to whoever runs it.
    var settings = settings
    settings.format = .table
    settings.timing = false
    let interpreter = Interpreter(
      settings: settings, store: store, overrides: overrides, clock: clock, cancellation: cancellation,
      variable: variable(of: notebook), circumstances: circumstances, demo: demo, sink: hearing)
    let checked = interpreter.check(source)
    guard !checked.hasErrors else {
      var run = NotebookRun(
        source: source, clock: clock, seed: settings.seed, edition: checked.script.edition)
      run.rest = checked.script.statements
      run.problems = checked.diagnostics
      run.exit = ExitCode(of: checked.diagnostics, whileChecking: true)
      run.milliseconds = monotonicMilliseconds() - start
      return run
    }
    let log = interpreter.keepLog(of: checked)
    var problems: [Diagnostic] = []
    let hooks = ScriptHooks(
      around: around,
      after: { _ in
        if let last = log.statements.last { after(last, interpreter) }
        return !cancellation.isCancelled
      },
      late: {
        problems.append($0)
        hearing(.diagnostic($0))
      })
    let code = interpreter.run(checked, keepsGoing: keepsGoing, hooks)
    var run = log.run(with: interpreter.state.parameters)
    run.rest = Array(checked.script.statements.dropFirst(run.statements.count))
    run.problems = problems
    run.stores = interpreter.environment.stores.moments()
    run.exit = code
    run.milliseconds = monotonicMilliseconds() - start
    return run
  }
}
