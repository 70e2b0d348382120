import CProcessor
import Numerics
import Parallel

/// The nodes of a forest laid out for walking many rows through them.
///
/// Every value is first replaced by the number of the forest's thresholds that lie below it, so that a node is
/// one word and a comparison one of whole numbers. Several rows then go through a tree side by side, always as
/// many steps as the tree is deep: no step waits for another and nothing has to be guessed. A leaf leads to
/// itself.
final class ForestWalk: @unchecked Sendable {
  // SAFETY: written in `init` only, freed when nobody has a reference any more.
  private let steps: UnsafeMutablePointer<UInt64>
  /// The thresholds of each column, ascending, each once.
  private let thresholds: [[Double]]
  /// The first levels of each tree, which go without jumping from node to node.
  private let tops: UnsafeMutablePointer<hq_treetop>
  private let loops = hq_best_loops()
  private let depths: [Int32]
  private let columns: Int
  /// With missing values every column has two codes: one for nodes that send them left, one for the others.
  private let hasMissing: Bool

  // A step holds the left child in its high bits, then the column, then the bound.
  private static let boundBits: UInt64 = 24
  private static let columnBits: UInt64 = 14
  private static let leftShift = boundBits + columnBits
  private static let boundMask: UInt64 = (1 << boundBits) - 1
  private static let columnMask: UInt64 = (1 << columnBits) - 1

