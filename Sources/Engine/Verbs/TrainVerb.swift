import Language
import Modelling
import Tables

enum TrainVerb: Verb {
  static let signature = VerbSignature(
    "train", .fit, "fits a model to the table, judges it by rows it has not seen, and keeps it",
    details: [
      "Of films it needs no more: `train rf` fits two forests, one for popularity and one for a rating at or above "
        + "the median, from fourteen features of each film; `train linear` fits popularity and vote_average. A bare "
        + "`train` fits both forests, of depth 10, and the clusters.",
      "A formula works on any table: `train rf revenue ~ budget + runtime`; `.` stands for all other columns, and `-` "
        + "leaves one out. Texts, lists and dates are made numbers, and what is missing is dealt with, always by the "
        + "rows that are learnt from.",
      "It prints what it ran with everything spelled out, and each metric with the middle 95% over redraws of the "
        + "rows and what the baseline reaches. `as NAME` names the model; the store keeps it for later sessions.",
    ],
    arguments: [
      .init("model", .word(TrainingOptions.forms.map(\.name)), required: false, "the kind of model"),
      .init("formula", .formula, required: false, "what is predicted from which columns"),
      .init("name", .names, required: false, "the column to predict; for `ensemble` the models"),
    ],
    options: TrainingOptions.all, forms: TrainingOptions.forms, triesSeveral: true,
    examples: [
      .init("films | train rf rating ~ runtime + vote_count depth=4 trees=20", "a forest of twenty trees"),
      .init("films | train linear rating ~ runtime cv=3 as line", "judged by three folds, under a name"),
      .init("films | train kmeans ~ runtime + rating k=2", "two groups"),
      .init("load horror since 2010 ; train rf depth=10 trees=20", "popularity and high ratings of films"),
    ])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    guard let request = TrainingRequest.read(call, &planning) else { return nil }
    for (name, _) in request.tried where !(name == "k" && request.family == TrainingRequest.clustering) {
      return planning.fail(
        .badOptionValue, "`train` needs one value for `\(name)`", at: call.options.span(name) ?? call.span,
        hints: ["`tune` tries several and keeps the best"])
    }
    return fit(call, request, &planning)
  }

  static func foresee(_ call: Call, _ planning: inout Planning) {
    planning.declareModel(planning.modelName ?? call.words.first?.text ?? TrainingRequest.seedFamily, nil)
  }

  /// The step that trains, keeps and tells.
  static func fit(_ call: Call, _ request: TrainingRequest, _ planning: inout Planning) -> Step {
    let name = planning.modelName ?? request.family
    planning.declareModel(name, ModelShape(of: request, over: call.input))
    return call.tap(call.syntax.verb.text + " " + request.family) { table, running in
      try adopt(
        Training(request: request, running: running, name: name).run(on: table), call.span, running)
    }
  }

  /// Makes a model that of the session, keeps it, and says what it is.
  static func adopt(_ trained: Training.Result, _ span: Span, _ running: Running) throws {
    let model = trained.model
    running.state.currentModel = model
    running.state.recentModels.removeAll { $0.name == model.name }
    running.state.recentModels.append(model)
    running.trained.append(model)
    running.shares["importance"] = model.parts.lazy.compactMap { ModelText.importance(of: $0) }.first
    running.emit(
      .text((ModelText.expansions(of: model) + model.parts.map(ModelText.account)).joined(separator: "\n")))
    if let clusters = model.clusters {
      if !clusters.elbow.isEmpty { running.emit(.table(ModelText.elbow(of: clusters), rowLimit: nil)) }
      running.emit(.table(ModelText.profiles(of: clusters), rowLimit: nil))
    }
    let measurements = ModelText.measurements(of: model)
    if measurements.rowCount > 0 { running.emit(.table(measurements, rowLimit: nil)) }
    try ModelKeeping(model: model, running: running).keep(trained.table, at: span)
  }
}

extension Planning {
  mutating func declareModel(_ name: String, _ shape: ModelShape?) {
    scope.models[name] = .foreseen(shape)
    scope.currentModel = .foreseen(shape)
  }
}
