import Foundation
import Glibc
import Language
import Learning
import Modelling
import Tables
import TestSupport
import Testing

@Suite struct TrainingTests {
  private func day(_ year: Int, _ month: Int, _ day: Int) throws -> CalendarDate {
    try #require(CalendarDate(year: year, month: month, day: day))
  }

  private static let families = ["rf", "linear", "knn", "baseline"]

  private static let small: [String: [String: BoundOptions.Setting]] = ["rf": ["trees": .int(20)]]

  private func same(_ one: [Double], _ other: [Double]) -> Bool {
    one.map(\.bitPattern) == other.map(\.bitPattern)
  }

  @Test(arguments: families)
  func `a model is the same for any number of workers`(family: String) throws {
    let table = sampleTable(rows: 300)
    let wanted = plan(family, Self.small[family] ?? [:])
    let first = model(try train(wanted, table, context(workers: 1)).part)
    for workers in [2, 7] {
      let other = model(try train(wanted, table, context(workers: workers)).part)
      #expect(other.bytes == first.bytes)
    }
  }

  @Test(arguments: families + ["logistic"])
  func `a model that was saved says the same, to the bit`(family: String) throws {
    let table = sampleTable(rows: 200)
    let target = family == "logistic" ? "is_dear" : "price"
    let part = try train(plan(family, target: target, Self.small[family] ?? [:]), table).part
    let again = try TrainedModel(bytes: model(part).bytes)
    #expect(again.bytes == model(part).bytes)
    let (one, other) = (
      try part.predict(table, context()), try #require(again.parts.first).predict(table, context())
    )
    #expect(same(one.outputs.values, other.outputs.values))
    #expect(same(one.low, other.low) && same(one.high, other.high))
  }

  @Test func `a saved model that was damaged anywhere is refused, and never crashes`() throws {
    let part = try train(plan("rf", ["trees": .int(3), "depth": .int(3)]), sampleTable(rows: 60)).part
    let bytes = model(part).bytes
    for place in stride(from: 0, to: bytes.count, by: 7) {
      var damaged = bytes
      damaged[place] ^= 0x41
      #expect(throws: LearningError.self) { try TrainedModel(bytes: damaged) }
    }
    for length in stride(from: 0, to: bytes.count, by: 101) {
      #expect(throws: LearningError.self) { try TrainedModel(bytes: Array(bytes.prefix(length))) }
    }
  }

  @Test func `what a model learnt from and what judges it have no row in common`() throws {
    let part = try train(plan("rf", ["trees": .int(5)]), sampleTable(rows: 200)).part
    let judged = Set(try #require(part.heldOut).keys)
    #expect(judged.isDisjoint(with: part.learntKeys))
    #expect(judged.count + part.learntKeys.count == 200)
    #expect(part.learntKeys.count == 150)
  }

  @Test func `by time, every row that judges is later than all that were learnt from`() throws {
    var wanted = plan("linear")
    wanted.split = .time(0.75)
    wanted.timeColumn = "day"
    let part = try train(wanted, sampleTable(rows: 200)).part
    let oldest = try #require(part.heldOut).keys.min() ?? 0
    #expect(part.learntKeys.allSatisfy { $0 < oldest })
  }

  @Test func `a forest and a line find what is there, and the baseline does not`() throws {
    let table = sampleTable(rows: 600)
    for family in ["rf", "linear"] {
      let found = try train(plan(family, Self.small[family] ?? [:]), table).part.measurements
      let r2 = try #require(found.first { $0.name == "r2" })
      #expect(r2.value > 0.85)
      #expect((r2.baseline ?? 1) < 0.05)
      let interval = try #require(r2.interval)
      #expect(interval.low <= r2.value && r2.value <= interval.high)
    }
  }

  @Test func `a model that was kept before forests were packed is read as it was`() throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Kept/forest-version-2.txt"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let kept = try #require(Data(base64Encoded: text, options: .ignoreUnknownCharacters))
    let model = try TrainedModel(bytes: Array(kept))
    #expect(model.parts.map(\.plan.target.column) == ["popularity"])
    #expect(model.bytes.count < kept.count)
    #expect(try TrainedModel(bytes: model.bytes).bytes == model.bytes)
  }

  @Test func `nine of ten rows lie in their ranges, more or less`() throws {
    for family in ["rf", "linear", "knn"] {
      let part = try train(plan(family, Self.small[family] ?? [:]), sampleTable(rows: 6000)).part
      let coverage = try #require(part.heldOut?.coverage)
      #expect((0.84...0.96).contains(coverage), "\(family): \(coverage)")
    }
  }

