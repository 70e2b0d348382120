import Tables

/// What is known of a function of the library: enough to check a call, to complete it and to explain it.
///
/// The room that computes the function states its signature beside the computation; nothing about it stands
/// anywhere else.
package struct FunctionSignature: Sendable {
  package struct Overload: Sendable {
    package let parameters: [DataType]
    package let result: DataType
    /// The last parameter may come any number of times more.
    package let repeatsLast: Bool

    package init(_ parameters: [DataType], _ result: DataType, repeatsLast: Bool = false) {
      self.parameters = parameters
      self.result = result
      self.repeatsLast = repeatsLast
    }
  }

  package let name: String
  /// `round(x, digits)`: how `help` shows it.
  package let usage: String
  package let overloads: [Overload]
  /// One line: what it gives.
  package let summary: String
  /// An expression that needs no table, and the text of its value; tests run every one.
  package let example: (text: String, value: String)?
  /// What other tools call it.
  package let otherNames: [String]
  /// The result over the rows of a group, rather than of one row.
  package let isAggregate: Bool
  /// The last parameter is a constant between 0 and 1: the share of a quantile.
  package let takesShare: Bool

  package init(
    _ name: String, usage: String, overloads: [Overload], summary: String,
    example: (text: String, value: String)? = nil, otherNames: [String] = [], isAggregate: Bool = false,
    takesShare: Bool = false
  ) {
    self.name = name
    self.usage = usage
    self.overloads = overloads
    self.summary = summary
    self.example = example
    self.otherNames = otherNames
    self.isAggregate = isAggregate
    self.takesShare = takesShare
  }
}
