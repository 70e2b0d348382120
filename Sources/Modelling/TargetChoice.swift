import Learning
import Tables

/// What is to be predicted, as the script names it.
package struct TargetChoice: Sendable, Hashable {
  /// `high_rating`
  package let name: String
  /// The column it is read from: `vote_average`
  package let column: String
  /// Whether it is asked if the number is at or above the median of the rows that are learnt from.
  package let isAboveMedian: Bool

  package init(_ name: String, column: String? = nil, isAboveMedian: Bool = false) {
    self.name = name
    self.column = column ?? name
    self.isAboveMedian = isAboveMedian
  }
}

/// The target of some rows, and what was fitted to read it.
package struct TargetReading: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case numbers
    /// At or above this number.
    case above(Double)
    /// `no` and `yes`.
    case flags
    case texts
  }

  package let kind: Kind
  /// The names of the classes, in their order; empty for numbers.
  package let labels: [String]

  static let mostClasses = 100

  /// How a column is to be read, by the rows that are learnt from. The column has no nulls.
  init(_ choice: TargetChoice, _ column: Column, train: [Int]) throws(ModellingError) {
    if choice.isAboveMedian {
      let numbers = column.numbers
      let sorted = train.map { numbers[$0] }.sorted()
      guard let median = sorted.isEmpty ? nil : sorted[(sorted.count - 1) / 2] else { throw .noRows }
      let middle = sorted.count % 2 == 1 ? median : (median + sorted[sorted.count / 2]) / 2
      (kind, labels) = (.above(middle), ["no", "yes"])
      return
    }
    switch column.type {
    case .bool: (kind, labels) = (.flags, ["no", "yes"])
    case .int, .double: (kind, labels) = (.numbers, [])
    case .text:
      let classes = Set(column.texts.compactMap(\.self)).sorted()
      guard classes.count <= TargetReading.mostClasses else {
        throw .tooManyClasses(choice.name, classes.count, most: TargetReading.mostClasses)
      }
      (kind, labels) = (.texts, classes)
    case .date, .timestamp, .list: throw .unsuitableTarget(choice.name, column.type)
    }
  }

  package var task: LearningTask { labels.isEmpty ? .regression : .classification(classes: labels.count) }

  /// The target of each row; NaN or a class of -1 where it is null or was never met.
  package func read(_ column: Column) -> [Double] {
    switch kind {
    case .numbers: return column.numbers
    case .above(let threshold): return column.numbers.map { $0.isNaN ? .nan : $0 >= threshold ? 1 : 0 }
    case .flags: return column.numbers
    case .texts:
      let places = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, Double($0)) })
      return column.texts.map { text in text.flatMap { places[$0] } ?? .nan }
    }
  }

  func target(_ values: [Double]) -> Target {
    labels.isEmpty ? .numbers(values) : .classes(values.map { Int($0) }, count: labels.count)
  }

  func write(to writer: inout ByteWriter) {
    switch kind {
    case .numbers: writer.write("numbers")
    case .above(let threshold):
      writer.write("above")
      writer.write(threshold)
    case .flags: writer.write("flags")
    case .texts: writer.write("texts")
    }
    writer.write(labels)
  }

  init(from reader: inout ByteReader) throws(LearningError) {
    switch try reader.readText() {
    case "numbers": kind = .numbers
    case "above": kind = .above(try reader.readDouble())
    case "flags": kind = .flags
    case "texts": kind = .texts
    default: throw .damagedModel
    }
    labels = try reader.readTexts()
    guard labels.isEmpty == (kind == .numbers) else { throw .damagedModel }
  }
}

/// Why a table cannot be learnt from; data for whoever words it.
package enum ModellingError: Error, Hashable, Sendable {
  case noRows
  case tooManyClasses(String, Int, most: Int)
  case unsuitableTarget(String, DataType)
  case noTimeColumn
  case unfitFamily(String, LearningTask.Kind)
}
