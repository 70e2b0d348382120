import Language
import Modelling
import Parallel
import Query
import Tables

/// One statement at work: the state that it may change, and where its output goes.
package final class Running {
  package var state: SessionState
  let environment: Environment
  let cancellation: Cancellation
  /// States to go back to, the newest last; nil where nothing is ever taken back, and none need be kept.
  var past: History<SessionState>?
  private let sink: (OutputEvent) -> Void
  /// What the statement wrote and warned of, for its report.
  private(set) var files: [String] = []
  private(set) var remarks: [Diagnostic] = []
  /// Whether a picture is told as what gnuplot would be given, and not drawn.
  var explainsPictures = false
  /// How much features matter, by what says so: `importance`, `permutation`.
  var shares: [String: [(name: String, share: Double)]] = [:]
  /// Milliseconds for pieces of the work by their names.
  var milliseconds: [String: Double] = [:]
  /// What it read, where somebody wants to know, and the models that it trained.
  private(set) var sources: [SourceRead] = []
  var trained: [TrainedModel] = []
  /// What it measured, in order.
  private(set) var measured: [Measurement] = []

  /// `undo` can take back twenty statements.
  static let emptyPast = History<SessionState>(limit: 20)

  init(
    state: SessionState, past: History<SessionState>?, environment: Environment, cancellation: Cancellation,
    sink: @escaping (OutputEvent) -> Void
  ) {
    self.state = state
    self.past = past
    self.environment = environment
    self.cancellation = cancellation
    self.sink = sink
  }

  func emit(_ event: OutputEvent) {
    switch event {
    case .file(let path, _), .drawn(let path, _, _), .report(let path): files.append(path)
    case .diagnostic(let diagnostic): remarks.append(diagnostic)
    case .table, .pages, .text, .loaded, .picture, .mailed: break
    }
    sink(event)
  }

  /// Keeps what was read for a lock: of a store with the ingest as of which it was read.
  func observe(_ table: Table, readAt span: Span, from location: StoreLocation? = nil) {
    guard environment.circumstances.observesSources else { return }
    let reader = location.flatMap { try? environment.stores.reader($0) }
    sources.append(
      SourceRead(
        stage: brief(span), store: location?.lockName(inSessionOf: environment.store),
        ingest: reader.flatMap { try? $0.ingest(isLast: true)?.number }, rows: table.rowCount,
        digest: digest(of: table)))
  }

  /// Does a piece of work, and adds its milliseconds to those of its name.
  func timed<Result>(_ name: String, _ work: () throws -> Result) rethrows -> Result {
    let start = monotonicMilliseconds()
    defer { milliseconds[name, default: 0] += monotonicMilliseconds() - start }
    return try work()
  }

  /// Keeps what was measured for `expect` and for the statement's report.
  func measure(_ measurements: [Measurement]) {
    for measurement in measurements { state.measurements[measurement.name] = measurement.value }
    for measurement in measurements where !measured.contains(where: { $0.name == measurement.name }) {
      measured.append(measurement)
    }
  }

  /// Where a path in the script leads to write.
  func placeToWrite(_ path: String) -> String { environment.circumstances.places.writing(path) }

  /// Counts what a script within this one did as done by this statement.
  func takeOver(_ inner: Running) {
    files += inner.files
    remarks += inner.remarks
    sources += inner.sources
    trained += inner.trained
    measured += inner.measured
  }

  /// Whether pictures without a place of their own belong on the screen.
  var drawsOnTerminal: Bool { environment.drawsOnTerminal }

  var workers: Workers { Workers(count: state.settings.threads) }
  var queryContext: QueryContext { QueryContext(workers: workers, cancellation: cancellation) }

  /// A statement of its own state, that sends its output the same way.
  func nested(state: SessionState) -> Running {
    Running(
      state: state, past: Running.emptyPast, environment: environment, cancellation: cancellation, sink: sink)
  }

  // MARK: Statements

  /// Plans a statement against the live state and runs it. Gives the table that it ended with.
  @discardableResult
  func run(_ statement: StatementSyntax) throws -> Table? {
    switch statement.content {
    case .edition, .damaged:
      return nil
    case .every:
      emit(
        .diagnostic(
          Diagnostic(
            .notYet, "a block of `every` runs under `hq --watch`, and is passed over here",
            at: statement.span,
            severity: .warning)))
      return nil
    case .pipeline(let pipeline):
      let before = state
      let mark = past?.mark
      let result = try run(pipeline)
      if let mark { past?.keep(before, since: mark) }
      return result
    }
  }

  private func run(_ pipeline: PipelineSyntax) throws -> Table? {
    var planning = Planning(scope: state.scope, environment: environment, isForesight: false)
    planning.history = History(past?.states.map(\.scope) ?? [])
    let plan = planning.plan(pipeline)
    let problems = planning.diagnostics
    guard let plan, !problems.hasErrors else {
      throw CheckFailure(diagnostics: problems)
    }
    for warning in problems { emit(.diagnostic(warning)) }
    let result = try run(plan.steps)
    if let result {
      state.current = result
      if let name = plan.name, !plan.namesModel { state.tables[name] = result }
      if plan.name == nil || plan.namesModel, let last = plan.steps.last {
        tell(of: result, endingWith: last)
      }
    }
    return result
  }

  private func tell(of result: Table, endingWith last: Step) {
    if last.isShown {
      emit(.table(result, rowLimit: nil))
    } else if last.isSource {
      emit(.loaded(rows: result.rowCount, columns: result.schema.count))
    }
  }

  /// What gnuplot would be given for the picture at the end of steps that only read.
  func explainPicture(_ steps: [Step]) throws {
    let other = nested(state: state)
    other.explainsPictures = true
    _ = try other.run(steps)
  }

  /// Runs steps one after another; neighbours that are relational go to the executor together.
  private func run(_ steps: [Step]) throws -> Table? {
    var table: Table?
    var index = 0
    while index < steps.count {
      try cancellation.check()
      switch steps[index].work {
      case .relational:
        guard let input = table ?? state.current else {
          throw Diagnostic(.noTable, "there is no table yet", at: steps[index].span)
        }
        let chain = steps[index...].prefix(while: \.isRelational)
        table = try runRelational(Array(chain), on: input)
        index = chain.endIndex
        continue
      case .scan(let scan):
        let chain = steps[(index + 1)...].prefix(while: \.isRelational)
        let read = try scan.read(self)
        table = try runRelational(Array(chain), on: read.table, behind: read.operators, at: steps[index].span)
        index = chain.endIndex
        continue
      case .source(let read): table = try read(self)
      case .transform(let change):
        guard let input = table ?? state.current else {
          throw Diagnostic(.noTable, "there is no table yet", at: steps[index].span)
        }
        table = try change(input, self)
      case .tap(let look):
        table = table ?? state.current
        try look(table ?? .empty, self)
      case .session(let act): try act(self)
      }
      index += 1
    }
    return table
  }

  /// - Parameter first: what has to be done before the steps, of the stage at `start`.
  private func runRelational(
    _ steps: [Step], on table: Table, behind first: [Operator] = [], at start: Span? = nil
  ) throws -> Table {
    let operators = first + steps.flatMap(\.operators)
    let spans = [start].compactMap { $0 } + steps.map(\.span)
    let whole = spans.dropFirst().reduce(spans[0]) { $0.joined(with: $1) }
    do {
      var tables = state.tables
      tables["it"] = state.current
      let result = try execute(operators, on: table, tables: tables, context: queryContext)
      for note in result.notes { report(note, of: steps, behind: first.count) }
      return result.table
    } catch {
      throw Diagnostic(error, at: whole)
    }
  }
}
