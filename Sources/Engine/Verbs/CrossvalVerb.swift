import Language
import Learning
import Modelling
import Tables

enum CrossvalVerb: Verb {
  static let signature = VerbSignature(
    "crossval", .fit, "judges a model by as many fits as there are folds, each on the rows of the others",
    details: ["What it leaves is a model of all rows. `cv` says how many folds there are; the default is 5."],
    arguments: TrainVerb.signature.arguments, options: TrainingOptions.all, forms: TrainingOptions.forms,
    formsToldBy: "train",
    examples: [
      .init("films | crossval linear rating ~ runtime cv=3", "three folds")
    ])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    guard var request = TrainingRequest.read(call, &planning) else { return nil }
    guard request.clusters == nil || !request.parts.isEmpty else {
      return planning.fail(.wrongType, "clusters have no target to be judged by", at: call.span)
    }
    request.clusters = nil
    for place in request.parts.indices { request.parts[place].split = .folds(call.options.int("cv") ?? 5) }
    let name = planning.modelName ?? request.family
    planning.declareModel(name, ModelShape(of: request, over: call.input))
    let chosen = request
    return call.tap("crossval " + request.family) { table, running in
      let trained = try Training(request: chosen, running: running, name: name).run(on: table)
      let folds = try byFold(trained.model, running)
      if folds.rowCount > 0 { running.emit(.table(folds, rowLimit: nil)) }
      try TrainVerb.adopt(trained, call.span, running)
    }
  }

  static func foresee(_ call: Call, _ planning: inout Planning) { TrainVerb.foresee(call, &planning) }

  /// What each fold reaches alone.
  private static func byFold(_ model: TrainedModel, _ running: Running) throws -> Table {
    var rows: [[Value]] = []
    for part in model.parts {
      guard let heldOut = part.heldOut, case .folds(let count) = part.plan.split else { continue }
      let actual: Target =
        heldOut.isOfClasses
        ? .classes(heldOut.actual.map { Int($0) }, count: heldOut.predicted.columns)
        : .numbers(heldOut.actual)
      let folds = try SplitChoice.folds(
        actual, count: count, seed: running.learningContext(seed: model.facts.seed).seed)
      for (number, fold) in folds.enumerated() {
        let piece = heldOut.selecting(fold.test)
        let (first, second): (Metric, Metric) = heldOut.isOfClasses ? (.auc, .accuracy) : (.r2, .mae)
        rows.append(
          [.text(part.plan.target.name), .int(Int64(number + 1)), .int(Int64(fold.test.count))]
            + [first, second].flatMap { metric -> [Value] in
              [.text(metric.rawValue), piece.evaluation.value(metric).map { .double($0) } ?? .null]
            })
      }
    }
    return Table(
      [
        Field("target", .text), Field("fold", .int), Field("rows", .int), Field("metric", .text),
        Field("value", .double), Field("other_metric", .text), Field("other_value", .double),
      ], rows: rows)
  }
}
