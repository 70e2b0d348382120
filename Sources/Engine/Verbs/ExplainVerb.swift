import Language

enum ExplainVerb: Verb {
  static let signature = VerbSignature(
    "explain", .session, "says what a pipeline would do, and what was found in its files; runs nothing",
    details: [
      "Of a picture it shows what gnuplot would be given; for that the data is read, and nothing is drawn."
    ],
    arguments: [.init("pipeline", .pipeline, "the pipeline")],
    examples: [
      .init("explain films | where rating > 7 | sort -rating", "the plan, with every default spelled out"),
      .init("explain from \"films.csv\"", "how a file was read, and why"),
    ])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    guard let pipeline = call.pipeline else { return nil }
    let scope = planning.scope
    let planned = planning.plan(pipeline)
    planning.scope = scope
    guard let planned else { return nil }
    let lines = planned.steps.flatMap(\.explanation)
    let columns =
      if case .table(let schema) = planned.output {
        "→ " + schema.fields.map { "\(quotedName($0.name)) \($0.type.rawValue)" }.joined(separator: ", ")
      } else {
        ""
      }
    let text = (lines + [columns]).filter { !$0.isEmpty }.joined(separator: "\n")
    let isPicture = isPicture(pipeline, planning.environment.verbs)
    return call.session("explain") { running in
      running.emit(.text(text))
      if isPicture { try running.explainPicture(planned.steps) }
    }
  }

  /// Whether it ends in a picture, and nothing in front does more than read.
  private static func isPicture(_ pipeline: PipelineSyntax, _ verbs: [String: any Verb.Type]) -> Bool {
    guard pipeline.stages.last?.verb.text == PlotVerb.signature.name else { return false }
    return pipeline.stages.dropLast().allSatisfy { stage in
      guard let kind = verbs[stage.verb.text]?.signature.kind else { return true }
      return kind == .source || kind == .transform
    }
  }
}
