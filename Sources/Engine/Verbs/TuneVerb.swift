import Language
import Learning
import Modelling
import Tables

enum TuneVerb: Verb {
  static let signature = VerbSignature(
    "tune", .fit, "tries several values of options, and trains with the best",
    details: [
      "Each option of the model takes a range or a list: `tune rf depth=2..12 trees=[100, 200]`. Up to `trials` "
        + "combinations all are tried; of more, so many are drawn, and those that do badly on few rows are given up "
        + "early.",
      "They are compared by three folds of the rows that are learnt from; the rows that judge the model at the end "
        + "have had no say. The table `trials` keeps what was tried.",
    ],
    arguments: TrainVerb.signature.arguments,
    options: TrainingOptions.all + [
      .init(
        "metric", .choice(Metric.allCases.map(\.rawValue)), default: "r2 or auc", "what is compared"),
      .init("trials", .int(1...1_000), default: "40", "how many combinations at most"),
    ], forms: TrainingOptions.forms, formsToldBy: "train", triesSeveral: true,
    examples: [
      .init("films | tune rf rating ~ runtime + vote_count depth=1..3 trees=10", "three depths"),
      .init("films | tune knn rating ~ runtime k=[1, 2, 3] metric=mae", "by another metric"),
    ])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    guard let request = TrainingRequest.read(call, &planning) else { return nil }
    guard let first = request.parts.first, request.family != TrainingRequest.ensemble else {
      return planning.fail(
        .wrongType, "`tune` compares models that predict", at: call.span,
        hints: ["`train kmeans k=2..10` compares numbers of clusters"])
    }
    guard !request.tried.isEmpty else {
      return planning.fail(
        .missingArgument, "`tune` needs several values of an option to choose from", at: call.span,
        label: "as in `tune \(request.family) depth=2..12`", topic: "tune")
    }
    let name = planning.modelName ?? request.family
    planning.declareModel(name, ModelShape(of: request, over: call.input))
    planning.scope.tables["trials"] = .unknown
    let metric = call.options.text("metric").flatMap { Metric(rawValue: $0) }
    let trials = call.options.int("trials") ?? 40
    return call.tap("tune " + request.family) { table, running in
      let training = try TrainingTable(table, request, running)
      let rows = try training.rows(of: first, running)
      let tuning = Tuning(plan: first, tried: request.tried, metric: metric, trials: trials)
      let result: Tuning.Result
      do {
        result = try tuning.run(rows.table, running.learningContext(seed: request.seed))
      } catch let error as LearningError {
        throw Diagnostic(error, at: call.span, target: first.target.name, columns: first.features)
      } catch let error as ModellingError {
        throw Diagnostic(error, at: call.span)
      }
      var chosen = request
      for place in chosen.parts.indices { chosen.parts[place].recipe = result.best }
      let found = trialTable(of: result, tuning)
      running.state.tables["trials"] = found
      running.emit(.table(found.prefix(10), rowLimit: nil))
      let trained = try Training(request: chosen, running: running, name: name).run(on: table)
      try TrainVerb.adopt(trained, call.span, running)
    }
  }

  static func foresee(_ call: Call, _ planning: inout Planning) {
    TrainVerb.foresee(call, &planning)
    planning.scope.tables["trials"] = .unknown
  }

  private static func trialTable(of result: Tuning.Result, _ tuning: Tuning) -> Table {
    let names = tuning.tried.map(\.name)
    let rows = result.trials.map { trial -> [Value] in
      trial.settings.map { .text($0.text) } + [
        .text(result.metric.rawValue), trial.score.map { .double($0) } ?? .null, .int(Int64(trial.rows)),
      ]
    }
    return Table(
      names.map { Field($0, .text) } + [
        Field("metric", .text), Field("value", .double), Field("rows", .int),
      ],
      rows: rows)
  }
}
