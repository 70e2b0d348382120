/// A choice of the rows of a table, in an order, without moving them.
package enum Selection: Sendable {
  /// Every row of a table of that many, from the first to the last.
  case all(Int)
  /// These rows, in this order; a row may stand here twice.
  case rows([Int32])

  package var count: Int {
    switch self {
    case .all(let count): count
    case .rows(let rows): rows.count
    }
  }
}