  /// nil when columns, thresholds or nodes are too many for the layout.
  init?(
    _ nodes: ForestNodes, columns: Int, hasMissing: Bool, workers: Workers, cancellation: Cancellation
  ) throws {
    let width = hasMissing ? 2 * columns : columns
    guard width > 0, width <= ForestWalk.columnMask,
      nodes.columns.count < 1 << (64 - ForestWalk.leftShift)
    else { return nil }
    self.columns = columns
    self.hasMissing = hasMissing
    depths = nodes.depths
    let askers = ForestWalk.nodesByColumn(nodes, columns: columns)
    // SAFETY: a step for every node; each is written once below, by the piece that has the node's column.
    let steps = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, nodes.columns.count))
    self.steps = steps
    for node in 0..<nodes.columns.count {
      steps[node] = UInt64(nodes.left[node]) << ForestWalk.leftShift | ForestWalk.boundMask
    }
    // SAFETY: one for each tree, written below before anybody walks.
    tops = .allocate(capacity: max(1, nodes.trees))
    let places = Steps(base: steps)
    do {
      thresholds = try workers.map(columns) { column in
        try cancellation.check()
        return ForestWalk.code(askers[column], of: column, columns, nodes, hasMissing, places)
      }
    } catch {
      steps.deallocate()
      tops.deallocate()
      throw error
    }
    for tree in 0..<nodes.trees {
      (tops + tree).initialize(to: ForestWalk.top(of: Int(nodes.starts[tree]), nodes, steps))
    }
    if thresholds.contains(where: { $0.count >= ForestWalk.boundMask }) { return nil }
  }

  deinit {
    steps.deallocate()
    tops.deallocate()
  }

  private struct Steps: @unchecked Sendable {
    // SAFETY: the pieces write different nodes.
    let base: UnsafeMutablePointer<UInt64>
  }

  private static let topLevels = 4

  private static func top(
    of root: Int, _ nodes: ForestNodes, _ steps: UnsafeMutablePointer<UInt64>
  ) -> hq_treetop {
    var top = hq_treetop()
    // A leaf comes again on every level below it.
    var level = [root]
    var place = 0
    // SAFETY: the columns, the bounds and the ends are 46 numbers of 32 bits in a row.
    withUnsafeMutableBytes(of: &top) { bytes in
      let numbers = bytes.bindMemory(to: Int32.self)
      for _ in 0..<topLevels {
        var next: [Int] = []
        for node in level {
          numbers[place] = Int32((steps[node] >> boundBits) & columnMask)
          numbers[place + 15] = Int32(steps[node] & boundMask)
          let left = Int(steps[node] >> leftShift)
          next += [left, nodes.columns[node] < 0 ? left : left + 1]
          place += 1
        }
        level = next
      }
      for (end, node) in level.enumerated() { numbers[30 + end] = Int32(node) }
    }
    return top
  }

  private static func nodesByColumn(_ nodes: ForestNodes, columns: Int) -> [[Int32]] {
    var askers = Array(repeating: [Int32](), count: columns)
    for node in 0..<nodes.columns.count where nodes.columns[node] >= 0 {
      askers[Int(nodes.columns[node])].append(Int32(node))
    }
    return askers
  }

  /// Writes the steps of the nodes that ask about a column; gives the column's thresholds.
  private static func code(
    _ askers: [Int32], of column: Int, _ columns: Int, _ nodes: ForestNodes, _ hasMissing: Bool,
    _ steps: Steps
  ) -> [Double] {
    let values = askers.map { nodes.thresholds[Int($0)] }
    var order = SortedOrder(capacity: values.count)
    var distinct: [Double] = []
    values.withUnsafeBufferPointer { values in
      order.withOrder(of: values, column: 0, columns: 1) { keys, places in
        for place in 0..<keys.count {
          if place == 0 || keys[place] != keys[place - 1] {
            distinct.append(SortedOrder.value(of: keys[place]))
          }
          let node = Int(askers[Int(places[place])])
          let asked = hasMissing && nodes.missingGoesLeft[node] ? column + columns : column
          steps.base[node] =
            UInt64(nodes.left[node]) << leftShift | UInt64(asked) << boundBits | UInt64(distinct.count - 1)
        }
      }
    }
    return distinct
  }

  /// Numbers in a row of codes.
  var width: Int { hasMissing ? 2 * columns : columns }

  /// How many rows are coded at a time, so that their codes stay in the cache.
  var blockRows: Int { max(16, min(1024, 32_768 / max(1, width))) }

  /// Rows that go through a tree side by side.
  static let lanes = 8

  /// How many codes so many rows take: whole groups of lanes.
  func codeCount(rows: Int) -> Int {
    (rows + ForestWalk.lanes - 1) / ForestWalk.lanes * ForestWalk.lanes * width
  }

  /// Writes the codes of some rows: group after group, in it column after column, the group's rows together.
  func encode(_ rows: Range<Int>, of features: UnsafePointer<Double>, to codes: UnsafeMutablePointer<UInt32>)
  {
    // Above every bound but that of leaves, where everything goes left.
    let missing = UInt32(ForestWalk.boundMask)
    codes.initialize(repeating: 0, count: codeCount(rows: rows.count))
    for column in 0..<columns {
      thresholds[column].withUnsafeBufferPointer { thresholds in
        for row in 0..<rows.count {
          let value = features[(rows.lowerBound &+ row) &* columns &+ column]
          let place = ((row >> 3) &* width &+ column) &* ForestWalk.lanes &+ (row & 7)
          let code = value.isNaN ? missing : ForestWalk.countBelow(value, thresholds)
          codes[place] = code
          if hasMissing { codes[place &+ columns &* ForestWalk.lanes] = value.isNaN ? 0 : code }
        }
      }
    }
  }

  /// How many thresholds lie below a value, halving what is left without a branch.
  @inline(__always)
  private static func countBelow(_ value: Double, _ thresholds: UnsafeBufferPointer<Double>) -> UInt32 {
    var below = 0
    var length = thresholds.count
    while length > 0 {
      let half = (length &+ 1) >> 1
      below &+= thresholds[below &+ half &- 1] < value ? half : 0
      length &-= half
    }
    return UInt32(truncatingIfNeeded: below)
  }

  /// Writes the leaf that each of `count` coded rows comes to in a tree.
  func findLeaves(
    of tree: Int, _ codes: UnsafeMutablePointer<UInt32>, count: Int, _ leaves: UnsafeMutablePointer<Int32>
  ) {
    let (depth, width, steps) = (max(0, Int(depths[tree]) - ForestWalk.topLevels), width, steps)
    let groups = (count + ForestWalk.lanes - 1) / ForestWalk.lanes
    hq_walk_treetop(loops, tops + tree, codes, width, groups * ForestWalk.lanes, leaves)
    for group in 0..<groups {
      let row = codes + group &* width &* ForestWalk.lanes
      let found = leaves + group &* ForestWalk.lanes
      var (a, b, c, d) = (Int(found[0]), Int(found[1]), Int(found[2]), Int(found[3]))
      var (e, f, g, h) = (Int(found[4]), Int(found[5]), Int(found[6]), Int(found[7]))
      for _ in 0..<depth {
        a = ForestWalk.next(steps[a], row)
        b = ForestWalk.next(steps[b], row + 1)
        c = ForestWalk.next(steps[c], row + 2)
        d = ForestWalk.next(steps[d], row + 3)
        e = ForestWalk.next(steps[e], row + 4)
        f = ForestWalk.next(steps[f], row + 5)
        g = ForestWalk.next(steps[g], row + 6)
        h = ForestWalk.next(steps[h], row + 7)
      }
      found[0] = Int32(truncatingIfNeeded: a)
      found[1] = Int32(truncatingIfNeeded: b)
      found[2] = Int32(truncatingIfNeeded: c)
      found[3] = Int32(truncatingIfNeeded: d)
      found[4] = Int32(truncatingIfNeeded: e)
      found[5] = Int32(truncatingIfNeeded: f)
      found[6] = Int32(truncatingIfNeeded: g)
      found[7] = Int32(truncatingIfNeeded: h)
    }
  }

  @inline(__always)
  private static func next(_ step: UInt64, _ row: UnsafeMutablePointer<UInt32>) -> Int {
    let column = Int(truncatingIfNeeded: (step &>> boundBits) & columnMask)
    // The sign of a difference: written as a comparison, it becomes a branch that is guessed wrong half the time.
    let goesRight = ((step & boundMask) &- UInt64(row[column &* lanes])) &>> 63
    return Int(truncatingIfNeeded: (step &>> leftShift) &+ goesRight)
  }
}
