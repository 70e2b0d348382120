import Language
import Tables

extension AggregateLibrary {
  static let flags: [AggregateFunction] = [
    AggregateFunction(
      "any", usage: "any(x)", overloads: [.init([.bool], .bool)], summary: "whether any value is true",
      otherNames: ["bool_or", "some"]
    ) { input in
      try input.flags { $0.contains(.yes) }
    },
    AggregateFunction(
      "all", usage: "all(x)", overloads: [.init([.bool], .bool)], summary: "whether every value is true",
      otherNames: ["bool_and", "every"]
    ) { input in
      try input.flags { !$0.contains(.no) }
    },
  ]
}

/// Which truths were seen.
private struct Truths: OptionSet, BitwiseCopyable, Sendable {
  let rawValue: UInt8
  static let yes = Truths(rawValue: 1)
  static let no = Truths(rawValue: 2)
}

private struct SeenTruths: Fold {
  let values: [Bool]

  var empty: Truths { [] }
  func add(_ row: Int, to state: inout Truths) { state.formUnion(values[row] ? .yes : .no) }
  func merge(_ later: Truths, into state: inout Truths) { state.formUnion(later) }
}

extension AggregateInput {
  fileprivate func flags(_ isTrue: (Truths) -> Bool) throws -> Column {
    guard case .bool(let values) = argument?.base.values else {
      preconditionFailure("`\(function)` is of truths")
    }
    let seen = try fold(SeenTruths(values: values))
    return Column(
      .bool(seen.map { !$0.isEmpty && isTrue($0) }), present: presence(seen.map { !$0.isEmpty }))
  }
}
