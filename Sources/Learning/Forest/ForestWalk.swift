import CProcessor
import Numerics
import Parallel
import Synchronization

/// The nodes of a forest laid out for walking many rows through them.
///
/// Every value is first replaced by the number of thresholds that lie below it, so that a node is one word and a
/// comparison one of whole numbers. The rows of a group then go through a tree side by side, always as many steps as
/// the tree is deep: no step waits for another and nothing has to be guessed. A leaf leads to itself.
final class ForestWalk: @unchecked Sendable {
  // SAFETY: all three written in `init` only, freed when nobody has a reference any more.
  private let steps: UnsafeMutablePointer<hq_step>
  /// The first levels of each tree, which go without jumping from node to node.
  private let tops: UnsafeMutablePointer<hq_treetop>
  /// The other levels of each tree, where the processor goes through them without jumping too.
  private let deepTrees: UnsafeMutablePointer<hq_deep_tree>?
  private let loops = hq_best_loops()
  private let parts: [Part]
  private let depths: [Int32]
  private let columns: Int
  /// With missing values every column has two codes: one for nodes that send them left, one for the others.
  private let hasMissing: Bool

  /// Trees whose thresholds are few enough to be told apart by a code: mostly all of them.
  private struct Part {
    let trees: Range<Int>
    /// The thresholds of each column, ascending, each once.
    let thresholds: [[Double]]
  }

  /// Rows that go through a tree side by side.
  static let group = Int(hq_walked_rows)
  private static let topLevels = Int(hq_top_levels)
  /// To go through all levels of a complete tree costs as much as to jump through so many.
  private static let leastDeepLevels = 7
  private static let missing = UInt16(hq_missing_code)
  /// Codes of a group that a step can name: their places are counted in fours.
  private static let mostColumns = 4 * (Int(UInt16.max) + 1) / group

  /// nil when there are more columns, or thresholds in a single tree, than the layout has room for.
  init?(
    _ nodes: ForestNodes, columns: Int, hasMissing: Bool, workers: Workers, cancellation: Cancellation
  ) throws {
    let width = hasMissing ? 2 * columns : columns
    guard width > 0, width <= ForestWalk.mostColumns else { return nil }
    self.columns = columns
    self.hasMissing = hasMissing
    depths = nodes.depths
    let count = nodes.columns.count
    // SAFETY: a step for every node. Those of leaves are written here, each other one below by the piece that has
    // the node's column.
    let steps = UnsafeMutablePointer<hq_step>.allocate(capacity: max(1, count))
    for node in 0..<count {
      steps[node] = hq_step(start: 0, bound: ForestWalk.missing, left: UInt32(nodes.left[node]))
    }
    self.steps = steps
    // SAFETY: one for each tree, written below before anybody walks.
    tops = .allocate(capacity: max(1, nodes.trees))
    let layout = Layout(steps: steps, nodes: nodes, columns: columns, hasMissing: hasMissing)
    do {
      parts = try layout.parts(of: 0..<nodes.trees, workers: workers, cancellation: cancellation) ?? []
    } catch {
      steps.deallocate()
      tops.deallocate()
      throw error
    }
    for tree in 0..<nodes.trees {
      (tops + tree).initialize(to: layout.top(of: Int(nodes.starts[tree])))
    }
    let isDeep =
      hq_walks_deep(loops) != 0 && width <= Int(hq_deep_columns) && !parts.isEmpty
      && depths.allSatisfy { $0 <= hq_deep_levels }
    // SAFETY: one for each tree, all of it written here.
    deepTrees = isDeep ? .allocate(capacity: max(1, nodes.trees)) : nil
    if let deepTrees {
      for tree in 0..<nodes.trees { layout.writeDeepTree(below: tops[tree], to: deepTrees + tree) }
    }
    if parts.isEmpty { return nil }
  }

  deinit {
    steps.deallocate()
    tops.deallocate()
    deepTrees?.deallocate()
  }

