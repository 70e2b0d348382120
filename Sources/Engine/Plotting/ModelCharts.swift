import Charts
import Language
import Learning
import Modelling
import Numerics
import Tables

/// Charts of what models have learnt and said.
struct ModelCharts {
  let request: PlotRequest
  let table: Table
  let running: Running

  func kind() throws -> any ChartKind {
    let model = try chosenModel()
    switch request.kind {
    case "importance": return try importance(model)
    case "predicted", "residuals": return try numbers(model)
    case "confusion", "roc", "pr", "calibration": return try classes(model)
    case "learning": return try learning(model)
    case "partial": return try partial(model)
    default: return try clusters(model)
    }
  }

  // MARK: Models

  /// The model of the name, or the newest that can draw the kind.
  private func chosenModel() throws -> TrainedModel {
    if let name = request.model {
      let model = try running.model(name, at: request.span)
      guard canDraw(model) else { throw unable("`\(name)`") }
      return model
    }
    let own = [running.state.currentModel].compactMap(\.self) + running.state.recentModels.reversed()
    if let found = own.first(where: canDraw) { return found }
    let names = (try? running.environment.stores.reader(running.state.store).runs())?.map(\.name) ?? []
    var seen: Set<String> = []
    for name in names where seen.insert(name).inserted {
      if let kept = try? running.model(name, at: request.span), canDraw(kept) { return kept }
    }
    throw unable(own.isEmpty && names.isEmpty ? nil : "no model")
  }

  private func canDraw(_ model: TrainedModel) -> Bool {
    switch request.kind {
    case "importance": model.parts.contains { $0.model.forest != nil }
    case "predicted", "residuals": part(of: model, .regression) != nil
    case "confusion", "roc", "pr", "calibration": part(of: model, .classification) != nil
    case "learning", "partial": !model.parts.isEmpty
    case "elbow": model.clusters.map { !$0.elbow.isEmpty } ?? false
    default: model.clusters != nil
    }
  }

  private func part(of model: TrainedModel, _ task: LearningTask.Kind) -> TrainedPart? {
    model.parts.first { $0.task.kind == task && $0.heldOut != nil }
  }

  private func unable(_ what: String?) -> Diagnostic {
    let hint =
      switch request.kind {
      case "importance": "`train rf` fits a forest"
      case "predicted", "residuals": "`train rf` or `train linear` predicts a number, judged by rows held out"
      case "confusion", "roc", "pr", "calibration": "`train rf` or `train logistic` predicts classes"
      case "elbow": "`train kmeans k=2..10` tries several numbers of clusters"
      case "learning", "partial": "`train rf` fits one"
      default: "`train kmeans` makes clusters"
      }
    let needs = ChartKinds.all.first { $0.name == request.kind }?.needs ?? "a model"
    return Diagnostic(
      .unknownName, "`plot \(request.kind)` needs \(needs)" + (what.map { ", and \($0) is one" } ?? ""),
      at: request.span, hints: [hint])
  }

  // MARK: What predicts

  private func importance(_ model: TrainedModel) throws -> ImportanceChart {
    let forests = model.parts.filter { $0.model.forest != nil }
    guard let part = forests.first, let shares = ModelText.importance(of: part) else { throw unable(nil) }
    return ImportanceChart(
      target: part.plan.target.name, features: shares.map(\.name), values: shares.map(\.share),
      measure: "share of the impurity that each feature lowers", top: request.top ?? 15)
  }

  private func numbers(_ model: TrainedModel) throws -> any ChartKind {
    guard let part = part(of: model, .regression), let heldOut = part.heldOut else { throw unable(nil) }
    let (target, said) = (part.plan.target.name, heldOut.predicted.column(0))
    return request.kind == "predicted"
      ? PredictedChart(target: target, actual: heldOut.actual, predicted: said)
      : ResidualsChart(target: target, actual: heldOut.actual, predicted: said)
  }

