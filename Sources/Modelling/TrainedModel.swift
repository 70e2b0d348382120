import Language
import Learning
import Numerics
import Tables

/// What one statement has trained: a model for each target, and clusters where they were asked for.
package struct TrainedModel: Sendable {
  /// What it is called in the session and in the store.
  package var name: String
  /// `rf`, `kmeans`; `seed` for all of a bare `train`.
  package let family: String
  package let parts: [TrainedPart]
  package let clusters: ClusterPart?
  package let facts: Facts

  /// Where it comes from.
  package struct Facts: Sendable, Equatable {
    /// The whole statement that makes it again.
    package var statement: String
    package var trainedAt: Timestamp
    package var seed: Int
    /// Of the table that it learnt from, with its derived columns.
    package var dataDigest: String
    /// Which set of a film's features it needs; nil when it was told its columns.
    package var filmFeatures: String?
    /// What the numbers of the training rows were like, to see later how others differ.
    package var reference: DriftReference

    package init(
      statement: String, trainedAt: Timestamp, seed: Int, dataDigest: String, filmFeatures: String?,
      reference: DriftReference
    ) {
      self.statement = statement
      self.trainedAt = trainedAt
      self.seed = seed
      self.dataDigest = dataDigest
      self.filmFeatures = filmFeatures
      self.reference = reference
    }
  }

  package init(
    name: String, family: String, parts: [TrainedPart], clusters: ClusterPart?, facts: Facts
  ) {
    self.name = name
    self.family = family
    self.parts = parts
    self.clusters = clusters
    self.facts = facts
  }

  /// Every metric by its name; of several parts the first that has it.
  package var measurements: [Measurement] {
    var found: [Measurement] = []
    for measurement in parts.flatMap(\.measurements) + (clusters?.measurements ?? []) {
      if !found.contains(where: { $0.name == measurement.name }) { found.append(measurement) }
    }
    return found
  }

  package var targets: [String] { parts.map(\.plan.target.name) }

  package var rows: Int { parts.first?.rows ?? clusters?.rows ?? 0 }

  package func problem(with schema: Schema) -> String? {
    parts.lazy.compactMap { $0.model.problem(with: schema) }.first
      ?? clusters.flatMap { $0.encoding.problem(with: schema) }
  }
}

// MARK: Bytes

extension TrainedModel {
  package var bytes: [UInt8] {
    // Room that is not used costs nothing: nothing was written there.
    var writer = ByteWriter(.table, capacity: 16 << 20)
    writer.write(name)
    writer.write(family)
    writer.write(facts.statement)
    writer.write(facts.trainedAt.microseconds)
    writer.write(Int64(facts.seed))
    writer.write(facts.dataDigest)
    writer.write(facts.filmFeatures ?? "")
    facts.reference.write(to: &writer)
    writer.write(Int64(parts.count))
    for part in parts { part.write(to: &writer) }
    writer.write(clusters != nil)
    clusters?.write(to: &writer)
    return writer.finish()
  }

  package init(bytes: [UInt8]) throws(LearningError) {
    var reader = try ByteReader(bytes, .table)
    name = try reader.readText()
    family = try reader.readText()
    let statement = try reader.readText()
    let trainedAt = Timestamp(microseconds: try reader.readInteger(Int64.self))
    let seed = try reader.readInt()
    let digest = try reader.readText()
    let film = try reader.readText()
    facts = Facts(
      statement: statement, trainedAt: trainedAt, seed: seed, dataDigest: digest,
      filmFeatures: film.isEmpty ? nil : film,
      reference: try DriftReference(from: &reader))
    var parts: [TrainedPart] = []
    for _ in 0..<(try reader.readCount()) { parts.append(try TrainedPart(from: &reader)) }
    self.parts = parts
    clusters = try reader.readBool() ? try ClusterPart(from: &reader) : nil
  }
}

