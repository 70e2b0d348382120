import Tables

/// The items of the lists of a morsel, row by row.
struct Lists {
  // SAFETY: made only by `withLists`, whose callers let neither it nor an item of it leave the body.
  fileprivate let lanes: ListLanes
  fileprivate let step: Int
  fileprivate let items: Texts

  /// The places of a row's items.
  @inline(__always)
  subscript(row: Int) -> Range<Int> {
    lanes.starts[lanes.starts.startIndex + row * step]..<lanes.ends[lanes.ends.startIndex + row * step]
  }

  @inline(__always)
  // SAFETY: `place` is one of those that a row gives.
  func item(_ place: Int) -> UnsafeBufferPointer<UInt8> { items[place] }

  var codes: [UInt32] { lanes.items.codes }
}

extension Vector {
  /// Lends the items of the lists for the time of `body`.
  @inline(__always)
  func withLists<Result>(_ body: (Lists) throws -> Result) rethrows -> Result {
    let lanes = lists
    let items = TextOperand(codes: lanes.items.codes[...], pool: lanes.items.pool, isConstant: false)
    return try items.withTexts { try body(Lists(lanes: lanes, step: isConstant ? 0 : 1, items: $0)) }
  }
}

/// Gathers the lists that a loop makes, one for each row.
struct ListWriter {
  private var starts: [Int] = []
  private var ends: [Int] = []
  private var codes: [UInt32] = []

  /// Adds items to the list of the row at hand.
  mutating func append(_ code: UInt32) { codes.append(code) }

  /// Ends the list of the row at hand.
  mutating func endRow() {
    starts.append(ends.last ?? 0)
    ends.append(codes.count)
  }

  func values(_ pool: TextPool) -> Vector.Values {
    .list(ListLanes(starts: starts[...], ends: ends[...], items: TextVector(codes: codes, pool: pool)))
  }
}
