import Language
import Tables

/// A table between two steps: columns, and which of their rows are chosen, in which order.
///
/// Steps that only choose or order rows leave the columns where they are.
struct Frame: Sendable {
  let schema: Schema
  /// Columns that no later step needs have no rows here.
  let columns: [Column]
  let rows: Selection

  static let unneeded = Column(.bool([]))

  var rowCount: Int { rows.count }

  /// The frame with some of its rows, by their place in it.
  func choosing(_ places: [Int32], loop: RowLoop) throws -> Frame {
    Frame(schema: schema, columns: columns, rows: .rows(try rows.resolving(places, loop: loop)))
  }

  func choosing(_ range: Range<Int>) -> Frame {
    let chosen: Selection =
      switch rows {
      case .all(let count) where range == 0..<count: rows
      case .all: .rows(range.map { Int32($0) })
      case .rows(let rows): .rows(Array(rows[range]))
      }
    return Frame(schema: schema, columns: columns, rows: chosen)
  }
}

extension Selection {
  /// The rows that a choice of these rows leads to.
  func choosing(_ places: Selection, loop: RowLoop) throws -> Selection {
    switch places {
    case .all: self
    case .rows(let places): .rows(try resolving(places, loop: loop))
    }
  }

  /// The rows at some places; `noRow` stays.
  func resolving(_ places: [Int32], loop: RowLoop) throws -> [Int32] {
    switch self {
    case .all: places
    case .rows(let rows):
      try loop.array(places.count) { resolved, range in
        for index in range { resolved[index] = places[index] == noRow ? noRow : rows[Int(places[index])] }
      }
    }
  }
}
