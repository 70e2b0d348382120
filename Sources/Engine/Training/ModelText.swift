import Language
import Learning
import Modelling
import Tables

/// What is said of models, as texts and tables.
enum ModelText {
  /// What can be measured, for `expect`.
  static let metricNames =
    Metric.allCases.map(\.rawValue)
    + ["coverage", "r2_log", "inertia", "silhouette", "davies_bouldin", "pc1", "pc2", "drift"]

  /// The statements that make each part of a model again, with everything spelled out.
  static func expansions(of model: TrainedModel) -> [String] {
    let parts = model.parts.map { expansion(of: $0, model.facts) }
    let clusters = model.clusters.map { part in
      let columns =
        model.facts.filmFeatures.map { "features=\($0)" } ?? "~ \(sum(part.encoding.sources.map(\.column)))"
      return "train kmeans \(columns) k=\(part.count) seed=\(model.facts.seed)"
    }
    return parts + (clusters.map { [$0] } ?? [])
  }

  private static func expansion(of part: TrainedPart, _ facts: TrainedModel.Facts) -> String {
    let plan = part.plan
    var words = ["train", plan.recipe.family, quotedName(plan.target.name)]
    words += facts.filmFeatures.map { ["features=\($0)"] } ?? ["~", sum(plan.features)]
    if case .single(let family, let options) = plan.recipe {
      words += defaults(of: family, options, part.task)
    }
    words.append(plan.split.text)
    if part.task == .regression { words.append("target=\(part.scale.isLog ? "log" : "raw")") }
    if plan.minVotes > 0 { words.append("min_votes=\(plan.minVotes)") }
    words.append("seed=\(facts.seed)")
    return words.joined(separator: " ")
  }

  /// The options of a family with the values they have, those that were not given among them where it matters.
  private static func defaults(of family: String, _ options: ModelOptions, _ task: LearningTask) -> [String] {
    guard let known = ModelFamilies.named(family) else { return [] }
    return known.options.compactMap { option in
      if let setting = options[option.name] { return "\(option.name)=\(setting.text)" }
      return ["trees", "k"].contains(option.name) ? "\(option.name)=\(option.fallback)" : nil
    }
  }

  /// `directors and companies`: what is told by the record of others before.
  private static func recorded(by part: TrainedPart) -> String? {
    let columns = (part.model.encoding?.sources ?? []).compactMap { source in
      if case .records = source.kind { source.column } else { nil }
    }
    guard let last = columns.last else { return nil }
    return columns.count == 1 ? last : columns.dropLast().joined(separator: ", ") + " and " + last
  }

  private static func sum(_ names: [String]) -> String {
    names.map { quotedName($0) }.joined(separator: " + ")
  }

  /// `popularity by rf: 3750 rows learnt, 1250 judged, on the scale of logarithms`
  static func account(of part: TrainedPart) -> String {
    var text = "\(part.plan.target.name) by \(part.plan.recipe.family): \(counted(part.rows, "row")) learnt"
    if let heldOut = part.heldOut { text += ", \(heldOut.rows.count) judged" }
    if case .above(let threshold) = part.reading.kind {
      text += ", high from \(NumberText.shortest(threshold)) on"
    }
    if part.scale.isLog { text += ", learnt as a logarithm" }
    if let recorded = recorded(by: part) { text += ", \(recorded) by what earlier films of the same reached" }
    if let leaning = leaning(on: part) { text += "; leans on \(leaning)" }
    return text
  }

  /// What a forest asks about most.
  private static func leaning(on part: TrainedPart) -> String? {
    guard let shares = importance(of: part)?.prefix(3), !shares.isEmpty else { return nil }
    return shares.map { "\($0.name) \(Int(($0.share * 100).rounded()))%" }.joined(separator: ", ")
  }

  /// The features by the impurity that they lower, the most first; nil for what is no forest.
  static func importance(of part: TrainedPart) -> [(name: String, share: Double)]? {
    guard let forest = part.model.forest, let names = part.model.encoding?.outputs else { return nil }
    return zip(names, forest.impurityImportance).map { (name: $0, share: $1) }
      .enumerated().sorted { ($1.element.share, $0.offset) < ($0.element.share, $1.offset) }.map(\.element)
  }

  static func measurements(of model: TrainedModel) -> Table {
    let parts = model.parts.map { (target: $0.plan.target.name, measurements: $0.measurements) }
    let clusters = model.clusters.map { [(target: "clusters", measurements: $0.measurements)] } ?? []
    return table(of: parts + clusters)
  }

  static func table(of parts: [(target: String, measurements: [Measurement])]) -> Table {
    let rows = parts.flatMap { part in
      part.measurements.map { measurement -> [Value] in
        [
          .text(part.target), .text(measurement.name), .double(measurement.value),
          measurement.interval.map { .double($0.low) } ?? .null,
          measurement.interval.map { .double($0.high) } ?? .null,
          measurement.baseline.map { .double($0) } ?? .null,
        ]
      }
    }
    return Table(
      [
        Field("target", .text), Field("metric", .text), Field("value", .double), Field("low", .double),
        Field("high", .double), Field("baseline", .double),
      ], rows: rows)
  }

  static func profiles(of part: ClusterPart) -> Table {
    let names = part.encoding.outputs
    let fields =
      [Field("cluster", .int), Field("name", .text), Field("rows", .int)]
      + names.map { Field($0, .double) }
    let rows = (0..<part.count).map { cluster -> [Value] in
      [.int(Int64(cluster + 1)), .text(part.names[cluster]), .int(Int64(part.clusters.sizes[cluster]))]
        + names.indices.map { .double(part.profiles[cluster, $0]) }
    }
    return Table(fields, rows: rows)
  }

  static func elbow(of part: ClusterPart) -> Table {
    Table(
      [Field("k", .int), Field("inertia", .double), Field("silhouette", .double)],
      rows: part.elbow.map {
        [.int(Int64($0.clusters)), .double($0.inertia), $0.silhouette.map { .double($0) } ?? .null]
      })
  }

  static func confusion(_ heldOut: HeldOut, labels: [String]) -> Table {
    let counts = heldOut.classification.confusion
    return Table(
      [Field("actual", .text)] + labels.map { Field("said_\($0)", .int) },
      rows: counts.enumerated().map { row, counts in
        [.text(labels[row])] + counts.map { .int(Int64($0)) }
      })
  }
}
