import Language
import Tables

/// A pipeline that is ready to run.
struct PipelinePlan {
  let steps: [Step]
  let name: String?
  let output: Flow
}

/// Checks statements: finds every verb, lets it check its stage, and keeps the scope.
extension Planning {
  /// Checks a whole script, statement after statement, as if each had succeeded.
  package mutating func check(_ script: ScriptSyntax) {
    for statement in script.statements { check(statement) }
  }

  private mutating func check(_ statement: StatementSyntax) {
    let before = scope
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
    history.append(before)
  }

  /// The plan of a pipeline, or nil after a problem was reported. The scope moves on either way.
  mutating func plan(_ pipeline: PipelineSyntax) -> PipelinePlan? {
    let planned = planStages(pipeline.stages)
    if let name = pipeline.name { declare(name, planned.flow) }
    guard let steps = planned.steps else {
      // What is missing is told once, not again for every statement that goes on from here.
      if case .unknown = planned.flow { scope.current = .unknown }
      return nil
    }
    return PipelinePlan(steps: steps, name: pipeline.name?.text, output: planned.flow)
  }

  /// The steps, and what flows out of the last. It goes on behind a problem, where it can.
  mutating func planStages(_ stages: [StageSyntax]) -> (steps: [Step]?, flow: Flow) {
    var steps: [Step]? = []
    var flow = Flow.nothing
    for (index, stage) in stages.enumerated() {
      let isFirst = index == 0
      if isFirst, stage.isBare, let step = planName(stage) {
        steps?.append(step)
        flow = step.output
        continue
      }
      guard let verb = environment.verbs[stage.verb.text] else {
        if stage.isBare, isFirst { reportUnknownStart(stage) }
        return (nil, .unknown)
      }
      guard let input = self.input(of: stage, verb.signature, from: isFirst ? nil : flow) else {
        return (nil, .unknown)
      }
      if case .unknown = input, verb.signature.kind != .source, verb.signature.kind != .session {
        let call = Call(syntax: stage, options: bind(stage, verb.signature), input: Schema([]))
        verb.foresee(call, &self)
        flow = verb.signature.kind == .tap ? flow : .unknown
        if isForesight { continue }
        return (nil, .unknown)
      }
      let schema = if case .table(let schema) = input { schema } else { Schema([]) }
      let problems = diagnostics.count
      let call = Call(syntax: stage, options: bind(stage, verb.signature), input: schema)
      let step = verb.plan(call, &self)
      if let step, !diagnostics[problems...].contains(where: { $0.severity == .error }) {
        steps?.append(step)
        flow = step.output
      } else {
        steps = nil
        flow = verb.keepsColumns ? .table(schema) : .unknown
      }
      if flow.isSomething { scope.current = flow }
    }
    if flow.isSomething { scope.current = flow }
    return (steps, flow)
  }

  private mutating func bind(_ stage: StageSyntax, _ signature: VerbSignature) -> BoundOptions {
    resolving(over: Schema([])) { BoundOptions.bind(stage.options, of: signature, with: &$0) }
  }

  /// What flows into a stage; nil after reporting that something must and nothing does, or the other way round.
  private mutating func input(of stage: StageSyntax, _ signature: VerbSignature, from flow: Flow?) -> Flow? {
    switch signature.kind {
    case .session, .source:
      guard flow == nil else {
        fail(
          .unexpectedArgument, "`\(signature.name)` takes no table from a `|`", at: stage.verb.span,
          label: signature.kind == .source ? "a source stands at the start of a pipeline" : "it stands alone",
          hints: signature.hintForTable.map { [$0] } ?? [],
          topic: signature.name)
        return nil
      }
      return .nothing
    case .transform, .tap, .fit:
      let input = flow ?? scope.current
      guard case .nothing = input else { return input }
      if flow == nil, environment.verbs[stage.verb.text]?.needsTable(stage) == false { return .nothing }
      reportNoTable("`\(signature.name)` needs a table, and there is none yet", at: stage.verb.span)
      return nil
    }
  }

  /// A name at the start of a pipeline.
  private mutating func planName(_ stage: StageSyntax) -> Step? {
    let name = stage.verb.text
    let flow: Flow
    if let known = scope.tables[name] {
      flow = known
    } else if name == "it", scope.current.isSomething {
      flow = scope.current
    } else {
      return nil
    }
    return Step(
      stage.span, output: flow,
      .source { running in
        guard
          let table = name == "it"
            ? running.state.tables[name] ?? running.state.current : running.state.tables[name]
        else {
          throw Diagnostic(.unknownName, "no table is named `\(name)`", at: stage.span)
        }
        return table
      },
      explanation: ["the table `\(name)`"])
  }

  private mutating func reportNoTable(_ message: String, at span: Span) {
    fail(.noTable, message, at: span, hints: ["`from \"file.csv\"` reads one"], topic: "from")
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
      fail(.duplicateName, "`it` is always the last table", at: name.span, label: "another name is needed")
    } else if case .nothing = flow {
      fail(.unexpectedArgument, "there is no table to name `\(name.text)`", at: name.span)
    } else {
      scope.tables[name.text] = flow
    }
  }
}
