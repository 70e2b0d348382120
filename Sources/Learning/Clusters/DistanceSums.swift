import Parallel

/// How far each row is from all rows of each cluster, in sum.
///
/// The distance of two rows is measured once and counted for both. A piece of work is a block of rows of one cluster,
/// against all rows that come after it; what it finds for those is added up in the order of the pieces, so that the
/// sums do not depend on the number of workers.
struct DistanceSums {
  private let spaces: [ClusterSpace]
  /// Where the rows of each cluster begin among all.
  private let firsts: [Int]
  /// A sum for each cluster, row after row.
  private var sums: [Double]

  private static let blockRows = 64

  private struct Block {
    let cluster: Int
    let rows: Range<Int>
  }

  /// What a block found: for its own rows a sum a cluster, and for the rows behind it their distances from the block.
  private struct Found {
    var ofRows: [Double]
    var ofOthers: [[Double]]
  }

  func of(_ row: Int, in cluster: Int, to other: Int) -> Double {
    sums[(firsts[cluster] + row) * spaces.count + other]
  }

  /// - Parameter spaces: the rows of each cluster.
  init(_ spaces: [ClusterSpace], workers: Workers, cancellation: Cancellation) throws {
    self.spaces = spaces
    var firsts: [Int] = []
    var count = 0
    for space in spaces {
      firsts.append(count)
      count += space.rows
    }
    self.firsts = firsts
    let blocks = spaces.enumerated().flatMap { cluster, space in
      stride(from: 0, to: space.rows, by: DistanceSums.blockRows).map {
        Block(cluster: cluster, rows: $0..<min(space.rows, $0 + DistanceSums.blockRows))
      }
    }
    let found = try workers.map(blocks.count) { piece in
      try cancellation.check()
      return DistanceSums.measure(blocks[piece], spaces)
    }
    sums = Array(repeating: 0, count: count * spaces.count)
    for (block, found) in zip(blocks, found) {
      for (place, row) in block.rows.enumerated() {
        for cluster in spaces.indices {
          sums[(firsts[block.cluster] + row) * spaces.count + cluster] +=
            found.ofRows[place * spaces.count + cluster]
        }
      }
      for cluster in block.cluster..<spaces.count {
        let others = found.ofOthers[cluster - block.cluster]
        for row in 0..<spaces[cluster].rows {
          sums[(firsts[cluster] + row) * spaces.count + block.cluster] += others[row]
        }
      }
    }
  }

  private static func measure(_ block: Block, _ spaces: [ClusterSpace]) -> Found {
    let behind = block.cluster..<spaces.count
    var found = Found(
      ofRows: Array(repeating: 0, count: block.rows.count * spaces.count),
      ofOthers: behind.map { Array(repeating: 0, count: spaces[$0].padded) })
    let own = spaces[block.cluster]
    let points = block.rows.flatMap { own.row($0) }
    for (place, row) in block.rows.enumerated() {
      let point = own.row(row)
      // Within the block both directions are measured: it is a small part.
      for other in block.rows {
        found.ofRows[place * spaces.count + block.cluster] += own.distance(other, from: point)
      }
    }
    for cluster in behind {
      let start = cluster == block.cluster ? block.rows.upperBound : 0
      let sums = spaces[cluster].addDistances(
        from: points, count: block.rows.count, startingAt: start, to: &found.ofOthers[cluster - block.cluster]
      )
      for place in sums.indices { found.ofRows[place * spaces.count + cluster] += sums[place] }
    }
    return found
  }
}

extension ClusterSpace {
  fileprivate func distance(_ row: Int, from point: [Double]) -> Double {
    var sum = 0.0
    for column in 0..<columns {
      let difference = value(row, column) - point[column]
      sum += difference * difference
    }
    return sum.squareRoot()
  }
}
