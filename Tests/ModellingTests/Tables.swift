import Language
import Learning
import Modelling
import Parallel
import Tables
import TestSupport

/// Rows with a number that follows from the others, and noise; the same for a seed.
func sampleTable(rows: Int, seed: UInt64 = 1) -> Table {
  var random = SeededGenerator(seed: seed)
  let words = ["red", "green", "blue"]
  let fields = [
    Field("id", .int), Field("size", .double), Field("weight", .int), Field("colour", .text),
    Field("is_old", .bool), Field("day", .date), Field("price", .double), Field("is_dear", .bool),
  ]
  let values = (0..<rows).map { row -> [Value] in
    let size = Double(random.below(1000)) / 100
    let weight = random.below(50)
    let colour = words[random.below(3)]
    let noise = Double(random.below(200)) / 100
    let price = 3 * size + Double(weight) / 2 + (colour == "red" ? 8 : 0) + noise
    return [
      .int(Int64(row + 1)), random.isOneIn(10) ? .null : .double(size), .int(Int64(weight)), .text(colour),
      .bool(random.isOneIn(2)), .date(CalendarDate(days: Int32(15_000 + row))), .double(price),
      .bool(price > 30),
    ]
  }
  return Table(fields, rows: values)
}

let sampleFeatures = ["size", "weight", "colour", "is_old"]

func context(workers: Int = 2, seed: UInt64 = 7) -> LearningContext {
  LearningContext(workers: Workers(count: workers), cancellation: Cancellation(), seed: seed)
}

func plan(
  _ family: String, target: String = "price", features: [String] = sampleFeatures,
  _ options: [String: BoundOptions.Setting] = [:]
) -> PartPlan {
  PartPlan(
    .single(family: family, ModelOptions(options)), target: TargetChoice(target), features: features)
}

func train(
  _ plan: PartPlan, _ table: Table, _ context: LearningContext = context()
) throws -> PartTraining.Result {
  let keys = table.column("id").map { column in
    (0..<table.rowCount).map { row -> Int64 in if case .int(let id) = column[row] { id } else { 0 } }
  }
  return try PartTraining(plan, table, keys: keys ?? [], context, clock: { 0 }).run()
}

func model(_ part: TrainedPart, clusters: ClusterPart? = nil) -> TrainedModel {
  TrainedModel(
    name: "m", family: "rf", parts: [part], clusters: clusters,
    facts: .init(
      statement: "train", trainedAt: Timestamp(microseconds: 5), seed: 7, dataDigest: "d",
      filmFeatures: nil, reference: .none))
}
