import Language
import Learning
import Modelling
import Query
import Tables

enum EvaluateVerb: Verb {
  static let signature = VerbSignature(
    "evaluate", .tap, "judges a model by the rows of the table that it has not learnt from",
    details: [
      "Rows that the model learnt from are left out, by their tmdb_id, imdb_id or id. `on NAME` judges by another "
        + "table than the one in front. Beside the metrics it shows what is taken for what, and what a forest leans "
        + "on: `lowered` is the impurity that a column lowered in training, `permuted` how much worse the model gets "
        + "when the column is shuffled; columns that say the same hide one another there, and are named.",
      "Of `linear` and `logistic` it shows the twelve strongest weights, on the scale that was learnt: "
        + "`per_deviation` is by how much the answer moves when the column moves by one standard deviation.",
    ],
    arguments: [.init("model", .names, required: false, "the model; without a name the last one")],
    clauses: [.init("on", "TABLE", "the table to judge by")],
    options: [.replayTolerance],
    examples: [
      .init("films | train rf rating ~ runtime + vote_count trees=20 as m ; films | evaluate m", "a forest")
    ])

  static func needsTable(_ stage: StageSyntax) -> Bool { stage.clauses.isEmpty }

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    let name = call.words.first
    guard planning.model(name, at: call.span) != nil else { return nil }
    var other: NameSyntax?
    if let syntax = call.clause("on").first {
      guard let table = syntax.name else {
        return planning.fail(.wrongType, "`on` needs the name of a table", at: syntax.span)
      }
      guard planning.table(table) != nil else { return nil }
      other = table
    }
    return call.tap("evaluate " + (name?.text ?? "model")) { table, running in
      let model = try running.model(name?.text, at: call.span)
      let judged = try other.map { try named($0, running) } ?? table
      try judge(model, by: judged, call.span, running)
    }
  }

  private static func named(_ name: NameSyntax, _ running: Running) throws -> Table {
    guard let table = running.state[name.text] else {
      throw Diagnostic(.unknownName, "no table is named `\(name.text)`", at: name.span)
    }
    return table
  }

  private static func judge(
    _ model: TrainedModel, by table: Table, _ span: Span, _ running: Running
  ) throws {
    let ready = try model.prepared(table, at: span, running)
    let context = running.learningContext(seed: model.facts.seed)
    var found: [(target: String, measurements: [Measurement])] = []
    var confusions: [Table] = []
    var leanings: [Table] = []
    for part in model.parts {
      let unseen = try part.unseenRows(of: ready, at: span, running)
      let heldOut: HeldOut
      do {
        heldOut = try part.judge(unseen, context)
      } catch is ModellingError {
        throw Diagnostic(
          .notLearnt, "no row of the table has a `\(part.plan.target.column)` to judge by", at: span)
      }
      found.append(
        (part.plan.target.name, try heldOut.measurements(besides: part.baseline(of: heldOut), context)))
      if heldOut.isOfClasses { confusions.append(ModelText.confusion(heldOut, labels: part.reading.labels)) }
      if let leaning = try leaning(part, unseen, context, running) { leanings.append(leaning) }
      if let weights = try weights(part, unseen, context) { leanings.append(weights) }
    }
    if let clusters = model.clusters { found.append(("clusters", clusters.measurements)) }
    running.measure(found.flatMap(\.measurements))
    running.emit(.table(ModelText.table(of: found), rowLimit: nil))
    for table in confusions + leanings { running.emit(.table(table, rowLimit: nil)) }
  }

  /// What a forest leans on, by both ways of asking.
  private static func leaning(
    _ part: TrainedPart, _ table: Table, _ context: LearningContext, _ running: Running
  ) throws -> Table? {
    guard let forest = part.model.forest, let encoding = part.model.encoding,
      let target = part.target(of: table)
    else { return nil }
    let known = try table.selecting(
      rows: target.rows, context: QueryContext(workers: context.workers, cancellation: context.cancellation))
    let matrix = try encoding.apply(known, context)
    let permuted = running.timed("permutation") {
      try? forest.permutationImportance(
        matrix, target.target, seed: context.seed, workers: context.workers,
        cancellation: context.cancellation)
    }
    let names = encoding.outputs
    if let permuted, running.shares["permutation"] == nil {
      running.shares["permutation"] = zip(names, permuted.means).map { (name: $0, share: $1) }
    }
    let alike = try correlatedColumns(
      matrix, workers: context.workers, cancellation: context.cancellation)
    let rows = names.indices.sorted {
      (forest.impurityImportance[$1], $0) < (forest.impurityImportance[$0], $1)
    }.map { column -> [Value] in
      let others = alike.first { $0.contains(column) }?.filter { $0 != column } ?? []
      return [
        .text(part.plan.target.name), .text(names[column]), .double(forest.impurityImportance[column]),
        permuted.map { .double($0.means[column]) } ?? .null,
        permuted.map { .double($0.deviations[column]) } ?? .null,
        others.isEmpty ? .null : .text(others.map { names[$0] }.joined(separator: ", ")),
      ]
    }
    return Table(
      [
        Field("target", .text), Field("feature", .text), Field("lowered", .double),
        Field("permuted", .double), Field("give_or_take", .double), Field("says_the_same", .text),
      ], rows: rows)
  }

  private static let mostWeights = 12

  /// What a sum of the columns weighs most, by how much each moves the answer in these rows.
  private static func weights(
    _ part: TrainedPart, _ table: Table, _ context: LearningContext
  ) throws -> Table? {
    guard let (weights, errors) = part.model.weights, let encoding = part.model.encoding else { return nil }
    let deviations = try Standardisation.fit(
      encoding.apply(table, context), workers: context.workers, cancellation: context.cancellation
    ).deviations
    let moved = zip(weights, deviations).map { $0 * $1 }
    let strongest = moved.indices.sorted { (moved[$1].magnitude, $0) < (moved[$0].magnitude, $1) }
    return Table(
      [
        Field("target", .text), Field("feature", .text), Field("weight", .double),
        Field("standard_error", .double), Field("per_deviation", .double),
      ],
      rows: strongest.prefix(mostWeights).map { column in
        [
          .text(part.plan.target.name), .text(encoding.outputs[column]), .double(weights[column]),
          errors[column].map { .double($0) } ?? .null, .double(moved[column]),
        ]
      })
  }
}
