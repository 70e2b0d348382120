import Films
import Language
import Learning
import Modelling
import Query
import Tables

enum PredictVerb: Verb {
  static let signature = VerbSignature(
    "predict", .transform, "adds what a model says of each row",
    details: [
      "Of a number: `predicted`, the range from `low` to `high` in which nine of ten lie, and, where the true number "
        + "is there, `residual`. Of classes: the `probability` of a yes and the class itself as `predicted`. Of "
        + "clusters: the `cluster`, its name, and the place on the plane. A model of several targets adds the columns "
        + "of the first under these names, and of the others with the target's name behind.",
      "Of one planned film it also tells which features moved the answer, and which films are nearest. Of rows that "
        + "the model learnt from, by their tmdb_id, imdb_id or id, it says so.",
    ],
    clauses: [.init("with", "MODEL", "the model; else the last one")],
    examples: [
      .init(
        "films | train rf rating ~ runtime + vote_count trees=20 ; films | predict | take 3", "the last model"
      ),
      .init(
        "load horror since 2010 ; train rf depth=10 trees=20 ; film runtime=95 release=2026-10-09 "
          + "genres=[\"Horror\"] language=en | predict", "a film that does not exist yet"),
    ])

  static let keepsColumns = true

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    var name: NameSyntax?
    if let syntax = call.clause("with").first {
      guard let word = syntax.name else {
        return planning.fail(.wrongType, "`with` needs the name of a model", at: syntax.span)
      }
      name = word
    }
    guard let found = planning.model(name, at: call.span) else { return nil }
    var output = Flow.unknown
    if let shape = found.shape {
      output = .table(Schema(call.input.fields + added(by: shape, to: call.input).map(\.field)).unique)
    }
    return Step(
      call.span, output: output,
      .transform { table, running in
        let model = try running.model(name?.text, at: call.span)
        return try predict(table, model, call.span, running)
      }, explanation: ["predict with \(name?.text ?? "the last model")"])
  }

  // MARK: Columns

  private enum Added {
    case predicted(Int)
    case low(Int)
    case high(Int)
    case residual(Int)
    case probability(Int)
    case cluster, clusterName, planeX, planeY
  }

  /// The columns that a model adds, in their order.
  private static func added(by model: ModelShape, to schema: Schema) -> [(field: Field, what: Added)] {
    var columns: [(Field, Added)] = []
    var taken: Set<String> = []
    func add(_ name: String, _ target: String, _ type: DataType, _ what: Added) {
      let name = taken.contains(name) ? "\(name)_\(target)" : name
      taken.insert(name)
      columns.append((Field(name, type), what))
    }
    for (place, (target, answer)) in model.parts.enumerated() {
      switch answer {
      case .number(let hasRange):
        add("predicted", target.name, .double, .predicted(place))
        if hasRange {
          add("low", target.name, .double, .low(place))
          add("high", target.name, .double, .high(place))
        }
        if schema[target.column] != nil { add("residual", target.name, .double, .residual(place)) }
      case .yesOrNo, .oneOfTexts:
        add("probability", target.name, .double, .probability(place))
        let type = if case .yesOrNo = answer { DataType.bool } else { DataType.text }
        add("predicted", target.name, type, .predicted(place))
      }
    }
    if model.hasClusters {
      add("cluster", "", .int, .cluster)
      add("cluster_name", "", .text, .clusterName)
      add("pca_x", "", .double, .planeX)
      add("pca_y", "", .double, .planeY)
    }
    return columns
  }

  private static func predict(
    _ table: Table, _ model: TrainedModel, _ span: Span, _ running: Running
  ) throws -> Table {
    let ready = try model.prepared(table, at: span, running)
    model.tellLearntRows(of: table, at: span, running)
    let context = running.learningContext(seed: model.facts.seed)
    let said = try model.parts.map { part in
      let learnt = try running.timed("predict") { try part.model.predict(ready, context) }
      return try running.timed("ranges") { try part.say(learnt, of: ready, context) }
    }
    let places = try model.clusters?.predict(ready, context)
    var columns = Dictionary(
      zip(table.schema.names, table.columns), uniquingKeysWith: { first, _ in first })
    let added = added(by: ModelShape(of: model), to: table.schema)
    for (field, what) in added {
      columns[field.name] = column(what, field.type, model, said, places, ready)
    }
    let schema = Schema(table.schema.fields + added.map(\.field)).unique
    if PlannedFilm.isPlanned(table) {
      try PlannedFilm(table: ready, model: model, span: span, running: running).tell()
    }
    return Table(schema, schema.names.compactMap { columns[$0] }, rowCount: table.rowCount)
  }

  private static func column(
    _ what: Added, _ type: DataType, _ model: TrainedModel, _ said: [TrainedPart.Said],
    _ places: ClusterPart.Said?, _ table: Table
  ) -> Column {
    func numbers(_ values: [Double]) -> Column {
      let isThere = values.map(\.isFinite)
      return Column(
        .double(values.map { $0.isFinite ? $0 : 0 }), present: isThere.contains(false) ? isThere : nil)
    }
    switch what {
    case .low(let part): return numbers(said[part].low)
    case .high(let part): return numbers(said[part].high)
    case .residual(let part):
      let actual = table.column(model.parts[part].plan.target.column)?.numbers ?? []
      return numbers(zip(actual, said[part].outputs.column(0)).map { $0 - $1 })
    case .probability(let part):
      let outputs = said[part].outputs
      let isYesOrNo = model.parts[part].reading.labels.count == 2
      return numbers(
        (0..<outputs.rows).map { row in
          isYesOrNo ? outputs[row, 1] : outputs.row(row).max() ?? .nan
        })
    case .predicted(let part):
      let outputs = said[part].outputs
      if type == .double { return numbers(outputs.column(0)) }
      let classes = (0..<outputs.rows).map { row in
        (1..<outputs.columns).reduce(0) { outputs[row, $1] > outputs[row, $0] ? $1 : $0 }
      }
      if type == .bool { return Column(.bool(classes.map { $0 == 1 })) }
      return Column(.text, classes.map { .text(model.parts[part].reading.labels[$0]) })
    case .cluster: return Column(.int, (places?.clusters ?? []).map { .int(Int64($0)) })
    case .clusterName:
      return Column(.text, (places?.clusters ?? []).map { .text(model.clusters?.names[$0 - 1] ?? "") })
    case .planeX: return numbers(places?.places.column(0) ?? [])
    case .planeY:
      guard let plane = places?.places, plane.columns > 1 else {
        return numbers(Array(repeating: .nan, count: table.rowCount))
      }
      return numbers(plane.column(1))
    }
  }
}

extension Schema {
  /// A name that comes again is that of one column, in its first place, with the last type.
  fileprivate var unique: Schema {
    var fields: [Field] = []
    for field in self.fields {
      if let place = fields.firstIndex(where: { $0.name == field.name }) {
        fields[place] = field
      } else {
        fields.append(field)
      }
    }
    return Schema(fields)
  }
}
