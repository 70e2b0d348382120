import Learning
import Numerics
import Tables

extension FeatureEncoding {
  /// What the rows that are learnt from become, and how others will.
  package struct Fitted: Sendable {
    package let encoding: FeatureEncoding
    package let matrix: Matrix
    /// Columns that tell nothing as numbers, with why.
    package let leftOut: [(column: String, reason: String)]
  }

  private static let mostLevels = 10
  private static let mostItems = 30
  /// How many rows the mean of all counts for beside those of one text.
  private static let priorRows = 10.0
  /// The same for what earlier films of a person reached.
  private static let recordPrior = 3.0

  /// Fits on the rows of a table, in the order in which they may learn from one another: a text is told by the mean
  /// of the target over earlier rows, so that no row is told its own.
  ///
  /// - Parameters:
  ///   - dates: the column that says what was earlier, where there is one.
  ///   - needsEveryNumber: whether the median stands in for missing numbers.
  ///   - tellsMissing: whether another column tells then where they were missing.
  package static func fit(
    _ table: Table, columns: [String], target: [Double], dates: String?, needsEveryNumber: Bool,
    tellsMissing: Bool = true, _ context: LearningContext
  ) throws -> Fitted {
    var sources: [Source] = []
    var numbers: [[Double]] = []
    var leftOut: [(column: String, reason: String)] = []
    for name in columns {
      guard let column = table.column(name) else { continue }
      let found = try fit(
        name, column, target,
        dates.flatMap { dates in
          table.column(dates).map { (dates, $0) }
        }, context)
      guard let source = found.source else {
        leftOut.append((name, found.reason))
        continue
      }
      sources.append(source)
      numbers += found.numbers
    }
    let isMissing = numbers.map { $0.contains(where: \.isNaN) }
    let encoding = FeatureEncoding(
      sources: sources, medians: needsEveryNumber ? numbers.map(median) : nil,
      indicated: needsEveryNumber && tellsMissing ? isMissing.indices.filter { isMissing[$0] } : [])
    return Fitted(
      encoding: encoding, matrix: try encoding.filled(numbers, rows: table.rowCount, context),
      leftOut: leftOut)
  }

  private static func fit(
    _ name: String, _ column: Column, _ target: [Double], _ dates: (name: String, column: Column)?,
    _ context: LearningContext
  ) throws -> (source: Source?, numbers: [[Double]], reason: String) {
    func source(_ kind: Source.Kind, _ numbers: [[Double]]) -> (Source?, [[Double]], String) {
      (Source(column: name, type: column.type, kind: kind), numbers, "")
    }
    switch column.type {
    case .bool, .int, .double:
      let numbers = column.numbers
      if numbers.allSatisfy(\.isNaN) { return (nil, [], "it is null in every row") }
      return source(.number, [numbers])
    case .date, .timestamp: return source(.dateParts, column.dateParts)
    case .list:
      let all = items(of: column)
      if all.isEmpty { return (nil, [], "it is null or empty in every row") }
      let items = frequent(all, atLeast: max(2, column.count / 50), most: mostItems)
      if let dates, areNames(all, items) {
        // What counts of people and firms is what they did before.
        let record = TrackRecord(
          dates: (0..<column.count).map { dates.column.day($0) }, keys: column.wordKeys, values: target,
          prior: recordPrior)
        return source(
          .records(record, dates: dates.name), records(record, dates.column, column))
      }
      return source(.items(items), column.indicators(of: items))
    case .text:
      let texts = column.texts
      let levels = frequent(texts.compactMap(\.self), atLeast: 1, most: .max)
      if levels.isEmpty { return (nil, [], "it is null in every row") }
      if levels.count <= mostLevels {
        return source(.levels(levels), column.flags(of: levels))
      }
      if levels.count > 50, levels.count > texts.count / 2 {
        if isProse(levels) {
          let (kind, numbers) = try topics(of: column, context)
          return source(kind, numbers)
        }
        return (nil, [], "nearly every row has another text (\(levels.count) in \(texts.count) rows)")
      }
      let (kind, numbers) = means(texts, target)
      return source(kind, [numbers])
    }
  }

  /// Words of which most are rare name people or firms; in a short table too, where hardly any is frequent by much.
  private static func areNames(_ all: [String], _ frequent: [String]) -> Bool {
    let known = Set(frequent)
    let share = Double(all.count(where: known.contains)) / Double(all.count)
    return share < 0.5 || (share < 0.8 && frequent.count == mostItems && Set(all).count > mostItems)
  }

  /// Texts of many words rather than names.
  private static func isProse(_ texts: [String]) -> Bool {
    let words = texts.prefix(200).map { $0.split(separator: " ").count }.sorted()
    return words[words.count / 2] >= 6
  }