  @Test func `a skewed target is learnt as a logarithm where that predicts better`() throws {
    let table = sampleTable(rows: 400)
    let skewed = (0..<400).map { row -> Value in
      guard case .double(let price) = table.column("price")?[row] ?? .null else { return .null }
      return .double(exp(price / 4))
    }
    let wide = Table(
      Schema(table.schema.fields + [Field("worth", .double)]), table.columns + [Column(.double, skewed)],
      rowCount: 400)
    let (skew, plain) = (
      try train(plan("linear", target: "worth"), wide).part, try train(plan("linear"), table).part
    )
    #expect(skew.scale.isLog && !plain.scale.isLog)
    var raw = plan("linear", target: "worth")
    raw.scale = .raw
    #expect(try !train(raw, wide).part.scale.isLog)
  }

  @Test func `a high rating is one at or above the median of the rows that are learnt from`() throws {
    let table = sampleTable(rows: 200)
    var wanted = plan("rf", ["trees": .int(5)])
    wanted.target = TargetChoice("is_high", column: "price", isAboveMedian: true)
    let part = try train(wanted, table).part
    guard case .above(let threshold) = part.reading.kind else {
      Issue.record("no threshold")
      return
    }
    let learnt = Set(part.learntKeys)
    let prices = try #require(table.column("price")).numbers
    let sorted = prices.enumerated().filter { learnt.contains(Int64($0.offset + 1)) }.map(\.element).sorted()
    let middle = sorted[sorted.count / 2 - 1] + sorted[sorted.count / 2]
    #expect(threshold == middle / 2)
  }

  // MARK: Encodings

  @Test func `a text is told by the mean of earlier rows, never by its own`() throws {
    let words = (0..<60).map { "word\($0 % 20)" }
    let target = (0..<60).map { Double($0) }
    let table = Table(
      [Field("word", .text)], rows: words.map { [.text($0)] })
    let fitted = try FeatureEncoding.fit(
      table, columns: ["word"], target: target, dates: nil, needsEveryNumber: false, context())
    // The first of each word knows nothing but the mean of all; the next the ones before it.
    let mean = target.reduce(0, +) / 60
    for row in 0..<20 { #expect(abs(fitted.matrix[row, 0] - mean) < 1e-12) }
    #expect(abs(fitted.matrix[25, 0] - (target[5] + 10 * mean) / 11) < 1e-12)
    var other = target
    other[25] += 1000
    let changed = try FeatureEncoding.fit(
      table, columns: ["word"], target: other, dates: nil, needsEveryNumber: false, context())
    let newMean = other.reduce(0, +) / 60
    #expect(abs(changed.matrix[25, 0] - (target[5] + 10 * newMean) / 11) < 1e-12)
  }

  @Test func `texts, dates and lists become the numbers that their names say`() throws {
    let fields = [Field("colour", .text), Field("day", .date), Field("tags", .list), Field("flag", .bool)]
    let rows: [[Value]] = [
      [
        .text("red"), .date(try day(2026, 10, 31)), .list(["a", "b"]),
        .bool(true),
      ],
      [.text("blue"), .null, .list([]), .null],
      [.null, .date(try day(2025, 1, 1)), .null, .bool(false)],
      [.text("red"), .null, .list(["a"]), .bool(true)],
    ]
    let table = Table(fields, rows: rows)
    let fitted = try FeatureEncoding.fit(
      table, columns: fields.map(\.name), target: [1, 2, 3, 4], dates: nil, needsEveryNumber: false, context()
    )
    #expect(
      fitted.encoding.outputs == [
        "colour=red", "colour=blue", "day_year", "day_month", "day_weekday", "tags=a", "tags_count", "flag",
      ])
    #expect(Array(fitted.matrix.row(0)) == [1, 0, 2026, 10, 6, 1, 2, 1])
    #expect(fitted.matrix[2, 0].isNaN && fitted.matrix[1, 2].isNaN && fitted.matrix[2, 5].isNaN)
    let filled = try FeatureEncoding.fit(
      table, columns: fields.map(\.name), target: [1, 2, 3, 4], dates: nil, needsEveryNumber: true, context())
    #expect(filled.matrix.values.allSatisfy { $0.isFinite })
    #expect(filled.encoding.outputs.contains("flag_missing"))
    // A text that was never met is none of those that were.
    let strange = Table(fields, rows: [[.text("green"), .null, .list(["z"]), .bool(true)]])
    #expect(Array(try fitted.encoding.apply(strange, context()).row(0).prefix(2)) == [0, 0])
  }

