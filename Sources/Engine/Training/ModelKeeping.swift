import Films
import Language
import Learning
import Modelling
import Store
import Tables

/// Puts what a training found into the store: the model itself, and for films the tables of analyses.
struct ModelKeeping {
  let model: TrainedModel
  let running: Running

  /// Keeps it where there is a store to keep it in; what hinders that is said, and the session has the model anyhow.
  ///
  /// - Parameter table: the rows that were learnt from, with every column that the model looks at.
  func keep(_ table: Table, at span: Span) throws {
    guard canKeep else { return }
    do throws(StoreError) {
      _ = try running.environment.stores.keep(analysis(table), in: running.state.store)
    } catch {
      guard error.kind != .cancelled else { throw Diagnostic.interrupted(at: span) }
      running.emit(
        .diagnostic(
          Diagnostic(
            .modelRemark, "the model stays in this session only: \(error.message)", at: span,
            severity: .warning)))
    }
  }

  /// A model alone makes no store, and a notebook that is recorded only reads one.
  private var canKeep: Bool {
    if case .file = running.state.store, running.environment.circumstances.purpose != .run { return false }
    return (try? running.environment.stores.reader(running.state.store)) != nil
  }

  private func analysis(_ table: Table) -> Analysis {
    let metrics = model.measurements.reduce(JSONObject()) {
      $0.with($1.name, raw: NumberText.shortest($1.value))
    }.text
    var analysis = Analysis(
      at: model.facts.trainedAt,
      Analysis.Run(
        name: model.name, family: model.family, targets: model.targets.joined(separator: ", "),
        statement: model.facts.statement, dataDigest: model.facts.dataDigest, rows: model.rows,
        metrics: metrics, model: model.bytes))
    guard model.facts.filmFeatures != nil, let ids = table.column("tmdb_id") else { return analysis }
    for part in model.parts {
      analysis.rows += predictions(part)
      if part.model.forest == nil { continue }
      if part.plan.target.name == "popularity", part.task == .regression {
        analysis.rows += regression(part)
      }
      if part.plan.target.name == FilmRelation.highRating, part.task == .classification(classes: 2) {
        analysis.rows += classification(part)
      }
    }
    if let clusters = model.clusters { analysis.rows += clustering(clusters, table, ids) }
    return analysis
  }

  private typealias Rows = [(table: StoreTable, values: [[Value]])]

  private func rows(_ name: String, _ values: [[Value]]) -> Rows {
    StoreTable.named(name).map { [($0, values)] } ?? []
  }

  /// A row a film that was judged, under its number.
  private func judged(_ part: TrainedPart) -> [(id: Value, actual: Double, said: Double)] {
    guard let heldOut = part.heldOut else { return [] }
    return heldOut.keys.indices.map { place in
      let said = heldOut.predicted[place, heldOut.predicted.columns - 1]
      return (.int(heldOut.keys[place]), heldOut.actual[place], said)
    }
  }

  private func predictions(_ part: TrainedPart) -> Rows {
    rows(
      "predictions",
      judged(part).map { row in
        [
          .text(model.name), .text(part.plan.target.name), row.id, .double(row.actual), .double(row.said),
        ]
      })
  }

  private func regression(_ part: TrainedPart) -> Rows {
    func metric(_ name: String) -> Value {
      part.measurements.first { $0.name == name }.map { .double($0.value) } ?? .null
    }
    let features = (ModelText.importance(of: part) ?? []).map { feature -> [Value] in
      [.text(feature.name), .double(feature.share), metric("mae"), metric("r2")]
    }
    return rows("horror_regression", features)
      + rows(
        "horror_regression_predictions",
        judged(part).map { [$0.id, .double($0.actual), .double($0.said)] })
  }

  private func classification(_ part: TrainedPart) -> Rows {
    guard let heldOut = part.heldOut else { return [] }
    let evaluation = heldOut.classification
    let matrix = JSONText.list(evaluation.confusion.map { JSONText.list($0.map { String($0) }) })
    let roc = evaluation.ranking(of: 1).roc.map { point in
      JSONText.list(
        [point.falsePositiveRate, point.truePositiveRate, point.chance].map {
          $0.isFinite ? NumberText.shortest($0) : "null"
        })
    }
    return rows(
      "horror_classification",
      [
        [
          .text(matrix), .text(JSONText.list(roc)), evaluation.value(.auc).map { .double($0) } ?? .null,
          evaluation.value(.accuracy).map { .double($0) } ?? .null,
        ]
      ])
  }

  private func clustering(_ part: ClusterPart, _ table: Table, _ ids: Column) -> Rows {
    guard let said = try? part.predict(table, running.learningContext(seed: nil)) else { return [] }
    let places = said.clusters.indices.map { row -> [Value] in
      [
        ids[row], .int(Int64(said.clusters[row])), .double(said.places[row, 0]),
        said.places.columns > 1 ? .double(said.places[row, 1]) : .null,
      ]
    }
    return rows("horror_clustering", places)
      + rows("horror_cluster_profiles", profiles(part, said.clusters, table))
  }

  /// The columns of the table of profiles, by what they are the means of.
  private static let averaged: [String: String] = [
    "year": "release_year", "month": "release_month",
  ]

  private func profiles(_ part: ClusterPart, _ clusters: [Int], _ table: Table) -> [[Value]] {
    guard let stored = StoreTable.named("horror_cluster_profiles") else { return [] }
    let means = stored.schema.names.filter { $0.hasPrefix("avg_") }.map { name -> [Double?] in
      let column = String(name.dropFirst(4))
      let numbers = table.column(Self.averaged[column] ?? column)?.numbers
      return (0..<part.count).map { cluster in numbers.flatMap { mean($0, of: cluster + 1, clusters) } }
    }
    return (0..<part.count).map { cluster in
      var mean = means.makeIterator()
      return stored.schema.names.dropFirst(2).map { name -> Value in
        switch name {
        case "cluster_id": .int(Int64(cluster + 1))
        case "movie_count": .int(Int64(part.clusters.sizes[cluster]))
        case "name": .text(part.names[cluster])
        default: mean.next().flatMap { $0[cluster] }.map { .double($0) } ?? .null
        }
      }
    }
  }

  private func mean(_ numbers: [Double], of cluster: Int, _ clusters: [Int]) -> Double? {
    let known = clusters.indices.filter { clusters[$0] == cluster && !numbers[$0].isNaN }
    return known.isEmpty ? nil : known.reduce(0) { $0 + numbers[$1] / Double(known.count) }
  }
}