extension TrainedPart {
  func write(to writer: inout ByteWriter) {
    plan.write(to: &writer)
    model.write(to: &writer)
    reading.write(to: &writer)
    writer.write(scale.smearing ?? .nan)
    switch ranges {
    case nil: writer.write("none")
    case .around(let distance)?:
      writer.write("around")
      writer.write(distance)
    case .forest(let intervals)?:
      writer.write("forest")
      writer.write(intervals.bytes)
    }
    writer.write(Int64(rows))
    writer.write(learntKeys.map { Double($0) })
    measurements.write(to: &writer)
    writer.write(heldOut != nil)
    if let heldOut {
      writer.write(heldOut.rows.map(Int32.init))
      writer.write(heldOut.keys.map { Double($0) })
      writer.write(heldOut.actual)
      writer.write(heldOut.predicted)
      writer.write(heldOut.low)
      writer.write(heldOut.high)
    }
  }

  init(from reader: inout ByteReader) throws(LearningError) {
    plan = try PartPlan(from: &reader)
    model = try TableModel(from: &reader)
    reading = try TargetReading(from: &reader)
    let smearing = try reader.readDouble()
    scale = TargetScale(smearing: smearing.isNaN ? nil : smearing)
    switch try reader.readText() {
    case "none": ranges = nil
    case "around": ranges = .around(try reader.readDouble())
    case "forest": ranges = .forest(try ForestIntervals(bytes: try reader.readBytes()))
    default: throw .damagedModel
    }
    rows = try reader.readInt()
    learntKeys = try reader.readDoubles().compactMap { Int64(exactly: $0) }
    measurements = try [Measurement](from: &reader)
    guard try reader.readBool() else {
      heldOut = nil
      return
    }
    let heldOut = HeldOut(
      rows: try reader.readInts().map(Int.init),
      keys: try reader.readDoubles().compactMap { Int64(exactly: $0) }, actual: try reader.readDoubles(),
      predicted: try reader.readMatrix(), low: try reader.readDoubles(), high: try reader.readDoubles())
    let count = heldOut.rows.count
    guard heldOut.actual.count == count, [0, count].contains(heldOut.keys.count),
      heldOut.predicted.rows == count,
      heldOut.predicted.columns == reading.task.outputs, [0, count].contains(heldOut.low.count),
      heldOut.low.count == heldOut.high.count, TrainedPart.areClasses(heldOut.actual, of: reading)
    else { throw .damagedModel }
    self.heldOut = heldOut
  }
}

extension TrainedPart {
  fileprivate static func areClasses(_ actual: [Double], of reading: TargetReading) -> Bool {
    reading.labels.isEmpty
      || actual.allSatisfy { Int(exactly: $0).map(reading.labels.indices.contains) ?? false }
  }
}

extension TableModel {
  func write(to writer: inout ByteWriter) {
    func members(_ members: [TableModel], to writer: inout ByteWriter) {
      writer.write(Int64(members.count))
      for member in members { member.write(to: &writer) }
    }
    switch self {
    case .single(let encoding, let model):
      writer.write("single")
      encoding.write(to: &writer)
      writer.write(model.bytes)
    case .mean(let all):
      writer.write("mean")
      members(all, to: &writer)
    case .stacked(let all, let last):
      writer.write("stacked")
      members(all, to: &writer)
      writer.write(last.bytes)
    }
  }

  init(from reader: inout ByteReader, depth: Int = 0) throws(LearningError) {
    func members(_ reader: inout ByteReader) throws(LearningError) -> [TableModel] {
      guard depth < 8 else { throw .damagedModel }
      var members: [TableModel] = []
      for _ in 0..<(try reader.readCount()) {
        members.append(try TableModel(from: &reader, depth: depth + 1))
      }
      guard !members.isEmpty else { throw .damagedModel }
      return members
    }
    switch try reader.readText() {
    case "single":
      let encoding = try FeatureEncoding(from: &reader)
      let model = try loadModel(try reader.readBytes())
      guard model.columns == encoding.outputs.count else { throw .damagedModel }
      self = .single(encoding, model)
    case "mean": self = .mean(try members(&reader))
    case "stacked": self = .stacked(try members(&reader), try loadModel(try reader.readBytes()))
    default: throw .damagedModel
    }
  }
}

extension PartPlan {
  func write(to writer: inout ByteWriter) {
    recipe.write(to: &writer)
    writer.write([target.name, target.column])
    writer.write(target.isAboveMedian)
    writer.write(features)
    switch split {
    case .share(let share):
      writer.write("share")
      writer.write(share)
    case .time(let share):
      writer.write("time")
      writer.write(share)
    case .folds(let count):
      writer.write("folds")
      writer.write(Double(count))
    case .none:
      writer.write("none")
      writer.write(0.0)
    }
    writer.write(scale.rawValue)
    writer.write(timeColumn ?? "")
    writer.write(hasIntervals)
    writer.write(Int64(minVotes))
  }