  private struct Layout: @unchecked Sendable {
    // SAFETY: the pieces write the steps of different nodes.
    let steps: UnsafeMutablePointer<hq_step>
    let nodes: ForestNodes
    let columns: Int
    let hasMissing: Bool

    /// nil when a single tree has too many thresholds.
    func parts(of trees: Range<Int>, workers: Workers, cancellation: Cancellation) throws -> [Part]? {
      let askers = askers(in: trees)
      let thresholds = try workers.map(columns) { column in
        try cancellation.check()
        return code(askers[column], of: column)
      }
      if thresholds.allSatisfy({ $0.count < ForestWalk.missing }) {
        return [Part(trees: trees, thresholds: thresholds)]
      }
      guard trees.count > 1 else { return nil }
      let middle = trees.lowerBound + trees.count / 2
      return try [trees.lowerBound..<middle, middle..<trees.upperBound].reduce([]) { all, half in
        let own = try parts(of: half, workers: workers, cancellation: cancellation)
        return all.flatMap { all in own.map { all + $0 } }
      }
    }

    /// The nodes of some trees that ask about each column.
    private func askers(in trees: Range<Int>) -> [[Int32]] {
      var askers = Array(repeating: [Int32](), count: columns)
      for node in nodes.starts[trees.lowerBound]..<nodes.starts[trees.upperBound]
      where nodes.columns[Int(node)] >= 0 {
        askers[Int(nodes.columns[Int(node)])].append(node)
      }
      return askers
    }

