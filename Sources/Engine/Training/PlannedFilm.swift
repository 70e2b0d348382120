import Films
import Language
import Learning
import Modelling
import Numerics
import Query
import Store
import Tables

/// What there is to say of a film that does not exist yet, beside the prediction itself.
struct PlannedFilm {
  /// One row, with the columns that the model needs.
  let table: Table
  let model: TrainedModel
  let span: Span
  let running: Running

  private static let neighbours = 5
  private static let reasons = 8

  /// A film without a number of its own.
  static func isPlanned(_ table: Table) -> Bool {
    table.rowCount == 1 && table.schema["release_date"] != nil
      && table.column("tmdb_id").map { $0.isNull(0) } ?? false
  }

  func tell() throws {
    let context = running.learningContext(seed: model.facts.seed)
    for part in model.parts {
      if let moved = try moved(part, context) { running.emit(.table(moved, rowLimit: nil)) }
    }
    if model.clusters == nil, let clusters = otherClusters, let said = try place(clusters, context) {
      running.emit(.text(said))
    }
    if let nearest = try nearest() { running.emit(.table(nearest, rowLimit: nil)) }
    if model.parts.contains(where: { $0.plan.features.contains("vote_count") }),
      table.column("vote_count")?.isNull(0) ?? false
    {
      running.emit(
        .diagnostic(
          Diagnostic(
            .modelRemark,
            "the model leans on votes, which a film has only after its first day; a model of "
              + "`features=prerelease split=time` is the honest one to ask", at: span, severity: .warning)))
    }
  }

  // MARK: Reasons

  /// The Shapley values of the features: from what the model says of a film of which nothing is known.
  private func moved(_ part: TrainedPart, _ context: LearningContext) throws -> Table? {
    guard let encoding = part.model.encoding else { return nil }
    let matrix = try encoding.apply(table, context)
    let values: ShapleyValues
    if let forest = part.model.forest {
      values = try forest.shapley(
        Array(matrix.row(0)), output: part.task == .regression ? 0 : 1, workers: context.workers,
        cancellation: context.cancellation)
    } else if case .single(_, let model) = part.model, let boosted = model as? BoostedTrees {
      guard let first = try boosted.shapley(matrix).first else { return nil }
      values = first
    } else {
      return nil
    }
    let target = part.plan.target.name
    var rows: [[Value]] = [
      [.text(target), .text("of any film"), .null, .double(values.base)]
    ]
    let order = values.values.indices.sorted {
      (values.values[$1].magnitude, $0) < (values.values[$0].magnitude, $1)
    }
    for column in order.prefix(Self.reasons) where values.values[column] != 0 {
      let number = matrix[0, column]
      rows.append([
        .text(target), .text(encoding.outputs[column]), number.isNaN ? .null : .double(number),
        .double(values.values[column]),
      ])
    }
    let sum = values.values.reduce(values.base, +)
    rows.append([.text(target), .text("all together"), .null, .double(sum)])
    return Table(
      [
        Field("target", .text), Field("feature", .text), Field("value", .double),
        Field(scale(of: part), .double),
      ],
      rows: rows)
  }

  /// On what scale the values add up.
  private func scale(of part: TrainedPart) -> String {
    if part.scale.isLog { return "moved_log" }
    return part.model.forest == nil && part.task != .regression ? "moved_log_odds" : "moved"
  }

  // MARK: Clusters and neighbours

  /// The newest clusters of the session or the store.
  private var otherClusters: ClusterPart? {
    let newest = running.state.recentModels.last { $0.clusters != nil && $0.facts.filmFeatures != nil }
    if let newest { return newest.clusters }
    let kept = try? running.model(TrainingRequest.clustering, at: span)
    return kept?.facts.filmFeatures == nil ? nil : kept?.clusters
  }

  private func place(_ clusters: ClusterPart, _ context: LearningContext) throws -> String? {
    guard clusters.encoding.problem(with: table.schema) == nil else { return nil }
    let cluster = try clusters.predict(table, context).clusters[0]
    return "cluster \(cluster): \(clusters.names[cluster - 1])"
  }

  /// The films of the store that are most like it in what is known of it.
  private func nearest() throws -> Table? {
    let scan = StoreTableScan(.films, of: running.state.store, version: nil, at: span)
    guard let read = try? scan.read(running) else { return nil }
    let set = FilmFeatures.standard
    guard set.missing(in: table.schema).isEmpty else { return nil }
    let films = try execute(
      read.operators + [.derive(set.expressions(over: scan.schema))], on: read.table, tables: [:],
      context: running.queryContext
    ).table
    let own = try execute(
      [.derive(set.expressions(over: table.schema))], on: table, tables: [:], context: running.queryContext
    ).table
    let known = set.names.filter { own.column($0).map { !$0.isNull(0) } ?? false }
    guard !known.isEmpty, films.rowCount > 0 else { return nil }
    let order = distances(films, own, known).enumerated().filter { $0.element.isFinite }
      .sorted { ($0.element, $0.offset) < ($1.element, $1.offset) }.prefix(Self.neighbours)
    let shown = ["tmdb_id", "title", "release_date", "popularity", "vote_average"]
    let fields = shown.compactMap { films.schema[$0] } + [Field("distance", .double)]
    return Table(
      fields,
      rows: order.map { row, distance in
        shown.compactMap { films.column($0)?[row] } + [.double(distance)]
      })
  }

  /// In standard deviations of each feature; films of which a feature is not known are as far as one deviation there.
  private func distances(_ films: Table, _ own: Table, _ names: [String]) -> [Double] {
    var squares = Array(repeating: 0.0, count: films.rowCount)
    for name in names {
      guard let numbers = films.column(name)?.numbers, let wanted = own.column(name)?.numbers.first else {
        continue
      }
      let there = numbers.filter { !$0.isNaN }
      let mean = there.reduce(0) { $0 + $1 / Double(max(1, there.count)) }
      let variance = there.reduce(0) { $0 + ($1 - mean) * ($1 - mean) / Double(max(1, there.count)) }
      guard variance > 0 else { continue }
      for row in squares.indices {
        let distance = numbers[row].isNaN ? 1 : (numbers[row] - wanted) * (numbers[row] - wanted) / variance
        squares[row] += distance
      }
    }
    return squares.map { $0.squareRoot() }
  }
}
