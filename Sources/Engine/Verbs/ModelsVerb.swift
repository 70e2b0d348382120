import Language
import Modelling
import Store
import Tables

enum ModelsVerb: Verb {
  static let signature = VerbSignature(
    "models", .session, "lists the models of the session and those that the store keeps",
    details: [
      "Of each name the store keeps the five newest models, and what every run was and reached: `load runs`."
    ],
    examples: [.init("films | train baseline rating ~ runtime ; models", "what can be used")])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    call.session("models") { running in
      let own = running.state.models.sorted { $0.key < $1.key }.map { name, model in
        row(
          name, "this session", model.facts.trainedAt, model.rows, model.targets.joined(separator: ", "),
          summary(of: model), model.facts.statement)
      }
      running.emit(.table(listing(own + stored(running)), rowLimit: nil))
    }
  }

  private static func row(
    _ name: String, _ place: String, _ time: Timestamp, _ rows: Int, _ targets: String,
    _ metrics: String, _ statement: String
  ) -> [Value] {
    [
      .text(name), .text(place), .timestamp(time), .int(Int64(rows)), .text(targets), .text(metrics),
      .text(statement),
    ]
  }

  private static func summary(of model: TrainedModel) -> String {
    StoredRun.telling.compactMap { name in
      model.measurements.first { $0.name == name }.map {
        "\(name) \(NumberText.readable($0.value, significantDigits: 3))"
      }
    }.joined(separator: ", ")
  }

  private static func stored(_ running: Running) -> [[Value]] {
    guard let reader = try? running.environment.stores.reader(running.state.store),
      let runs = try? reader.runs()
    else { return [] }
    var seen: Set<String> = []
    return runs.filter(\.hasModel).filter { seen.insert($0.name).inserted }.map { run in
      row(
        run.name, "the store", run.time, run.rows, run.targets,
        run.metrics, run.statement)
    }
  }

  private static func listing(_ rows: [[Value]]) -> Table {
    Table(
      [
        Field("name", .text), Field("where", .text), Field("trained_at", .timestamp), Field("rows", .int),
        Field("predicts", .text), Field("metrics", .text), Field("statement", .text),
      ], rows: rows)
  }
}