  /// Films with lists of makers, each of them of a few, on days of which several share one.
  private func makers(rows: Int, seed: UInt64) -> Table {
    var random = SeededGenerator(seed: seed)
    return Table(
      [Field("companies", .list), Field("franchise", .list), Field("day", .date)],
      rows: (0..<rows).map { _ in
        [
          random.isOneIn(8) ? .null : .list((0...random.below(3)).map { _ in "firm \(random.below(90))" }),
          random.isOneIn(8) ? .null : .list(random.isOneIn(2) ? ["series \(random.below(60))"] : []),
          random.isOneIn(20) ? .null : .date(CalendarDate(days: Int32(15_000 + random.below(80)))),
        ]
      })
  }

  @Test(arguments: 1...4)
  func `the record of companies and of a franchise knows earlier days alone, and what is unknown stays so`(
    seed: UInt64
  ) throws {
    let table = makers(rows: 240, seed: seed)
    var random = SeededGenerator(seed: seed + 100)
    let target = (0..<240).map { _ in Double(random.below(1000)) / 10 }
    func fit(_ target: [Double]) throws -> FeatureEncoding.Fitted {
      try FeatureEncoding.fit(
        table, columns: ["companies", "franchise"], target: target, dates: "day", needsEveryNumber: false,
        context())
    }
    let fitted = try fit(target)
    #expect(
      fitted.encoding.outputs == [
        "companies_record", "companies_earlier", "franchise_record", "franchise_earlier",
      ])
    let days = try #require(table.column("day")).numbers
    func bits(_ fitted: FeatureEncoding.Fitted, _ row: Int) -> [UInt64] {
      fitted.matrix.row(row).map(\.bitPattern)
    }
    var wasSeen = 0
    for changed in stride(from: 0, to: 240, by: 7) where !days[changed].isNaN {
      var other = target
      other[changed] += 1e6
      let again = try fit(other)
      for row in 0..<240 where bits(again, row) != bits(fitted, row) {
        #expect(days[row] > days[changed])
        wasSeen += 1
      }
    }
    #expect(wasSeen > 500)
    for (place, name) in ["companies", "franchise"].enumerated() {
      let column = try #require(table.column(name))
      for row in 0..<240 {
        let (record, earlier) = (fitted.matrix[row, 2 * place], fitted.matrix[row, 2 * place + 1])
        if column.isNull(row) { #expect(record.isNaN && earlier.isNaN) } else { #expect(!earlier.isNaN) }
      }
    }
    // The same is said of rows that were not learnt from, where nothing later is known of them either.
    let applied = try fitted.encoding.apply(table, context())
    for row in 0..<240 { #expect(applied.row(row).map(\.bitPattern) == bits(fitted, row)) }
  }

  // MARK: Clusters

  @Test func `clusters are the same for any number of workers, and after saving`() throws {
    let table = sampleTable(rows: 300)
    let training = ClusterTraining(features: ["size", "weight"]) { _ in nil }
    let first = try training.run(table, context(workers: 1)).part
    let again = try training.run(table, context(workers: 7)).part
    #expect(first.clusters == again.clusters && first.names == again.names)
    let part = try train(plan("baseline"), table).part
    let saved = try TrainedModel(bytes: model(part, clusters: first).bytes)
    let (one, other) = (
      try first.predict(table, context()), try #require(saved.clusters).predict(table, context())
    )
    #expect(one.clusters == other.clusters && same(one.places.values, other.places.values))
    #expect(Set(one.clusters) == [1, 2, 3, 4])
    #expect(Set(first.names).count == first.names.count)
  }

  @Test func `of several numbers of clusters the one with the best silhouette is kept`() throws {
    // Three heaps, far apart.
    let rows = (0..<90).map { row -> [Value] in
      let heap = Double(row % 3)
      return [.double(heap * 100 + Double(row) / 100), .double(heap * 50)]
    }
    var training = ClusterTraining(features: ["x", "y"]) { _ in nil }
    training.counts = [2, 3, 4, 5]
    let part = try training.run(
      Table([Field("x", .double), Field("y", .double)], rows: rows), context()
    ).part
    #expect(part.count == 3)
    #expect(part.elbow.map(\.clusters) == [2, 3, 4, 5])
  }

  @Test func `what is missing makes no group and names none`() throws {
    var random = SeededGenerator(seed: 3)
    // Two kinds of rows, and in each tenth row nothing is known of most columns.
    let rows = (0..<400).map { row -> [Value] in
      let isKnown = row % 10 != 0
      let kind = row % 2 == 0
      let noise = Double(random.below(100)) / 100
      return [
        .double(kind ? noise : 8 + noise), isKnown ? .bool(kind) : .null,
        isKnown ? .bool(!kind) : .null, isKnown ? .bool(random.isOneIn(2)) : .null,
      ]
    }
    let fields = [
      Field("size", .double), Field("drama", .bool), Field("thriller", .bool), Field("music", .bool),
    ]
    var training = ClusterTraining(features: fields.map(\.name)) { _ in nil }
    training.counts = [2, 3, 4, 5, 6]
    let part = try training.run(Table(fields, rows: rows), context()).part
    #expect(part.encoding.outputs == fields.map(\.name))
    #expect(part.clusters.sizes.allSatisfy { $0 > 20 }, "\(part.clusters.sizes)")
    #expect(part.names.allSatisfy { !$0.contains("missing") }, "\(part.names)")
  }

  @Test func `a yes or a no is named by whether the group has it`() throws {
    let rows = (0..<120).map { row -> [Value] in
      let kind = row % 3
      return [.bool(kind == 0), .bool(kind == 1 || row % 12 == 0), .double(Double(kind * 10))]
    }
    let fields = [Field("drama", .bool), Field("thriller", .bool), Field("size", .double)]
    var training = ClusterTraining(features: fields.map(\.name)) { _ in nil }
    training.counts = [3]
    let names = try training.run(Table(fields, rows: rows), context()).part.names
    #expect(Set(names) == ["drama, low size", "thriller, not drama", "high size, not thriller"])
  }

  // MARK: Ensembles, tuning, comparison, drift

  @Test func `an ensemble of a model with itself says what the model says`() throws {
    let table = sampleTable(rows: 200)
    let recipe = TableRecipe.single(family: "linear", ModelOptions())
    var wanted = plan("linear")
    let alone = try train(wanted, table).part.predict(table, context()).outputs.values
    wanted.recipe = .ensemble([recipe, recipe], stacks: false)
    let both = try train(wanted, table).part
    let said = try both.predict(table, context()).outputs.values
    #expect(zip(alone, said).allSatisfy { abs($0 - $1) < 1e-9 })
    let saved = try #require(TrainedModel(bytes: model(both).bytes).parts.first)
    #expect(same(try saved.predict(table, context()).outputs.values, said))
  }

  @Test func `tuning finds the depth that predicts best, and looks only at what is learnt from`() throws {
    let table = sampleTable(rows: 300)
    let wanted = plan("rf", ["trees": .int(10)])
    let tuning = Tuning(
      plan: wanted, tried: [("depth", [.int(1), .int(8)])], metric: nil, trials: 40)
    let result = try tuning.run(table, context())
    #expect(result.best.text.contains("depth=8") && result.metric == .r2)
    #expect(result.trials.count == 2 && result.trials.allSatisfy { $0.rows == 225 })
  }

  @Test func `many combinations are drawn, and most are given up on few rows`() throws {
    let table = sampleTable(rows: 900)
    let tuning = Tuning(
      plan: plan("knn"),
      tried: [("k", (1...30).map { .int($0) }), ("weights", [.text("uniform"), .text("distance")])],
      metric: .mae, trials: 12)
    let result = try tuning.run(table, context())
    #expect(result.trials.count == 12)
    #expect(result.trials.first?.rows == 675 && result.trials.last.map { $0.rows < 300 } == true)
    #expect(try tuning.run(table, context(workers: 1)).best == result.best)
  }

  @Test func `models are compared by the same rows, the baseline among them`() throws {
    let table = sampleTable(rows: 300)
    let found = try Comparison.run(
      [.init(name: "line", plan: plan("linear")), .init(name: "near", plan: plan("knn"))], on: table,
      by: .mae,
      folds: 3, context())
    #expect(found.rows.map(\.name) == ["line", "near", "baseline"])
    let baseline = try #require(found.rows.last)
    #expect((baseline.difference ?? 0) > 1 && (baseline.differenceInterval?.low ?? 0) > 0)
    #expect(found.rows[0].difference == nil)
  }

  @Test func `the same rows have not drifted, and moved ones have`() throws {
    let table = sampleTable(rows: 500)
    let fitted = try FeatureEncoding.fit(
      table, columns: sampleFeatures, target: Array(repeating: 0, count: 500), dates: nil,
      needsEveryNumber: false, context())
    let reference = DriftReference(fitted.matrix, names: fitted.encoding.outputs)
    for drift in reference.drift(of: fitted.matrix) { #expect(drift.psi < 0.02 && drift.ks < 0.03) }
    var moved = fitted.matrix
    for row in 0..<moved.rows { moved[row, 0] += 5 }
    let found = reference.drift(of: moved)
    #expect(found[0].psi > 0.5 && found[0].ks > 0.3 && found[0].chance < 1e-6)
    #expect(found[1].psi < 0.02)
  }

  // MARK: Hostile tables

  @Test func `tables that nothing can be learnt from are errors that say why`() throws {
    let table = sampleTable(rows: 100)
    #expect(throws: ModellingError.noRows) { try train(plan("rf"), sampleTable(rows: 0)) }
    #expect(throws: LearningError.self) { try train(plan("rf"), sampleTable(rows: 1)) }
    #expect(throws: LearningError.noColumns) { try train(plan("rf", features: []), table) }
    #expect(throws: ModellingError.unfitFamily("linear", .classification)) {
      try train(plan("linear", target: "is_dear"), table)
    }
    #expect(throws: ModellingError.unfitFamily("logistic", .regression)) {
      try train(plan("logistic"), table)
    }
    let one = Table(
      Schema(table.schema.fields + [Field("same", .bool)]),
      table.columns + [Column(.bool(Array(repeating: true, count: 100)))], rowCount: 100)
    #expect(throws: LearningError.oneClassOnly) { try train(plan("rf", target: "same"), one) }
    let huge = Table(
      Schema(table.schema.fields + [Field("huge", .double)]),
      table.columns + [Column(.double((0..<100).map { Double($0) * 1e300 }))], rowCount: 100)
    #expect(throws: LearningError.self) { try train(plan("rf", target: "huge"), huge) }
  }

