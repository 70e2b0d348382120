import Language
import Tables

/// A function over the rows of a group: its signature and its computation, and all that is said of it.
package struct AggregateFunction: Sendable {
  package let signature: FunctionSignature
  /// Whether the computation wants the rows of each group side by side.
  let readsGroups: Bool
  /// Gives a value for each group.
  let compute: @Sendable (AggregateInput) throws -> Column

  init(
    _ name: String, usage: String, overloads: [FunctionSignature.Overload], summary: String,
    otherNames: [String] = [], takesShare: Bool = false, readsGroups: Bool = false,
    readsAnyAsText: Bool = false,
    compute: @escaping @Sendable (AggregateInput) throws -> Column
  ) {
    signature = FunctionSignature(
      name, usage: usage, overloads: overloads, summary: summary, otherNames: otherNames, isAggregate: true,
      takesShare: takesShare, readsAnyAsText: readsAnyAsText)
    self.readsGroups = readsGroups
    self.compute = compute
  }
}

/// What an aggregate is computed from.
struct AggregateInput: Sendable {
  let function: String
  /// The argument at each row; nil for `count()`.
  let argument: SelectedColumn?
  let groups: RowGroups
  /// The share of a quantile.
  let share: Double?
  let type: DataType
  let loop: RowLoop

  /// What to throw when a result exists but does not fit its type.
  var overflow: QueryError {
    QueryError(
      .overflow, "the result of `\(function)` is too large for \(type.rawValue)",
      hints: type == .int ? ["`\(function)(cast(x, double))` adds real numbers"] : [])
  }
}

/// The aggregates by their names.
package enum AggregateLibrary {
  package static let all: [AggregateFunction] =
    counting + totals + spread + extremes + places + quantiles + flags

  package static var signatures: [FunctionSignature] { all.map(\.signature) }

  static func function(_ name: String) -> AggregateFunction? { all.first { $0.signature.name == name } }
}
