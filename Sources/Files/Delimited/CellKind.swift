/// What the values of a column have in common so far: a type, and for dates the way they are written.
///
/// The kinds form a lattice with `nothing` below and `text` above: `joined` gives the narrowest kind that holds
/// the values of both, so that pieces of a file can be judged apart and in any order.
enum CellKind: UInt8, Sendable {
  /// Nulls only.
  case nothing
  case bool, int, double
  /// `2026-10-31`
  case date
  case timestamp
  /// In the pattern that was asked for.
  case givenDate
  /// The same, where the pattern is of digits only, so that every value is a whole number too.
  case givenDigits
  /// `2026/10/31`
  case yearFirst
  /// `31-Oct-2026`
  case dashedName
  /// `31 Oct 2026`
  case spacedName
  /// `03/04/2020`, with nothing yet to tell which is the day.
  case slashUnsettled, slashDayFirst, slashMonthFirst
  case dotUnsettled, dotDayFirst, dotMonthFirst
  case dashUnsettled, dashDayFirst, dashMonthFirst
  case text
  /// Known already: the field is only passed over.
  case skipped

  func joined(with other: CellKind) -> CellKind {
    if self == other { return self }
    let (low, high) = rawValue < other.rawValue ? (self, other) : (other, self)
    switch (low, high) {
    case (.nothing, _): return high
    case (.int, .double): return .double
    case (.date, .timestamp): return .timestamp
    case (.int, .givenDigits): return .int
    case (.double, .givenDigits): return .double
    case (.slashUnsettled, .slashDayFirst), (.slashUnsettled, .slashMonthFirst): return high
    case (.dotUnsettled, .dotDayFirst), (.dotUnsettled, .dotMonthFirst): return high
    case (.dashUnsettled, .dashDayFirst), (.dashUnsettled, .dashMonthFirst): return high
    default: return .text
    }
  }

  /// Dates whose day and month cannot be told apart are kept as texts.
  var settled: CellKind { isUnsettled || self == .nothing ? .text : self }

  var isUnsettled: Bool { self == .slashUnsettled || self == .dotUnsettled || self == .dashUnsettled }

  /// How many bytes a value takes while it is read.
  var stride: Int {
    switch self {
    case .nothing, .skipped: 0
    case .bool: 1
    case .int, .double, .timestamp: 8
    default: 4
    }
  }

  /// True when values kept as `self` can be turned into `other` without reading the file again.
  func converts(to other: CellKind) -> Bool {
    switch (self, other) {
    case (.nothing, _), (.int, .double), (.date, .timestamp): true
    case (.slashUnsettled, .slashDayFirst), (.slashUnsettled, .slashMonthFirst): true
    case (.dotUnsettled, .dotDayFirst), (.dotUnsettled, .dotMonthFirst): true
    case (.dashUnsettled, .dashDayFirst), (.dashUnsettled, .dashMonthFirst): true
    default: self == other
    }
  }

  var name: String {
    switch self {
    case .nothing, .text, .skipped: "text"
    case .bool: "bool"
    case .int: "int"
    case .double: "double"
    case .timestamp: "timestamp"
    default: "date"
    }
  }
}
