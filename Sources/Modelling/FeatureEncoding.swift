import Learning
import Numerics
import Tables

/// How the columns of a table become numbers, as fitted on the rows that a model learnt from.
package struct FeatureEncoding: Sendable, Equatable {
  /// One column of the table, and the numbers that it becomes.
  package struct Source: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
      case number
      /// Year, month and weekday.
      case dateParts
      /// A column of its own for each text that was frequent.
      case levels([String])
      /// The mean of the target for each text; `prior` for those never met.
      case means([String: Double], prior: Double)
      /// Whether a list holds each word that was frequent, and how long it is.
      case items([String])
      /// What prose is about, in a few numbers.
      case topics(TextWeights, LatentTopics)
      /// What earlier rows with the same words reached, and how many there were, by the dates of another column.
      case records(TrackRecord, dates: String)
    }

    package let column: String
    package let type: DataType
    package let kind: Kind

    package var outputs: [String] {
      switch kind {
      case .number, .means: [column]
      case .dateParts: ["year", "month", "weekday"].map { "\(column)_\($0)" }
      case .levels(let levels): levels.map { "\(column)=\($0)" }
      case .items(let items): items.map { "\(column)=\($0)" } + ["\(column)_count"]
      case .topics(_, let topics): (0..<topics.loadings.columns).map { "\(column)_topic\($0 + 1)" }
      case .records: ["\(column)_record", "\(column)_earlier"]
      }
    }
  }

  package let sources: [Source]
  /// What stands in for missing numbers, a value an output; nil where the model deals with them itself.
  let medians: [Double]?
  /// Outputs beside which another tells where they were missing.
  let indicated: [Int]

  /// The numbers that a row becomes, by name.
  package var outputs: [String] {
    let plain = sources.flatMap(\.outputs)
    return plain + indicated.map { "\(plain[$0])_missing" }
  }

  /// The rows of a table as numbers. The table has the columns, see `problem(with:)`.
  package func apply(_ table: Table, _ context: LearningContext) throws -> Matrix {
    let columns = try context.workers.map(sources.count) { try numbers(of: sources[$0], in: table, context) }
    return try filled(columns.flatMap(\.self), rows: table.rowCount, context)
  }

  /// Why a table cannot be put into these numbers; nil when it can.
  package func problem(with schema: Schema) -> String? {
    for source in sources {
      guard let field = schema[source.column] else {
        return "the model needs a column `\(source.column)`, which is not there"
      }
      guard field.type == source.type || field.type.isNumeric && source.type.isNumeric else {
        return
          "the model learnt `\(source.column)` as \(source.type.rawValue), and here it is \(field.type.rawValue)"
      }
    }
    return nil
  }

  func filled(_ columns: [[Double]], rows: Int, _ context: LearningContext) throws -> Matrix {
    var columns = columns
    var indicators: [[Double]] = []
    if let medians {
      indicators = indicated.map { place in columns[place].map { $0.isNaN ? 1 : 0 } }
      for place in columns.indices {
        for row in 0..<rows where columns[place][row].isNaN { columns[place][row] = medians[place] }
      }
    }
    let all = columns + indicators
    return all.isEmpty
      ? Matrix(rows: rows, columns: 0) : try Matrix(columns: all, workers: context.workers)
  }

  private func numbers(
    of source: Source, in table: Table, _ context: LearningContext
  ) throws -> [[Double]] {
    guard let column = table.column(source.column) else {
      return source.outputs.map { _ in Array(repeating: .nan, count: table.rowCount) }
    }
    switch source.kind {
    case .number: return [column.numbers]
    case .dateParts: return column.dateParts
    case .levels(let levels): return column.flags(of: levels)
    case .means(let means, let prior):
      return [column.texts.map { text in text.map { means[$0] ?? prior } ?? .nan }]
    case .items(let items): return column.indicators(of: items)
    case .topics(let weights, let topics):
      return try FeatureEncoding.topics(column.stems(context), weights, topics, context)
    case .records(let record, let dates):
      return FeatureEncoding.records(record, table.column(dates), column)
    }
  }
}

extension FeatureEncoding {
  static func topics(
    _ stems: StemCounts, _ weights: TextWeights, _ topics: LatentTopics, _ context: LearningContext
  ) throws -> [[Double]] {
    let rows = try weights.apply(stems, workers: context.workers, cancellation: context.cancellation)
    let found = try topics.apply(rows, workers: context.workers, cancellation: context.cancellation)
    return (0..<found.columns).map { found.column($0) }
  }

