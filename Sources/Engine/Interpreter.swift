import Charts
import Films
import Language
import Modelling
import Parallel
import Tables

/// A session: it checks scripts whole, runs their statements one by one, and keeps what they leave behind.
package final class Interpreter {
  package private(set) var state: SessionState
  private var past = Running.emptyPast
  package private(set) var environment: Environment
  package let cancellation: Cancellation
  private let sink: (OutputEvent) -> Void
  /// Those that a session begins with.
  private let settings: Settings
  /// What a session that begins anew has; nil for nothing.
  private var beginning: SessionState?

  /// Whether old states are kept for `undo`. A script that never takes anything back can let go of them.
  package var keepsPast = true

  package init(
    settings: Settings, store: StoreLocation = .demo, overrides: [String: Literal] = [:], clock: Timestamp,
    cancellation: Cancellation, variable: @escaping (String) -> String? = { _ in nil },
    jobs: (any JobDesk)? = nil, drawsOnTerminal: Bool = false, circumstances: Circumstances = .plain,
    demo: DemoShelf? = nil, sink: @escaping (OutputEvent) -> Void
  ) {
    self.settings = settings
    state = SessionState(settings: settings, store: store)
    self.cancellation = cancellation
    self.sink = sink
    environment = Environment(
      verbs: VerbRegistry.byName, vocabulary: VerbRegistry.vocabulary, functions: VerbRegistry.functions,
      files: FileCatalogue(workers: Workers(count: settings.threads), cancellation: cancellation),
      stores: StoreCatalogue(
        own: store, circumstances: circumstances, demo: demo,
        workers: Workers(count: settings.threads), cancellation: cancellation),
      tmdb: TMDBAccess(variable: variable, cancellation: cancellation),
      // What goes aside nobody will look at: what gnuplot would be given tells all.
      pictures: PictureQueue(
        draws: circumstances.places.aside == nil,
        gnuplot: GnuplotSession(program: variable("HQ_GNUPLOT") ?? "gnuplot"), workers: settings.threads),
      drawsOnTerminal: drawsOnTerminal, store: store, overrides: overrides,
      variable: variable, jobs: jobs, circumstances: circumstances, clock: clock)
  }

  /// Begins again as a new session would, with its connections still open.
  package func startAnew(at clock: Timestamp) {
    state = beginning ?? SessionState(settings: settings, store: environment.store)
    past = Running.emptyPast
    environment.clock = clock
    environment.files.beginCheck()
    environment.stores.refresh()
  }

  /// What is there now is there whenever the session begins anew; or nothing is, again.
  package func beginsFromHere(_ isSo: Bool) { beginning = isSo ? state : nil }

  /// How many films the store holds; nil while it holds none.
  package var filmCount: Int? {
    let reader = try? environment.stores.reader(environment.store)
    return reader.flatMap { try? $0.filmCount() }
  }

  // MARK: Checking

  /// A script that was parsed, with every problem that a check can find without running it.
  package struct Checked {
    package let script: ScriptSyntax
    package let diagnostics: [Diagnostic]
    /// Whether some statement takes another back.
    package let usesUndo: Bool
    /// Whether some statement writes a report of those above it.
    let usesReport: Bool
    /// The formats of the pictures that will be drawn.
    let drawnFormats: Set<ChartFormat>

    package var hasErrors: Bool { diagnostics.hasErrors }
  }

  /// Parses and checks a script against the state of the session. Nothing runs, nothing is written.
  package func check(_ source: SourceText) -> Checked {
    environment.files.beginCheck()
    environment.stores.refresh()
    let parsed = Parser.parse(source, vocabulary: environment.vocabulary)
    var planning = Planning(scope: state.scope, environment: environment, isForesight: true)
    planning.including = [source.name]
    planning.history = History(past.states.map(\.scope))
    planning.check(parsed.script)
    for name in environment.overrides.keys.sorted() where !planning.declaredParameters.contains(name) {
      let near = Suggestion.nearest(to: name, among: planning.declaredParameters.sorted())
      planning.report(
        Diagnostic(
          .undeclaredParameter, "the script has no parameter `\(name)`", label: Suggestion.question(near),
          hints: near.isEmpty ? ["`param \(name) = …` in the script declares it"] : []))
    }
    return Checked(
      script: parsed.script, diagnostics: inOrder(parsed.diagnostics + planning.diagnostics, of: source),
      usesUndo: planning.usesUndo, usesReport: planning.usesReport,
      drawnFormats: planning.scope.drawnFormats)
  }

  /// From top to bottom, with the problems of other scripts behind.
  private func inOrder(_ diagnostics: [Diagnostic], of source: SourceText) -> [Diagnostic] {
    let own = diagnostics.filter { $0.span?.source === source }
    let others = diagnostics.filter { $0.span?.source !== source }
    return own.sorted { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) } + others
  }

  // MARK: Log

  /// From here on keeps what the statements of a script tell.
  func keepLog(of checked: Checked) -> ScriptLog {
    let log = ScriptLog(
      checked.script, clock: environment.clock, seed: state.settings.seed,
      secrets: Secrets(variable: environment.variable))
    environment.log = log
    return log
  }

  // MARK: Pictures

  /// Lets statements that draw go on before their pictures are there; `settlePictures` then tells what went wrong.
  ///
  /// What they are drawn with is set up from here on, as often as pictures follow one another.
  func drawAhead(in checked: Checked) {
    environment.pictures.drawsAhead = true
    guard !checked.drawnFormats.isEmpty else { return }
    let together = checked.script.statements.split { !draws($0) }.map(\.count).max() ?? 1
    environment.pictures.prepare(together, of: checked.drawnFormats)
  }

  /// Waits for pictures in front of a statement that does more than draw, or at the end.
  func settlePictures(before statement: StatementSyntax? = nil) -> [Diagnostic] {
    if let statement, draws(statement) { return [] }
    return environment.pictures.settle()
  }

  private func draws(_ statement: StatementSyntax) -> Bool {
    guard case .pipeline(let pipeline) = statement.content else { return false }
    return pipeline.stages.last?.verb.text == PlotVerb.signature.name
  }

  // MARK: Running

  /// How a statement went.
  package struct Outcome: Sendable {
    package let statement: StatementSyntax
    package let milliseconds: Double
    package let result: Table?
    package let files: [String]
    package let diagnostics: [Diagnostic]
    /// What the statement measured, and milliseconds for pieces of its work by their names.
    package let measured: [Measurement]
    package let millisecondsOfWork: [String: Double]
    /// How much features matter, by what says so.
    package let shares: [String: [(name: String, share: Double)]]
    /// What it read, where somebody wants to know.
    package let sources: [SourceRead]
    /// The models that it trained.
    package let models: [TrainedModel]

    package var failed: Bool { diagnostics.hasErrors }
  }

  /// Runs one statement. When it fails, the session is as it was, and the outcome says why.
  package func run(_ statement: StatementSyntax) -> Outcome {
    let running = Running(
      state: state, past: keepsPast ? past : nil, environment: environment, cancellation: cancellation,
      sink: listener)
    let start = monotonicMilliseconds()
    var result: Table?
    var problems: [Diagnostic] = []
    do {
      result = try running.run(statement)
      past = running.past ?? Running.emptyPast
      let before = state
      state = running.state
      if let entry = Journal.Entry(statement, from: before, to: state, gave: result) {
        state.journal.append(entry)
      }
    } catch {
      problems = Diagnostic.all(of: error, at: statement.span)
      for problem in problems { listener(.diagnostic(problem)) }
    }
    let outcome = Outcome(
      statement: statement, milliseconds: monotonicMilliseconds() - start, result: result,
      files: running.files, diagnostics: running.remarks + problems, measured: running.measured,
      millisecondsOfWork: running.milliseconds,
      shares: running.shares, sources: running.sources, models: running.trained)
    environment.log?.finish(outcome, state.settings.format)
    return outcome
  }

  private var listener: (OutputEvent) -> Void {
    guard let log = environment.log else { return sink }
    return { [sink] event in
      log.hear(event)
      sink(event)
    }
  }
}