  private static func topics(
    of column: Column, _ context: LearningContext
  ) throws -> (Source.Kind, [[Double]]) {
    let stems = try column.stems(context)
    let weights = TextWeights.fit(try TextParameters().validated(), stems)
    var parameters = TopicParameters()
    parameters.seed = context.seed
    let rows = try weights.apply(stems, workers: context.workers, cancellation: context.cancellation)
    let topics = try LatentTopics.fit(
      try parameters.validated(), rows, workers: context.workers, cancellation: context.cancellation)
    let found = try topics.apply(rows, workers: context.workers, cancellation: context.cancellation)
    return (.topics(weights, topics), (0..<found.columns).map { found.column($0) })
  }

  private static func items(of column: Column) -> [String] {
    (0..<column.count).flatMap { row -> [String] in
      if case .list(let words) = column[row] { words } else { [] }
    }
  }

  /// The texts that occur often enough, the most frequent first; of equally frequent ones by their letters.
  private static func frequent(_ texts: [String], atLeast: Int, most: Int) -> [String] {
    var counts: [String: Int] = [:]
    for text in texts { counts[text, default: 0] += 1 }
    let sorted = counts.filter { $0.value >= atLeast }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return sorted.prefix(most).map(\.key)
  }

  /// Each text by the mean of the target, drawn towards the mean of all where it is rare.
  private static func means(_ texts: [String?], _ target: [Double]) -> (Source.Kind, [Double]) {
    let all = target.reduce(0) { $0 + $1 / Double(max(1, target.count)) }
    var sums: [String: (sum: Double, rows: Double)] = [:]
    var numbers: [Double] = []
    for (row, text) in texts.enumerated() {
      guard let text else {
        numbers.append(.nan)
        continue
      }
      let (sum, rows) = sums[text] ?? (0, 0)
      numbers.append((sum + priorRows * all) / (rows + priorRows))
      sums[text] = (sum + target[row], rows + 1)
    }
    return (
      .means(sums.mapValues { ($0.sum + priorRows * all) / ($0.rows + priorRows) }, prior: all), numbers
    )
  }

  /// 0 when nothing is known.
  private static func median(_ numbers: [Double]) -> Double {
    let known = numbers.filter { !$0.isNaN }.sorted()
    guard !known.isEmpty else { return 0 }
    let middle = known.count / 2
    return known.count % 2 == 1 ? known[middle] : (known[middle - 1] + known[middle]) / 2
  }
}

extension FeatureEncoding {
  func write(to writer: inout ByteWriter) {
    writer.write(Int64(sources.count))
    for source in sources {
      writer.write(source.column)
      writer.write(source.type.rawValue)
      switch source.kind {
      case .number: writer.write("number")
      case .dateParts: writer.write("date")
      case .levels(let levels):
        writer.write("levels")
        writer.write(levels)
      case .items(let items):
        writer.write("items")
        writer.write(items)
      case .topics(let weights, let topics):
        writer.write("topics")
        writer.write(weights.bytes)
        writer.write(topics.bytes)
      case .records(let record, let dates):
        writer.write("records")
        writer.write(dates)
        record.write(to: &writer)
      case .means(let means, let prior):
        writer.write("means")
        let sorted = means.sorted { $0.key < $1.key }
        writer.write(sorted.map(\.key))
        writer.write(sorted.map(\.value))
        writer.write(prior)
      }
    }
    writer.write(medians != nil)
    writer.write(medians ?? [])
    writer.write(indicated.map(Int32.init))
  }

  init(from reader: inout ByteReader) throws(LearningError) {
    var sources: [Source] = []
    for _ in 0..<(try reader.readCount()) {
      let column = try reader.readText()
      guard let type = DataType(rawValue: try reader.readText()) else { throw .damagedModel }
      let kind: Source.Kind
      switch try reader.readText() {
      case "number": kind = .number
      case "date": kind = .dateParts
      case "levels": kind = .levels(try reader.readTexts())
      case "items": kind = .items(try reader.readTexts())
      case "topics":
        kind = .topics(
          try TextWeights(bytes: try reader.readBytes()), try LatentTopics(bytes: try reader.readBytes()))
      case "records":
        let dates = try reader.readText()
        kind = .records(try TrackRecord(from: &reader), dates: dates)
      case "means":
        let (texts, means) = (try reader.readTexts(), try reader.readDoubles())
        guard texts.count == means.count else { throw .damagedModel }
        kind = .means(
          Dictionary(zip(texts, means), uniquingKeysWith: { $1 }), prior: try reader.readDouble())
      default: throw .damagedModel
      }
      sources.append(Source(column: column, type: type, kind: kind))
    }
    self.sources = sources
    let hasMedians = try reader.readBool()
    let medians = try reader.readDoubles()
    let count = sources.reduce(0) { $0 + $1.outputs.count }
    guard !hasMedians || medians.count == count else { throw .damagedModel }
    self.medians = hasMedians ? medians : nil
    indicated = try reader.readInts().map(Int.init)
    guard indicated.allSatisfy({ (0..<count).contains($0) }) else { throw .damagedModel }
  }
}
