/// A sort key of each row, or several packed together, as an unsigned number.
struct SortWord: Sendable {
  var values: [UInt64]
  /// How many low bits of the values may differ from 0.
  var bits: Int
}

/// The numbers of the rows in the order of their words, the first word counting most; equal rows stay in order.
///
/// A radix sort from the lowest digit up: every pass counts the digits piece by piece and deals the rows to
/// their places, so that the pieces write apart from one another.
///
/// - Complexity: O(rows × bits).
func stableOrder(of words: [SortWord], count: Int, loop: RowLoop) throws -> [Int32] {
  // SAFETY: the kernels below trust that there is a key for every row.
  precondition(words.allSatisfy { $0.values.count == count })
  var rows: [Int32] = try loop.array(count) { rows, range in
    for row in range { rows[row] = Int32(truncatingIfNeeded: row) }
  }
  var isFirst = true
  for word in words.reversed() where word.bits > 0 {
    let order = rows
    var keys = word.values
    if !isFirst {
      keys = try loop.array(count) { keys, range in
        for place in range { keys[place] = word.values[Int(order[place])] }
      }
    }
    try sort(&rows, by: &keys, bits: word.bits, loop: loop)
    isFirst = false
  }
  return rows
}

private func sort(_ rows: inout [Int32], by keys: inout [UInt64], bits: Int, loop: RowLoop) throws {
  // SAFETY: a pass that deals writes every place; where none does, they are never read.
  var nextRows = [Int32](uninitializedCount: rows.count)
  var nextKeys = [UInt64](uninitializedCount: rows.count)
  let passes = (bits + widestDigit - 1) / widestDigit
  let width = (bits + passes - 1) / passes
  for pass in 0..<passes {
    let isDealt = try deal(
      rows, keys, to: &nextRows, &nextKeys, shift: UInt64(pass * width), buckets: 1 << width, loop: loop)
    if isDealt {
      swap(&rows, &nextRows)
      swap(&keys, &nextKeys)
    }
  }
}

private let widestDigit = 8

/// One pass; false when all rows have one digit, and nothing was moved.
private func deal(
  _ rows: [Int32], _ keys: [UInt64], to nextRows: inout [Int32], _ nextKeys: inout [UInt64], shift: UInt64,
  buckets: Int, loop: RowLoop
) throws -> Bool {
  let mask = UInt64(buckets - 1)
  let pieces = loop.pieces(of: rows.count)
  var places = try loop.map(pieces) { range in
    var counts = [Int](repeating: 0, count: buckets)
    // SAFETY: a digit is at most the mask, below the number of buckets; there are as many keys as rows.
    counts.withUnsafeMutableBufferPointer { counts in
      keys.withUnsafeBufferPointer { keys in
        for place in range { counts[Int(truncatingIfNeeded: keys[place] >> shift & mask)] += 1 }
      }
    }
    return counts
  }
  var total = 0
  for bucket in 0..<buckets {
    let start = total
    for piece in places.indices {
      let count = places[piece][bucket]
      places[piece][bucket] = total
      total += count
    }
    if total - start == rows.count { return false }
  }
  let firstPlaces = places
  try nextRows.shared { nextRows in
    try nextKeys.shared { nextKeys in
      try loop.forEach(pieces) { piece, range in
        var places = firstPlaces[piece]
        // SAFETY: the places of each piece and digit are as many as were counted of the same keys, and apart
        // from all others; together they are the whole array.
        places.withUnsafeMutableBufferPointer { places in
          keys.withUnsafeBufferPointer { keys in
            rows.withUnsafeBufferPointer { rows in
              for index in range {
                let key = keys[index]
                let digit = Int(truncatingIfNeeded: key >> shift & mask)
                let place = places[digit]
                places[digit] = place + 1
                nextKeys[place] = key
                nextRows[place] = rows[index]
              }
            }
          }
        }
      }
    }
  }
  return true
}
