import Tables

/// The values of a column as whole numbers that are equal, and in order, just as the values are.
struct KeyNumbers: Sendable {
  /// Those of null rows mean nothing.
  let values: [Int64]
  let present: [Bool]?

  /// Nil for texts and lists.
  init?(_ column: Column, loop: RowLoop) throws {
    present = column.present
    switch column.values {
    case .bool(let flags):
      values = try loop.array(flags.count) { numbers, rows in
        for row in rows { numbers[row] = flags[row] ? 1 : 0 }
      }
    case .int(let numbers), .timestamp(let numbers):
      values = numbers
    case .date(let days):
      values = try loop.array(days.count) { numbers, rows in
        for row in rows { numbers[row] = Int64(days[row]) }
      }
    case .double(let doubles):
      values = try loop.array(doubles.count) { numbers, rows in
        for row in rows { numbers[row] = KeyNumbers.ordered(doubles[row]) }
      }
    case .text, .list:
      return nil
    }
  }

  /// Nil when no row has a value.
  func bounds(loop: RowLoop) throws -> ClosedRange<Int64>? {
    let found = try loop.map(loop.pieces(of: values.count)) { rows -> ClosedRange<Int64>? in
      var least = Int64.max
      var greatest = Int64.min
      if let present {
        for row in rows where present[row] {
          least = min(least, values[row])
          greatest = max(greatest, values[row])
        }
      } else {
        for row in rows {
          least = min(least, values[row])
          greatest = max(greatest, values[row])
        }
      }
      return least <= greatest ? least...greatest : nil
    }
    return found.reduce(nil) { all, piece in
      guard let all, let piece else { return all ?? piece }
      return min(all.lowerBound, piece.lowerBound)...max(all.upperBound, piece.upperBound)
    }
  }

  func hashes(loop: RowLoop) throws -> [UInt64] {
    try loop.array(values.count) { hashes, rows in
      for row in rows { hashes[row] = mixed(UInt64(bitPattern: values[row])) }
    }
  }

  @inline(__always)
  private static func ordered(_ number: Double) -> Int64 {
    // Adding zero turns -0 into 0, which it equals.
    let bits = Int64(bitPattern: (number + 0).bitPattern)
    return bits >= 0 ? bits : bits ^ Int64.max
  }
}

extension Column {
  /// The texts of a column of texts, or texts that stand for its lists.
  var texts: TextVector? {
    switch values {
    case .text(let texts): texts
    case .list(let lists): lists.orderedTexts
    default: nil
    }
  }
}
