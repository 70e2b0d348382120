import Language
import Learning
import Modelling
import Parallel
import Tables

/// Trains what a request asks for, and says what came of it.
struct Training {
  let request: TrainingRequest
  let running: Running
  /// What the model is to be called.
  let name: String

  /// A model, and the rows that it was given with all that it looked at: what is kept of a row follows from these.
  struct Result {
    let model: TrainedModel
    let table: Table
  }

  func run(on input: Table) throws -> Result {
    let training = try TrainingTable(input, request, running)
    let context = running.learningContext(seed: request.seed)
    let aside = Cancellation(following: context.cancellation)
    defer { aside.cancel() }
    let beside = beside(training.table, context, aside)
    var parts: [TrainedPart] = []
    var reference = DriftReference.none
    for plan in request.parts {
      let rows = try training.rows(of: plan, running)
      let result = try fitting(plan) {
        try PartTraining(
          plan, rows.table, keys: TrainingTable.keys(rows.table, training.key), context,
          clock: monotonicMilliseconds
        ).run()
      }
      tellLeftOut(plan, rows: rows.table.rowCount, fewVotes: rows.fewVotes, of: training.table.rowCount)
      for remark in result.remarks { warn(remark) }
      running.milliseconds["fit", default: 0] += result.fitMilliseconds
      let learnt = learntRows(result.part, of: rows.table)
      if parts.isEmpty, let encoding = result.part.model.encoding {
        reference = DriftReference(
          try encoding.apply(rows.table, context).selecting(rows: learnt), names: encoding.outputs)
      }
      parts.append(result.part)
    }
    let clusters = try request.clusters.map { clusters in
      try cluster(of: clusters.features) {
        try beside?.wait().clusters.get()
          ?? clusters.run(training.table, context, clock: monotonicMilliseconds)
      }
    }
    if parts.isEmpty, let clusters {
      reference = DriftReference(
        try clusters.encoding.apply(training.table, context), names: clusters.encoding.outputs)
    }
    var model = TrainedModel(
      name: name, family: request.family, parts: parts, clusters: clusters,
      facts: .init(
        statement: "", trainedAt: running.environment.clock,
        seed: request.seed ?? running.state.settings.seed,
        dataDigest: beside?.wait().digest ?? digest(of: training.table),
        filmFeatures: request.filmFeatures?.rawValue,
        reference: reference))
    model = model.saying(ModelText.expansions(of: model).joined(separator: " ; "))
    running.measure(model.measurements)
    return Result(model: model, table: training.table)
  }

  private func learntRows(_ part: TrainedPart, of table: Table) -> [Int] {
    if case .folds = part.plan.split { return Array(0..<table.rowCount) }
    let judged = Set(part.heldOut?.rows ?? [])
    return (0..<table.rowCount).filter { !judged.contains($0) }
  }

  /// What does not depend on the parts of a model.
  private struct Independent: Sendable {
    let clusters: Swift.Result<ClusterTraining.Result, any Error>
    let digest: String
  }

  /// Lets the clusters be found while the parts are fitted, which do not keep all cores busy all the time; nil where
  /// there is only one of both.
  private func beside(
    _ table: Table, _ context: LearningContext, _ cancellation: Cancellation
  ) -> Beside<Independent>? {
    guard let clusters = request.clusters, !request.parts.isEmpty, context.workers.count > 1 else {
      return nil
    }
    let context = LearningContext(workers: context.workers, cancellation: cancellation, seed: context.seed)
    return Beside {
      Independent(
        clusters: Swift.Result { try clusters.run(table, context, clock: monotonicMilliseconds) },
        digest: digest(of: table))
    }
  }

  private func cluster(
    of features: [String], _ work: () throws -> ClusterTraining.Result
  ) throws -> ClusterPart {
    do {
      let result = try work()
      running.milliseconds.merge(result.milliseconds) { $0 + $1 }
      for remark in result.remarks { warn(remark) }
      return result.part
    } catch let error as LearningError {
      throw Diagnostic(error, at: request.span, columns: features)
    }
  }

  /// Fits, and says of an error what it was about.
  private func fitting<Result>(_ plan: PartPlan, _ work: () throws -> Result) throws -> Result {
    do {
      return try work()
    } catch let error as LearningError {
      throw Diagnostic(error, at: request.span, target: plan.target.name, columns: plan.features)
    } catch let error as ModellingError {
      throw Diagnostic(error, at: request.span)
    }
  }

  private func tellLeftOut(_ plan: PartPlan, rows: Int, fewVotes: Int, of all: Int) {
    if fewVotes > 0 {
      warn(
        "\(counted(fewVotes, "film")) with fewer than \(plan.minVotes) votes \(fewVotes == 1 ? "is" : "are") left "
          + "out of `\(plan.target.name)`: a rating by so few is chance")
    }
    let unknown = all - rows - fewVotes
    if unknown > 0 {
      warn(
        "\(counted(unknown, "row")) without `\(plan.target.column)` \(unknown == 1 ? "is" : "are") left out")
    }
  }

  func warn(_ remark: String) {
    running.emit(.diagnostic(Diagnostic(.modelRemark, remark, at: request.span, severity: .warning)))
  }
}

extension TrainedModel {
  func saying(_ statement: String) -> TrainedModel {
    var facts = facts
    facts.statement = statement
    return TrainedModel(name: name, family: family, parts: parts, clusters: clusters, facts: facts)
  }
}
