/// The type of a column, and of every value in it that is not null.
package enum DataType: String, Sendable, Hashable, CaseIterable {
  case bool, int, double, text, date, timestamp
  /// A list of texts: genres, keywords, languages.
  case list

  package var isNumeric: Bool { self == .int || self == .double }
}