  init(from reader: inout ByteReader) throws(LearningError) {
    recipe = try TableRecipe(from: &reader)
    let names = try reader.readTexts()
    guard names.count == 2 else { throw .damagedModel }
    target = TargetChoice(names[0], column: names[1], isAboveMedian: try reader.readBool())
    features = try reader.readTexts()
    let kind = try reader.readText()
    let number = try reader.readDouble()
    switch kind {
    case "share": split = .share(number)
    case "time": split = .time(number)
    case "folds": split = .folds(Int(exactly: number) ?? 2)
    case "none": split = .none
    default: throw .damagedModel
    }
    guard let choice = TargetScale.Choice(rawValue: try reader.readText()) else { throw .damagedModel }
    scale = choice
    let time = try reader.readText()
    timeColumn = time.isEmpty ? nil : time
    hasIntervals = try reader.readBool()
    minVotes = try reader.readInt()
  }
}

extension TableRecipe {
  func write(to writer: inout ByteWriter) {
    switch self {
    case .single(let family, let options):
      writer.write("single")
      writer.write(family)
      options.write(to: &writer)
    case .ensemble(let members, let stacks):
      writer.write("ensemble")
      writer.write(stacks)
      writer.write(Int64(members.count))
      for member in members { member.write(to: &writer) }
    }
  }

  init(from reader: inout ByteReader, depth: Int = 0) throws(LearningError) {
    switch try reader.readText() {
    case "single":
      let family = try reader.readText()
      self = .single(family: family, try ModelOptions(from: &reader))
    case "ensemble":
      guard depth < 8 else { throw .damagedModel }
      let stacks = try reader.readBool()
      var members: [TableRecipe] = []
      for _ in 0..<(try reader.readCount()) {
        members.append(try TableRecipe(from: &reader, depth: depth + 1))
      }
      self = .ensemble(members, stacks: stacks)
    default: throw .damagedModel
    }
  }
}

extension ModelOptions {
  func write(to writer: inout ByteWriter) {
    writer.write(Int64(names.count))
    for name in names {
      writer.write(name)
      switch self[name] {
      case .int(let number)?:
        writer.write("int")
        writer.write(Int64(number))
      case .double(let number)?:
        writer.write("double")
        writer.write(number)
      case .text(let text)?:
        writer.write("text")
        writer.write(text)
      case .flag(let flag)?:
        writer.write("flag")
        writer.write(flag)
      case .texts, .date, .several, nil:
        // No family has such an option.
        writer.write("text")
        writer.write("")
      }
    }
  }

  init(from reader: inout ByteReader) throws(LearningError) {
    self.init()
    for _ in 0..<(try reader.readCount()) {
      let name = try reader.readText()
      switch try reader.readText() {
      case "int": self[name] = .int(try reader.readInt())
      case "double": self[name] = .double(try reader.readDouble())
      case "text": self[name] = .text(try reader.readText())
      case "flag": self[name] = .flag(try reader.readBool())
      default: throw .damagedModel
      }
    }
  }
}

extension [Measurement] {
  func write(to writer: inout ByteWriter) {
    writer.write(map(\.name))
    writer.write(map(\.value))
    writer.write(map { $0.interval?.low ?? .nan })
    writer.write(map { $0.interval?.high ?? .nan })
    writer.write(map { $0.baseline ?? .nan })
  }

  init(from reader: inout ByteReader) throws(LearningError) {
    let names = try reader.readTexts()
    let (values, lows) = (try reader.readDoubles(), try reader.readDoubles())
    let (highs, baselines) = (try reader.readDoubles(), try reader.readDoubles())
    guard [values, lows, highs, baselines].allSatisfy({ $0.count == names.count }) else {
      throw .damagedModel
    }
    self = names.indices.map { place in
      Measurement(
        names[place], values[place],
        interval: lows[place].isNaN ? nil : MetricInterval(low: lows[place], high: highs[place]),
        baseline: baselines[place].isNaN ? nil : baselines[place])
    }
  }
}
