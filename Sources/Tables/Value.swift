/// One cell of a table, or one constant of a script.
///
/// A double is always finite: what has no finite value is null or an error, never `nan` or `inf`.
package enum Value: Sendable, Hashable {
  case null
  case bool(Bool)
  case int(Int64)
  case double(Double)
  case text(String)
  case date(CalendarDate)
  case timestamp(Timestamp)
  case list([String])

  /// The type, or nil for null, which belongs to every type.
  package var type: DataType? {
    switch self {
    case .null: nil
    case .bool: .bool
    case .int: .int
    case .double: .double
    case .text: .text
    case .date: .date
    case .timestamp: .timestamp
    case .list: .list
    }
  }

  package var isNull: Bool { self == .null }
}
