import Tables

/// The rows that one worker computes at a time: enough to fill a loop, few enough to stay in the cache.
struct Morsel {
  enum Rows {
    case range(Range<Int>)
    case chosen(ArraySlice<Int32>)
  }

  let columns: [Column]
  let rows: Rows
  /// Whether an operand is computed only at the rows that need it, rather than at all of them.
  ///
  /// The first try is not careful, since plain loops are faster than gathering. Where it fails, `if` or `and`
  /// may stand there just to keep the failing rows out, so the morsel is computed again with care.
  let isCareful: Bool

  /// How many rows a morsel has: a constant, so that no result depends on the number of workers.
  static let size = 16_384

  var count: Int {
    switch rows {
    case .range(let range): range.count
    case .chosen(let rows): rows.count
    }
  }

  /// The rows at some positions of this morsel.
  func narrowed(to positions: [Int32]) -> Morsel {
    let chosen: [Int32] =
      switch rows {
      case .range(let range): positions.map { $0 + Int32(range.lowerBound) }
      case .chosen(let rows): positions.map { rows[rows.startIndex + Int($0)] }
      }
    return Morsel(columns: columns, rows: .chosen(chosen[...]), isCareful: isCareful)
  }
}

extension Selection {
  /// The rows of one piece when the selection is cut into pieces of a size.
  func piece(_ index: Int, of size: Int) -> Morsel.Rows {
    let range = index * size..<Swift.min(count, (index + 1) * size)
    switch self {
    case .all: return .range(range)
    case .rows(let rows): return .chosen(rows[range])
    }
  }
}
