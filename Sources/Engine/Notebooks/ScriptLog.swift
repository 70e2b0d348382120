import Language
import Tables

/// What the statements of a script have told so far, for a recording or a report.
final class ScriptLog {
  let script: ScriptSyntax
  private let clock: Timestamp
  private let seed: Int
  private let secrets: Secrets
  private(set) var statements: [NotebookRun.StatementRun] = []
  /// Of the statement that runs now.
  private var events: [OutputEvent] = []

  init(_ script: ScriptSyntax, clock: Timestamp, seed: Int, secrets: Secrets) {
    self.script = script
    self.clock = clock
    self.seed = seed
    self.secrets = secrets
  }

  func hear(_ event: OutputEvent) { events.append(event) }

  func finish(_ outcome: Interpreter.Outcome, _ format: TableFormat) {
    statements.append(
      NotebookRun.StatementRun(
        outcome: outcome, events: events,
        output: RecordedOutput(events, as: format, hiding: secrets)))
    events = []
  }

  /// All of it so far.
  func run(with parameters: [String: Literal]) -> NotebookRun {
    var run = NotebookRun(source: script.source, clock: clock, seed: seed, edition: script.edition)
    run.parameters = parameters
    run.statements = statements
    return run
  }
}