  private func classes(_ model: TrainedModel) throws -> any ChartKind {
    guard let part = part(of: model, .classification), let heldOut = part.heldOut else { throw unable(nil) }
    let evaluation = heldOut.classification
    let (target, labels) = (part.plan.target.name, part.reading.labels)
    // Of two classes the second is looked for; of more, each against the rest.
    let looked = labels.count == 2 ? [1] : Array(labels.indices.prefix(8))
    func name(_ label: Int) -> String { labels.count == 2 ? model.name : labels[label] }
    switch request.kind {
    case "confusion":
      return ConfusionChart(target: target, classes: labels, counts: evaluation.confusion)
    case "calibration":
      return CalibrationChart(
        target: target, chances: heldOut.predicted.column(looked[0]),
        isTrue: heldOut.actual.map { Int($0) == looked[0] }, bins: request.bins ?? 10)
    case "roc":
      return ROCChart(
        target: target,
        curves: looked.map { label in
          let ranking = evaluation.ranking(of: label)
          let points = ranking.roc
          return ROCChart.Curve(
            name: name(label), falseRates: points.map(\.falsePositiveRate),
            trueRates: points.map(\.truePositiveRate), chances: points.map(\.chance), auc: ranking.auc)
        })
    default:
      return PrecisionRecallChart(
        target: target,
        curves: looked.map { label in
          let ranking = evaluation.ranking(of: label)
          let points = ranking.precisionRecall
          return PrecisionRecallChart.Curve(
            name: name(label), recall: points.map(\.recall), precision: points.map(\.precision),
            averagePrecision: ranking.averagePrecision)
        },
        baseRate: labels.count == 2
          ? Double(heldOut.actual.count { $0 == 1 }) / Double(max(1, heldOut.actual.count)) : nil)
    }
  }

  private func learning(_ model: TrainedModel) throws -> LearningChart {
    guard let part = model.parts.first else { throw unable(nil) }
    var request = TrainingRequest(family: model.family, span: self.request.span)
    request.parts = [part.settledPlan]
    let training = try TrainingTable(
      try model.prepared(table, at: self.request.span, running), request, running)
    let rows = try training.rows(of: part.settledPlan, running).table
    let curve = try LearningCurve.of(
      part.settledPlan, rows, running.learningContext(seed: model.facts.seed))
    return LearningChart(
      metric: curve.metric.rawValue, rows: curve.rows, training: scores(curve.training),
      validation: scores(curve.validation))
  }

  private func scores(_ folds: [[Double]]) -> LearningChart.Scores {
    let means = folds.map { $0.reduce(0, +) / Double($0.count) }
    return LearningChart.Scores(
      means: means,
      spreads: zip(folds, means).map { scores, mean in
        (scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(scores.count)).squareRoot()
      })
  }

  private func partial(_ model: TrainedModel) throws -> PartialChart {
    guard let part = model.parts.first else { throw unable(nil) }
    let feature = request.columns[0]
    let ready = try model.prepared(table, at: request.span, running)
    guard part.plan.features.contains(feature), let column = ready.column(feature),
      column.type.isNumeric || column.type == .bool
    else {
      throw Diagnostic(
        .unknownName, "`\(model.name)` has learnt no number `\(feature)`", at: request.span,
        hints: ["it has learnt \(part.plan.features.joined(separator: ", "))"])
    }
    let found = try PartialDependence.of(
      feature, part, ready, running.learningContext(seed: model.facts.seed))
    let occurring = column.numbers.filter { !$0.isNaN }
    let step = max(1, occurring.count / 200)
    return PartialChart(
      target: part.plan.target.name, feature: Measure(feature, found.values), means: found.means,
      singles: found.singles,
      occurring: stride(from: 0, to: occurring.count, by: step).map { occurring[$0] })
  }

  // MARK: Clusters

  private func clusters(_ model: TrainedModel) throws -> any ChartKind {
    guard let part = model.clusters else { throw unable(nil) }
    let names = part.names.enumerated().map { "\($0.offset + 1): \($0.element)" }
    switch request.kind {
    case "profiles":
      let centers = part.clusters.centers
      return ProfilesChart(
        features: part.encoding.outputs, clusters: names,
        means: (0..<part.count).map { cluster in (0..<centers.columns).map { centers[cluster, $0] } })
    case "elbow":
      return ElbowChart(
        counts: part.elbow.map(\.clusters), inertias: part.elbow.map(\.inertia),
        silhouettes: part.elbow.map(\.silhouette), chosen: part.count)
    default: break
    }
    let context = running.learningContext(seed: model.facts.seed)
    let ready = try model.prepared(table, at: request.span, running)
    if request.kind == "silhouette" {
      let (widths, labels) = try part.silhouettes(ready, context)
      return SilhouetteChart(
        widths: widths, clusters: Charts.Category("cluster", names: names, codes: labels))
    }
    let said = try part.predict(ready, context)
    let centers = part.plane.apply(part.clusters.centers)
    let hasTwo = said.places.columns > 1
    return ClustersChart(
      x: said.places.column(0),
      y: hasTwo ? said.places.column(1) : Array(repeating: 0, count: said.places.rows),
      labels: said.clusters.map { $0 - 1 }, names: names,
      centroids: (0..<part.count).map { (x: centers[$0, 0], y: hasTwo ? centers[$0, 1] : 0) },
      shares: (part.plane.shares[0], hasTwo ? part.plane.shares[1] : 0))
  }
}