    /// Writes the steps of the nodes that ask about a column; gives the column's thresholds.
    private func code(_ askers: [Int32], of column: Int) -> [Double] {
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
            steps[node].start = UInt16(asked * ForestWalk.group / 4)
            steps[node].bound = UInt16(truncatingIfNeeded: distinct.count - 1)
          }
        }
      }
      return distinct
    }

    /// - Parameter tree: has as many places as the levels have nodes.
    func writeDeepTree(below top: hq_treetop, to tree: UnsafeMutablePointer<hq_deep_tree>) {
      var level = withUnsafeBytes(of: top.ends) { $0.bindMemory(to: UInt32.self).map { Int($0) } }
      // SAFETY: the levels from the first one on have as many nodes together as there are places, and the one behind
      // them has as many as there are ends.
      withUnsafeMutableBytes(of: &tree.pointee.columns) { columns in
        withUnsafeMutableBytes(of: &tree.pointee.bounds) { bounds in
          let (columns, bounds) = (columns.bindMemory(to: UInt16.self), bounds.bindMemory(to: UInt16.self))
          var place = 0
          for _ in ForestWalk.topLevels..<Int(hq_deep_levels) {
            for node in level {
              columns[place] = UInt16(Int(steps[node].start) * 4 / ForestWalk.group)
              bounds[place] = steps[node].bound
              place += 1
            }
            level = below(level)
          }
        }
      }
      withUnsafeMutableBytes(of: &tree.pointee.ends) { ends in
        let ends = ends.bindMemory(to: Int32.self)
        for (end, node) in level.enumerated() { ends[end] = Int32(node) }
      }
    }

    func top(of root: Int) -> hq_treetop {
      var top = hq_treetop()
      var level = [root]
      var place = 0
      withUnsafeMutableBytes(of: &top.starts) { starts in
        withUnsafeMutableBytes(of: &top.bounds) { bounds in
          let (starts, bounds) = (starts.bindMemory(to: UInt16.self), bounds.bindMemory(to: UInt16.self))
          for _ in 0..<ForestWalk.topLevels {
            for node in level {
              (starts[place], bounds[place]) = (steps[node].start, steps[node].bound)
              place += 1
            }
            level = below(level)
          }
        }
      }
      withUnsafeMutableBytes(of: &top.ends) { ends in
        let ends = ends.bindMemory(to: UInt32.self)
        for (end, node) in level.enumerated() { ends[end] = UInt32(node) }
      }
      return top
    }

    /// The children of some nodes, left and right; a leaf comes again on every level below it.
    private func below(_ level: [Int]) -> [Int] {
      var next: [Int] = []
      next.reserveCapacity(2 * level.count)
      for node in level {
        let left = Int(steps[node].left)
        next.append(left)
        next.append(left == node ? node : left + 1)
      }
      return next
    }
  }

  /// Numbers in a row of codes.
  private var width: Int { hasMissing ? 2 * columns : columns }

  /// How many rows are coded at a time, so that their codes stay in the cache.
  var blockRows: Int { max(1, min(32, 512 / width)) * ForestWalk.group }

  /// Finds the leaves of the rows of one block, in one tree after another.
  struct Walker: ~Copyable {
    private let walk: ForestWalk
    private let rows: Range<Int>
    private let features: UnsafePointer<Double>
    private let codes: UnsafeMutablePointer<UInt16>
    private var coded: Int?

    /// - Parameter features: must live as long as the walker.
    init(_ walk: ForestWalk, _ rows: Range<Int>, of features: UnsafePointer<Double>) {
      self.walk = walk
      self.rows = rows
      self.features = features
      // SAFETY: whole groups, each of whose codes is written before trees are walked; behind them is room for what is
      // read with the last one, and not looked at.
      let columns = ForestWalk.groups(rows.count) * walk.width + Int(hq_deep_columns)
      codes = .allocate(capacity: columns * ForestWalk.group)
    }

    deinit { codes.deallocate() }

    /// Writes the leaf that each row comes to in a tree; `leaves` has room for whole groups.
    mutating func findLeaves(of tree: Int, _ leaves: UnsafeMutablePointer<Int32>) {
      let part = walk.parts.firstIndex { tree < $0.trees.upperBound }
      if let part, part != coded {
        walk.encode(rows, of: features, walk.parts[part].thresholds, to: codes)
        coded = part
      }
      if let deepTrees = walk.deepTrees, walk.depths[tree] >= ForestWalk.leastDeepLevels {
        return hq_walk_deep_tree(
          walk.tops + tree, deepTrees + tree, codes, walk.width, ForestWalk.groups(rows.count), leaves)
      }
      hq_walk_tree(
        walk.loops, walk.tops + tree, walk.steps, max(0, Int(walk.depths[tree]) - ForestWalk.topLevels),
        codes,
        walk.width, ForestWalk.groups(rows.count), leaves)
    }
  }

  static func groups(_ rows: Int) -> Int { (rows + group - 1) / group }

  /// Writes the codes of some rows: group after group, in it column after column, the group's rows together.
  private func encode(
    _ rows: Range<Int>, of features: UnsafePointer<Double>, _ thresholds: [[Double]],
    to codes: UnsafeMutablePointer<UInt16>
  ) {
    for group in 0..<ForestWalk.groups(rows.count) {
      let first = rows.lowerBound + group * ForestWalk.group
      let count = min(ForestWalk.group, rows.upperBound - first)
      let groupCodes = codes + group * ForestWalk.group * width
      for column in 0..<columns {
        let own = thresholds[column]
        let values = features + first * columns + column
        let place = groupCodes + column * ForestWalk.group
        hq_code_column(values, columns, count, own, own.count, ForestWalk.missing, place)
        guard hasMissing else { continue }
        hq_code_column(values, columns, count, own, own.count, 0, place + columns * ForestWalk.group)
      }
    }
  }
}

/// The layouts of a forest for walking, made when first used: a forest that is asked once is asked again.
final class ForestLayouts: Sendable, Equatable {
  private let walks = Mutex<[Bool: ForestWalk]>([:])

  func walk(
    _ nodes: ForestNodes, columns: Int, hasMissing: Bool, workers: Workers, cancellation: Cancellation
  ) throws -> ForestWalk? {
    if let walk = walks.withLock({ $0[hasMissing] }) { return walk }
    let walk = try ForestWalk(
      nodes, columns: columns, hasMissing: hasMissing, workers: workers, cancellation: cancellation)
    walks.withLock { $0[hasMissing] = walk }
    return walk
  }

  /// They say nothing that the forest does not say.
  static func == (one: ForestLayouts, other: ForestLayouts) -> Bool { true }
}
