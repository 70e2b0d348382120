import Language
import Learning

/// A kind of model that a script can train: its word, its options, and the recipe that they make.
package protocol ModelFamily: Sendable {
  /// `rf`
  static var name: String { get }
  static var summary: String { get }
  static var options: [VerbSignature.Option] { get }
  /// Whether missing numbers must be filled before it can learn.
  static var needsEveryNumber: Bool { get }
  /// Whether it fits a curve through skewed numbers better on their logarithms.
  static var mayTakeLogarithms: Bool { get }
  /// What it can predict: numbers, classes, or both.
  static var tasks: Set<LearningTask.Kind> { get }

  static func recipe(_ options: ModelOptions, for task: LearningTask, seed: UInt64) throws -> any Recipe
}

extension ModelFamily {
  package static var needsEveryNumber: Bool { true }
  package static var mayTakeLogarithms: Bool { true }
  package static var tasks: Set<LearningTask.Kind> { [.regression, .classification] }
}

/// Every family, in the order in which `help` lists them. A new one adds its line here, and nothing else.
package enum ModelFamilies {
  package static let all: [any ModelFamily.Type] = [
    RandomForest.self, LinearRegression.self, LogisticRegression.self, GradientBoosting.self,
    NearestNeighbours.self, BaselineFamily.self,
  ]

  package static func named(_ name: String) -> (any ModelFamily.Type)? { all.first { $0.name == name } }
}

/// The options of a model that were given, as values; what was not given is up to the family.
package struct ModelOptions: Sendable, Hashable {
  private var settings: [String: BoundOptions.Setting]

  package init(_ settings: [String: BoundOptions.Setting] = [:]) { self.settings = settings }

  package subscript(name: String) -> BoundOptions.Setting? {
    get { settings[name] }
    set { settings[name] = newValue }
  }

  func int(_ name: String) -> Int? {
    switch settings[name] {
    case .int(let value)?: value
    // Whole numbers among numbers.
    case .double(let value)?: Int(exactly: value)
    default: nil
    }
  }

  func double(_ name: String) -> Double? {
    switch settings[name] {
    case .double(let value)?: value
    case .int(let value)?: Double(value)
    default: nil
    }
  }

  func text(_ name: String) -> String? { if case .text(let value)? = settings[name] { value } else { nil } }
  func flag(_ name: String) -> Bool? { if case .flag(let value)? = settings[name] { value } else { nil } }

  /// `depth=10 trees=200`, sorted by name: for people, and to make the same model again.
  package var text: String {
    settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.text)" }.joined(separator: " ")
  }

  package var names: [String] { settings.keys.sorted() }
}
