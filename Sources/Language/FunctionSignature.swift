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
  /// Arguments of other types are written out as texts first.
  package let readsAnyAsText: Bool

  package init(
    _ name: String, usage: String, overloads: [Overload], summary: String,
    example: (text: String, value: String)? = nil, otherNames: [String] = [], isAggregate: Bool = false,
    takesShare: Bool = false, readsAnyAsText: Bool = false
  ) {
    self.name = name
    self.usage = usage
    self.overloads = overloads
    self.summary = summary
    self.example = example
    self.otherNames = otherNames
    self.isAggregate = isAggregate
    self.takesShare = takesShare
    self.readsAnyAsText = readsAnyAsText
  }
}

/// The functions that a script may call, by name.
package struct FunctionCatalogue: Sendable {
  private let signatures: [String: FunctionSignature]
  /// In the order in which `help` lists them.
  package let all: [FunctionSignature]

  /// The special forms of the resolver are always among them.
  package init(_ library: [FunctionSignature]) {
    all = FunctionCatalogue.specialForms + library
    signatures = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package subscript(name: String) -> FunctionSignature? { signatures[name] }

  package var names: [String] { all.map(\.name) }

  /// The function that other tools know under this name.
  package func function(knownElsewhereAs name: String) -> FunctionSignature? {
    all.first { $0.otherNames.contains(name.lowercased()) }
  }

  /// What the resolver itself understands, since types or the clock decide it.
  private static let specialForms: [FunctionSignature] = [
    FunctionSignature(
      "if", usage: "if(condition, value, otherwise)", overloads: [],
      summary: "one value where the condition is true, else the other",
      example: ("if(2 > 1, \"yes\", \"no\")", "yes"),
      otherNames: ["iif", "ifelse", "if_else", "case_when", "cond"]),
    FunctionSignature(
      "cast", usage: "cast(x, type)", overloads: [],
      summary: "the value as bool, int, double, text, date, timestamp or list; null where it cannot be read",
      example: ("cast(\"12\", int) + 1", "13"), otherNames: ["convert", "try_cast", "to_number", "as"]),
    FunctionSignature(
      "today", usage: "today()", overloads: [], summary: "the day of the script's clock",
      otherNames: ["current_date", "curdate"]),
    FunctionSignature(
      "now", usage: "now()", overloads: [], summary: "the instant of the script's clock",
      otherNames: ["current_timestamp", "sysdate"]),
  ]
}
