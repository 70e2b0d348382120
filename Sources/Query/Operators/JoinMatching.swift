import Language
import Tables

/// The rows of a join's result, as pairs of rows of both sides.
struct JoinPairs: Sendable {
  let left: Selection
  /// `noRow` where a row of the left has no match.
  let right: [Int32]
  /// Behind these pairs come the rows of the right that match none, in their order; only of a full join.
  let rightAlone: [Int32]
}

/// Finds the rows of the right for each row of the left.
struct JoinMatching: Sendable {
  private let keys: JoinKeys
  /// Rows of the right with code `c`: `rows[starts[c]..<starts[c + 1]]`, in their order.
  private let starts: [Int32]
  private let rows: [Int32]
  /// By code, whether a row of the left has it.
  private let isMatched: [Bool]
  let matchedLeft: Int

  private static let pairsBetweenChecks = 1 << 20

  init(_ keys: JoinKeys, loop: RowLoop) throws {
    var starts = [Int32](repeating: 0, count: keys.range + 1)
    for code in keys.right where code != noCode { starts[Int(code) + 1] += 1 }
    for code in 0..<keys.range { starts[code + 1] += starts[code] }
    var places = starts
    var rows = [Int32](repeating: 0, count: Int(starts[keys.range]))
    for row in keys.right.indices where keys.right[row] != noCode {
      let code = Int(keys.right[row])
      rows[Int(places[code])] = Int32(row)
      places[code] += 1
    }
    var isMatched = [Bool](repeating: false, count: keys.range)
    var matchedLeft = 0
    for code in keys.left where code != noCode && starts[Int(code)] < starts[Int(code) + 1] {
      isMatched[Int(code)] = true
      matchedLeft += 1
    }
    self.keys = keys
    self.starts = starts
    self.rows = rows
    self.isMatched = isMatched
    self.matchedLeft = matchedLeft
  }

  /// Rows of the right that a row of the left matches.
  var matchedRight: Int {
    isMatched.indices.reduce(0) { $0 + (isMatched[$1] ? Int(starts[$1 + 1] - starts[$1]) : 0) }
  }

  /// Where keys that match stand more than once on the right: how many keys, and the first rows of some.
  func repeatedKeys(examples: Int) -> (count: Int, firstRows: [Int32]) {
    let repeated = isMatched.indices.filter { isMatched[$0] && starts[$0 + 1] - starts[$0] > 1 }
    return (repeated.count, Array(repeated.map { rows[Int(starts[$0])] }.sorted().prefix(examples)))
  }

  /// The rows of the left that match some row, or those that match none.
  func leftRows(matching: Bool, loop: RowLoop) throws -> [Int32] {
    try loop.map(loop.pieces(of: keys.left.count)) { range in
      var chosen: [Int32] = []
      for row in range {
        let code = keys.left[row]
        if (code != noCode && isMatched[Int(code)]) == matching { chosen.append(Int32(row)) }
      }
      return chosen
    }.flatMap { $0 }
  }

  func pairs(kind: Join.Kind, loop: RowLoop) throws -> JoinPairs {
    if let pairs = try singlePairs(kind: kind, loop: loop) { return pairs }
    let keepsLeft = kind != .inner
    let pieces = loop.pieces(of: keys.left.count)
    let counts = try loop.map(pieces) { range in
      range.reduce(0) { total, row in
        let count = matches(of: row).count
        return total + (count == 0 && keepsLeft ? 1 : count)
      }
    }
    let total = counts.reduce(0, +)
    guard total < Int(Int32.max) - keys.right.count else {
      throw QueryError(.tooLarge, "the join would have \(total) rows, more than a table can hold")
    }
    let places = counts.reduce(into: [0]) { places, count in places.append((places.last ?? 0) + count) }
    // SAFETY: each piece writes as many pairs as were counted of its rows, from where those before it end.
    var left = [Int32](uninitializedCount: total)
    var right = [Int32](uninitializedCount: total)
    try left.shared { left in
      try right.shared { right in
        try loop.forEach(pieces) { piece, range in
          var place = places[piece]
          // A few rows can have many matches: what is asked between pieces of rows would come too late.
          var nextCheck = place + JoinMatching.pairsBetweenChecks
          for row in range {
            if place >= nextCheck {
              try loop.cancellation.check()
              nextCheck = place + JoinMatching.pairsBetweenChecks
            }
            let matches = matches(of: row)
            if matches.isEmpty, keepsLeft {
              left[place] = Int32(truncatingIfNeeded: row)
              right[place] = noRow
              place += 1
            }
            for match in matches {
              left[place] = Int32(truncatingIfNeeded: row)
              right[place] = rows[match]
              place += 1
            }
          }
        }
      }
    }
    return JoinPairs(left: .rows(left), right: right, rightAlone: kind == .full ? rightAlone : [])
  }

  /// The pairs where every row of the left stands in exactly one: then the left need not move.
  private func singlePairs(kind: Join.Kind, loop: RowLoop) throws -> JoinPairs? {
    guard kind != .inner || matchedLeft == keys.left.count, repeatedKeys(examples: 0).count == 0 else {
      return nil
    }
    let right: [Int32] = try loop.array(keys.left.count) { right, range in
      for row in range {
        let matches = matches(of: row)
        right[row] = matches.isEmpty ? noRow : rows[matches.lowerBound]
      }
    }
    return JoinPairs(
      left: .all(keys.left.count), right: right, rightAlone: kind == .full ? rightAlone : [])
  }

  @inline(__always)
  private func matches(of row: Int) -> Range<Int> {
    let code = keys.left[row]
    if code == noCode { return 0..<0 }
    return Int(starts[Int(code)])..<Int(starts[Int(code) + 1])
  }

  private var rightAlone: [Int32] {
    keys.right.indices.lazy.filter { row in
      let code = keys.right[row]
      return code == noCode || !isMatched[Int(code)]
    }.map { Int32($0) }
  }
}
