import Tables

/// Several pools of texts made one, and where the texts of each have gone.
struct JoinedPools {
  enum CodeMap: Sendable {
    case same
    /// Every code but that of the empty text moves up.
    case shifted(UInt32)
    case table([UInt32])
  }

  let pool: TextPool
  let maps: [CodeMap]

  /// How many comparisons of texts it is worth to keep the joined pool free of duplicates.
  private static let comparisons = 1 << 22

  /// The largest pool keeps its codes. A few texts, such as the constants of an expression, are looked up in
  /// it, so that it stays distinct; many are put behind it as they are.
  init(_ pools: [TextPool]) {
    let largest = pools.indices.max { pools[$0].count < pools[$1].count } ?? 0
    let base = pools.isEmpty ? TextPool.empty : pools[largest]
    var offsets = base.offsets
    var bytes = base.bytes
    offsets.reserveCapacity(pools.reduce(0) { $0 + $1.count } + 1)
    bytes.reserveCapacity(pools.reduce(0) { $0 + $1.bytes.count })
    var isDistinct = base.isDistinct
    var maps: [CodeMap] = []
    var seen: [ObjectIdentifier: CodeMap] = [ObjectIdentifier(base): .same]
    for pool in pools {
      if let map = seen[ObjectIdentifier(pool)] {
        maps.append(map)
        continue
      }
      let map: CodeMap
      if isDistinct, pool.count * offsets.count <= JoinedPools.comparisons {
        map = .table((0..<pool.count).map { JoinedPools.find(pool, $0, in: &offsets, &bytes) })
      } else {
        map = .shifted(UInt32(offsets.count - 2))
        JoinedPools.append(pool, to: &offsets, &bytes)
        isDistinct = isDistinct && pool.count == 1
      }
      seen[ObjectIdentifier(pool)] = map
      maps.append(map)
    }
    self.maps = maps
    self.pool =
      offsets.count == base.offsets.count
      ? base : TextPool(offsets: offsets, bytes: bytes, isDistinct: isDistinct)
  }

  /// Puts all the texts of a pool but the empty one behind the others.
  private static func append(_ pool: TextPool, to offsets: inout [Int], _ bytes: inout [UInt8]) {
    let end = bytes.count
    bytes.append(contentsOf: pool.bytes)
    let place = offsets.count
    offsets.append(contentsOf: pool.offsets[2...])
    // SAFETY: places are below `count`.
    offsets.withUnsafeMutableBufferPointer { offsets in
      for index in place..<offsets.count { offsets[index] &+= end }
    }
  }

  /// The code of a text of another pool, which is added where it is new.
  private static func find(
    _ pool: TextPool, _ code: Int, in offsets: inout [Int], _ bytes: inout [UInt8]
  ) -> UInt32 {
    let text = pool.bytes[pool.offsets[code]..<pool.offsets[code + 1]]
    for known in 0..<offsets.count - 1
    where offsets[known + 1] - offsets[known] == text.count
      && bytes[offsets[known]..<offsets[known + 1]].elementsEqual(text)
    {
      return UInt32(known)
    }
    bytes.append(contentsOf: text)
    offsets.append(bytes.count)
    return UInt32(offsets.count - 2)
  }
}

extension JoinedPools {
  /// - Throws: when there are more texts than codes.
  static func checked(_ pools: [TextPool]) throws(QueryError) -> JoinedPools {
    var distinct: [ObjectIdentifier: Int] = [:]
    for pool in pools { distinct[ObjectIdentifier(pool)] = pool.count }
    if distinct.values.reduce(0, +) > Int(Int32.max) {
      throw QueryError(.tooLarge, "a column of texts has more than `\(Int32.max)` different texts")
    }
    return JoinedPools(pools)
  }
}

extension JoinedPools.CodeMap {
  var isIdentity: Bool {
    if case .same = self { true } else { false }
  }

  func apply(to codes: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
    let operand = Operand(lanes: codes, isConstant: false)
    switch self {
    case .same: return codes
    case .shifted(let distance): return mapped(operand, count: codes.count) { $0 == 0 ? 0 : $0 &+ distance }
    case .table(let table): return mapped(operand, count: codes.count) { table[Int($0)] }
    }
  }
}