  @Test(arguments: ["rf", "linear", "knn"])
  func `columns that are null, constant, doubled, huge or tiny leave a sound model`(family: String) throws {
    let table = sampleTable(rows: 120)
    let extra: [(String, Column)] = [
      ("nothing", Column(.double, (0..<120).map { _ in .null })),
      ("constant", Column(.int(Array(repeating: 5, count: 120)))),
      ("double", try #require(table.column("weight"))),
      ("large", Column(.double((0..<120).map { Double($0) * 1e100 }))),
      ("tiny", Column(.double((0..<120).map { Double($0) * 1e-300 }))),
    ]
    let wide = Table(
      Schema(table.schema.fields + extra.map { Field($0.0, $0.1.type) }), table.columns + extra.map(\.1),
      rowCount: 120)
    let result = try train(
      plan(family, features: sampleFeatures + extra.map(\.0), Self.small[family] ?? [:]), wide)
    #expect(result.remarks.contains { $0.contains("`nothing` is left out") })
    #expect(result.remarks.contains { $0.contains("`constant`") && $0.contains("one value only") })
    let said = try result.part.predict(wide, context())
    #expect(said.outputs.values.allSatisfy { $0.isFinite })
  }

  @Test func `five thousand columns and a million texts are learnt from, or left out and said`() throws {
    let rows = 40
    let columns = (0..<5000).map { place in
      Column(.double((0..<rows).map { Double(($0 * (place + 3)) % 17) }))
    }
    let wide = Table(
      Schema((0..<5000).map { Field("c\($0)", .double) } + [Field("y", .double)]),
      columns + [Column(.double((0..<rows).map { Double($0 % 17) }))], rowCount: rows)
    let part = try train(
      plan("rf", target: "y", features: (0..<5000).map { "c\($0)" }, ["trees": .int(3)]), wide
    ).part
    #expect(try part.predict(wide, context()).outputs.values.allSatisfy { $0.isFinite })
    let count = 1_000_000
    let texts = Table(
      Schema([Field("name", .text), Field("x", .double), Field("y", .double)]),
      [
        Column(.text, (0..<count).map { .text("n\($0)") }),
        Column(.double((0..<count).map { Double($0 % 100) })),
        Column(.double((0..<count).map { Double($0 % 100) })),
      ], rowCount: count)
    var wanted = plan("linear", target: "y", features: ["name", "x"])
    wanted.hasIntervals = false
    let result = try train(wanted, texts)
    #expect(result.remarks.contains { $0.contains("`name` is left out") })
  }

  @Test func `a column that nearly is the target is pointed out`() throws {
    let table = sampleTable(rows: 200)
    let leak = Table(
      Schema(table.schema.fields + [Field("leak", .double)]),
      table.columns + [Column(.double(try #require(table.column("price")).numbers.map { $0 * 2 + 1 }))],
      rowCount: 200)
    let result = try train(plan("linear", features: ["size", "leak"]), leak)
    #expect(result.remarks.contains { $0.contains("`leak` nearly equals the target") })
    #expect(!result.remarks.contains { $0.contains("`size`") })
  }
}
