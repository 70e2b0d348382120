import Language
import Tables

/// A pipeline that is ready to run.
struct PipelinePlan {
  let steps: [Step]
  let name: String?
  /// Whether the name is that of a model, which the last stage fits.
  let namesModel: Bool
  let output: Flow
}

/// Checks statements: finds every verb, lets it check its stage, and keeps the scope.
extension Planning {
  /// Checks a whole script, statement after statement, as if each had succeeded.
  package mutating func check(_ script: ScriptSyntax) {
    for statement in script.statements { check(statement) }
  }

  mutating func check(_ statement: StatementSyntax) {
    let before = scope
    let mark = history.mark
    switch statement.content {
    case .edition:
      return
    case .damaged(let name):
      scope.current = .unknown
      if let name { scope.tables[name.text] = .unknown }
    case .pipeline(let pipeline):
      _ = plan(pipeline)
    case .every(_, let body):
      // Each block starts from what stands above it and leaves nothing behind.
      for pipeline in body { _ = plan(pipeline) }
      scope = before
      return
    }
    history.keep(before, since: mark)
  }

  /// The plan of a pipeline, or nil after a problem was reported. The scope moves on either way.
  mutating func plan(_ pipeline: PipelineSyntax) -> PipelinePlan? {
    let fits = pipeline.stages.last.flatMap { environment.verbs[$0.verb.text] }?.signature.kind == .fit
    modelName = fits ? pipeline.name?.text : nil
    let planned = planStages(pipeline.stages)
    if let name = pipeline.name, !fits { declare(name, planned.flow) }
    guard let steps = planned.steps else {
      // What is missing is told once, not again for every statement that goes on from here.
      if case .unknown = planned.flow { scope.current = .unknown }
      return nil
    }
    return PipelinePlan(
      steps: steps.narrowingScans(), name: pipeline.name?.text, namesModel: fits,
      output: planned.flow)
  }

  /// The steps, and what flows out of the last. It goes on behind a problem, where it can.
  private mutating func planStages(_ stages: [StageSyntax]) -> (steps: [Step]?, flow: Flow) {
    var steps: [Step]? = []
    var flow: Flow?
    for stage in stages {
      guard let planned = planStage(stage, behind: flow) else { return (nil, .unknown) }
      if let added = planned.steps { steps?.append(contentsOf: added) } else { steps = nil }
      flow = planned.flow
    }
    if let flow, flow.isSomething { scope.current = flow }
    return (steps, flow ?? .nothing)
  }

  /// What a stage adds to the steps, nil after a problem, and what flows out of it; nil altogether where nothing
  /// can be said of the stages behind. `flow` comes out of the stage in front, where there is one.
  private mutating func planStage(
    _ stage: StageSyntax, behind flow: Flow?
  ) -> (steps: [Step]?, flow: Flow)? {
    let isFirst = flow == nil
    if isFirst, stage.isBare, let known = scope[stage.verb.text] {
      return ([tableStep(stage, known)], known)
    }
    guard let verb = environment.verbs[stage.verb.text] else {
      if isFirst, stage.isBare { reportUnknownStart(stage) }
      return nil
    }
    guard let input = input(of: stage, verb, behind: flow) else { return nil }
    let problems = diagnostics.count
    let schema = if case .table(let schema) = input { schema } else { Schema([]) }
    let call = Call(syntax: stage, options: bind(stage, verb.signature), input: schema)
    if case .unknown = input {
      verb.foresee(call, &self)
      return isForesight ? ([], .unknown) : nil
    }
    if let step = verb.plan(call, &self), !diagnostics[problems...].hasErrors {
      return ([step], step.output)
    }
    return (nil, verb.keepsColumns ? .table(schema) : .unknown)
  }

  private mutating func bind(_ stage: StageSyntax, _ signature: VerbSignature) -> BoundOptions {
    let word = stage.arguments.lazy.compactMap { if case .word(let word) = $0 { word.text } else { nil } }
      .first
    let form = signature.forms.first { $0.name == word }?.name
    return resolving(over: Schema([])) {
      BoundOptions.bind(stage.options, of: signature, form: form, with: &$0)
    }
  }

  /// What flows into a stage; nil after reporting that something must and nothing does, or the other way round.
  private mutating func input(of stage: StageSyntax, _ verb: any Verb.Type, behind flow: Flow?) -> Flow? {
    let signature = verb.signature
    switch signature.kind {
    case .session, .source:
      guard flow == nil else {
        return fail(
          .unexpectedArgument, "`\(signature.name)` takes no table from a `|`", at: stage.verb.span,
          label: signature.kind == .source ? "a source stands at the start of a pipeline" : "it stands alone",
          hints: signature.hintForTable.map { [$0] } ?? [],
          topic: signature.name)
      }
      return .nothing
    case .transform, .tap, .fit:
      let input = flow ?? scope.current
      if input.isSomething || (flow == nil && !verb.needsTable(stage)) { return input }
      reportNoTable("`\(signature.name)` needs a table, and there is none yet", at: stage.verb.span)
      return nil
    }
  }

  /// A name at the start of a pipeline.
  private func tableStep(_ stage: StageSyntax, _ flow: Flow) -> Step {
    let name = stage.verb.text
    return Step(
      stage.span, output: flow,
      .source { running in
        if let table = running.state[name] { return table }
        throw Diagnostic(.unknownName, "no table is named `\(name)`", at: stage.span)
      },
      explanation: ["the table `\(name)`"])
  }

  private mutating func reportNoTable(_ message: String, at span: Span) {
    report(.noTable, message, at: span, hints: ["`load films` and `from \"file.csv\"` read one"])
  }

  private mutating func reportUnknownStart(_ stage: StageSyntax) {
    if stage.verb.text == "it" {
      reportNoTable("`it` is the last table, and there is none yet", at: stage.verb.span)
      return
    }
    let isNearTable = !Suggestion.nearest(to: stage.verb.text, among: scope.tables.keys.sorted()).isEmpty
    if isNearTable, Suggestion.nearest(to: stage.verb.text, among: environment.vocabulary.names).isEmpty {
      _ = table(stage.verb)
    } else {
      report(Diagnostic.unknownVerb(stage.verb, vocabulary: environment.vocabulary))
    }
  }

  private mutating func declare(_ name: NameSyntax, _ flow: Flow) {
    if name.text == "it" {
      report(.duplicateName, "`it` is always the last table", at: name.span, label: "another name is needed")
    } else if case .nothing = flow {
      report(.unexpectedArgument, "there is no table to name `\(name.text)`", at: name.span)
    } else {
      scope.tables[name.text] = flow
    }
  }
}
