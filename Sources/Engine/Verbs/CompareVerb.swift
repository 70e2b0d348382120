import Language
import Learning
import Modelling
import Tables

enum CompareVerb: Verb {
  static let signature = VerbSignature(
    "compare", .tap, "fits models anew on the same folds of the table, and tells how they differ",
    details: [
      "Each model is judged by rows that it has not seen, all by the same. `difference` is how far it is from the "
        + "first, with the middle 95% over redraws of the rows: where that holds 0, the two may be as good as each "
        + "other. The baseline is always among them."
    ],
    arguments: [.init("model", .names, "the models")],
    clauses: [.init("by", "METRIC", "which metric; else r2 or auc")],
    options: [.init("cv", .int(2...50), default: "5", "how many folds")],
    examples: [
      .init(
        "films | train rf rating ~ runtime trees=20 as a ; films | train linear rating ~ runtime as b ; "
          + "films | compare a, b by mae cv=3", "which of two is better")
    ])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    let names = call.words
    for name in names where planning.model(name, at: name.span) == nil { return nil }
    var metric: Metric?
    if let syntax = call.clause("by").first {
      guard let word = syntax.name, let known = Metric(rawValue: word.text) else {
        let all = Metric.allCases.map(\.rawValue)
        return planning.fail(
          .unknownName, "`\(brief(syntax.span))` is no metric", at: syntax.span,
          label: Suggestion.question(Suggestion.nearest(to: brief(syntax.span), among: all)),
          hints: ["the metrics are \(all.joined(separator: ", "))"])
      }
      metric = known
    }
    let chosen = metric
    let folds = call.options.int("cv") ?? 5
    return call.tap("compare " + names.map(\.text).joined(separator: ", ")) { table, running in
      try compare(names, table, chosen, folds, call.span, running)
    }
  }

  private static func compare(
    _ names: [NameSyntax], _ table: Table, _ metric: Metric?, _ folds: Int, _ span: Span,
    _ running: Running
  ) throws {
    let models = try names.map { ($0, try running.model($0.text, at: $0.span)) }
    guard let target = try sharedTarget(models, metric) else { return }
    var ready = table
    for (_, model) in models { ready = try model.prepared(ready, at: span, running) }
    var request = TrainingRequest(family: "compare", span: span)
    request.parts = models.compactMap { _, model in
      model.parts.first { $0.plan.target == target }?.settledPlan
    }
    let training = try TrainingTable(ready, request, running)
    let rows = try training.rows(of: request.parts[0], running).table
    let contenders = zip(names, request.parts).map { Comparison.Contender(name: $0.text, plan: $1) }
    do {
      let found = try Comparison.run(
        contenders, on: rows, by: metric, folds: folds,
        running.learningContext(seed: models[0].1.facts.seed))
      running.measure(found.rows.first?.value.map { [Measurement(found.metric.rawValue, $0)] } ?? [])
      running.emit(.table(listing(found.rows, target, found.metric), rowLimit: nil))
    } catch let error as LearningError {
      throw Diagnostic(error, at: span, target: target.name)
    } catch let error as ModellingError {
      throw Diagnostic(error, at: span)
    }
  }

  /// The first target that all of them predict and the metric judges.
  private static func sharedTarget(
    _ models: [(NameSyntax, TrainedModel)], _ metric: Metric?
  ) throws -> TargetChoice? {
    guard let (first, model) = models.first else { return nil }
    let shared = model.parts.first { part in
      (metric.map { $0.task == part.task.kind } ?? true)
        && models.allSatisfy { _, other in other.parts.contains { $0.plan.target == part.plan.target } }
    }
    guard let shared else {
      let targets = models.map { "`\($0.0.text)` predicts \($0.1.targets.joined(separator: ", "))" }
      throw Diagnostic(
        .wrongType,
        "these models predict nothing that can be compared"
          + (metric.map { " by \($0.rawValue)" } ?? ""), at: first.span,
        hints: targets)
    }
    return shared.plan.target
  }

  private static func listing(_ rows: [Comparison.Row], _ target: TargetChoice, _ metric: Metric) -> Table {
    func value(_ number: Double?) -> Value { number.map { .double($0) } ?? .null }
    return Table(
      [
        Field("model", .text), Field("target", .text), Field("metric", .text), Field("value", .double),
        Field("low", .double), Field("high", .double), Field("difference", .double),
        Field("difference_low", .double), Field("difference_high", .double),
      ],
      rows: rows.map {
        [
          .text($0.name), .text(target.name), .text(metric.rawValue), value($0.value),
          value($0.interval?.low), value($0.interval?.high), value($0.difference),
          value($0.differenceInterval?.low), value($0.differenceInterval?.high),
        ]
      })
  }
}