  static func records(_ record: TrackRecord, _ dates: Column?, _ column: Column) -> [[Double]] {
    let found = record.apply(dates: (0..<column.count).map { dates?.day($0) }, keys: column.wordKeys)
    // Whose words are not known is not told from others by what all have reached.
    return [
      found.indices.map { column.isNull($0) ? .nan : found[$0].mean },
      found.indices.map { column.isNull($0) ? .nan : Double(found[$0].films) },
    ]
  }
}

extension String {
  /// The same number for the same text in every process (FNV-1a).
  package var stableHash: UInt64 {
    utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

extension Column {
  /// The stems of the texts; a missing one has none.
  func stems(_ context: LearningContext) throws -> StemCounts {
    try StemCounts(
      texts.map { $0 ?? "" }, workers: context.workers, cancellation: context.cancellation)
  }

  func day(_ row: Int) -> CalendarDate? {
    switch self[row] {
    case .date(let date): date
    case .timestamp(let instant): instant.date
    default: nil
    }
  }

  /// The words of each row's list as numbers.
  var wordKeys: [[Int64]] {
    (0..<count).map { row in
      guard case .list(let words) = self[row] else { return [] }
      return words.map { Int64(bitPattern: $0.stableHash) }
    }
  }

  /// The numbers of a column; NaN where there is none.
  package var numbers: [Double] {
    @inline(__always) func known<Element>(_ values: [Element], _ convert: (Element) -> Double) -> [Double] {
      // SAFETY: a place for every row, each written once. An array that grows would be asked for room at each.
      Array(unsafeUninitializedCapacity: values.count) { places, filled in
        values.withUnsafeBufferPointer { values in
          for row in 0..<values.count { places[row] = convert(values[row]) }
        }
        if let present {
          for row in 0..<present.count where !present[row] { places[row] = .nan }
        }
        filled = values.count
      }
    }
    switch values {
    case .bool(let values): return known(values) { $0 ? 1 : 0 }
    case .int(let values): return known(values) { Double($0) }
    case .double(let values): return present == nil ? values : known(values) { $0 }
    case .date(let days): return known(days) { Double($0) }
    case .timestamp(let instants): return known(instants) { Double($0) / Double(Timestamp.day) }
    case .text, .list: return Array(repeating: .nan, count: count)
    }
  }

  /// Year, month and weekday (Monday is 1) of dates and instants.
  var dateParts: [[Double]] {
    var parts = Array(repeating: Array(repeating: Double.nan, count: count), count: 3)
    for row in 0..<count {
      guard let date = day(row) else { continue }
      let (year, month, _) = date.parts
      parts[0][row] = Double(year)
      parts[1][row] = Double(month)
      parts[2][row] = Double(date.weekday)
    }
    return parts
  }

  /// The text of each row; nil where there is none.
  var texts: [String?] {
    guard case .text(let vector) = values else { return Array(repeating: nil, count: count) }
    var known: [UInt32: String] = [:]
    return (0..<count).map { row in
      guard !isNull(row) else { return nil }
      let code = vector.codes[row]
      if let text = known[code] { return text }
      let text = vector.pool.string(code)
      known[code] = text
      return text
    }
  }

  /// For each of some texts whether a row has it; NaN where there is none.
  func flags(of levels: [String]) -> [[Double]] {
    let codes = codes(among: levels)
    return levels.indices.map { level in codes.map { $0 < -1 ? .nan : $0 == level ? 1 : 0 } }
  }

  /// The place of each row's text among some; -1 for others, -2 where there is none.
  func codes(among levels: [String]) -> [Int] {
    let places = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, $0) })
    return texts.map { text in text.map { places[$0] ?? -1 } ?? -2 }
  }

  func indicators(of items: [String]) -> [[Double]] {
    let places = Dictionary(uniqueKeysWithValues: items.enumerated().map { ($1, $0) })
    var outputs = Array(repeating: Array(repeating: 0.0, count: count), count: items.count + 1)
    for row in 0..<count {
      guard case .list(let words) = self[row] else {
        for output in outputs.indices { outputs[output][row] = .nan }
        continue
      }
      for word in words { if let place = places[word] { outputs[place][row] = 1 } }
      outputs[items.count][row] = Double(words.count)
    }
    return outputs
  }
}
