extension Forest {
  package var bytes: [UInt8] {
    var writer = ByteWriter(.forest, capacity: 16 * nodes.columns.count * nodes.outputs + 8 * columns + 4096)
    writer.write(Int64(columns))
    writer.write(Int64(trainingRows))
    writer.write(Int64(classCount))
    parameters.write(to: &writer)
    writer.write(impurityImportance)
    nodes.write(to: &writer)
    return writer.finish()
  }

  package init(bytes: [UInt8]) throws(LearningError) {
    var reader = try ByteReader(bytes, .forest)
    columns = try reader.readInt()
    trainingRows = try reader.readInt()
    let classes = try reader.readInt()
    task = classes == 0 ? .regression : .classification(classes: classes)
    parameters = try ForestParameters(from: &reader)
    impurityImportance = try reader.readDoubles()
    nodes = try ForestNodes(from: &reader)
    let outputs = classes > 2 ? classes : 1
    guard columns > 0, classes >= 0, classes <= 1 << 16, impurityImportance.count == columns,
      nodes.isSound(columns: columns, outputs: outputs)
    else { throw .damagedModel }
  }

  /// 0 for regression.
  private var classCount: Int {
    if case .classification(let classes) = task { classes } else { 0 }
  }
}

extension ForestNodes {
  /// Only what cannot be reckoned again: a leaf asks nothing, and a node that asks has the weights of its children.
  fileprivate func write(to writer: inout ByteWriter) {
    let asking = columns.indices.filter { columns[$0] >= 0 }
    let leaves = columns.indices.filter { columns[$0] < 0 }
    writer.write(starts)
    writer.write(depths)
    writer.write(narrow: columns.map { $0 + 1 })
    writer.write(asking.map { thresholds[$0] })
    writer.write(narrow: asking.map { left[$0] - Int32($0) })
    writer.write(asking.map { missingGoesLeft[$0] })
    let weights = leaves.map { cover[$0] }
    let whole = weights.compactMap { Int32(exactly: $0) }
    let isWhole = whole.count == weights.count && whole.allSatisfy { $0 >= 0 }
    writer.write(isWhole)
    if isWhole { writer.write(narrow: whole) } else { writer.write(weights) }
    writer.write(Int64(outputs))
    writer.write(leaves.flatMap { values[$0 * outputs..<($0 + 1) * outputs] })
  }

  fileprivate init(from reader: inout ByteReader) throws(LearningError) {
    guard reader.version >= 3 else {
      try self.init(wideFrom: &reader)
      return
    }
    let (starts, depths) = (try reader.readInts(), try reader.readInts())
    let columns = try reader.readNarrowInts().map { $0 - 1 }
    let (thresholds, distances) = (try reader.readDoubles(), try reader.readNarrowInts())
    let missingGoesLeft = try reader.readBools()
    let weights =
      try reader.readBool() ? try reader.readNarrowInts().map { Double($0) } : try reader.readDoubles()
    let outputs = try reader.readInt()
    let values = try reader.readDoubles()
    let count = columns.count
    let asking = columns.count { $0 >= 0 }
    let leaves = count - asking
    guard thresholds.count == asking, distances.count == asking, missingGoesLeft.count == asking,
      weights.count == leaves, outputs > 0, outputs <= 1 << 16, values.count == leaves * outputs
    else { throw .damagedModel }
    var all = Widened(count: count, outputs: outputs)
    var (question, leaf) = (asking, leaves)
    // Children stand behind their parents.
    for node in (0..<count).reversed() {
      if columns[node] < 0 {
        leaf -= 1
        all.left[node] = Int32(truncatingIfNeeded: node)
        all.cover[node] = weights[leaf]
        for output in 0..<outputs { all.values[node * outputs + output] = values[leaf * outputs + output] }
        continue
      }
      question -= 1
      let child = node + Int(distances[question])
      guard child > node, child + 1 < count else { throw .damagedModel }
      all.thresholds[node] = thresholds[question]
      all.left[node] = Int32(truncatingIfNeeded: child)
      all.missingGoesLeft[node] = missingGoesLeft[question]
      all.cover[node] = all.cover[child] + all.cover[child + 1]
    }
    self.init(
      starts: starts, depths: depths, columns: columns, thresholds: all.thresholds, left: all.left,
      missingGoesLeft: all.missingGoesLeft, cover: all.cover, outputs: outputs, values: all.values)
  }

  /// What each node has, as it is where nothing is said of it.
  private struct Widened {
    var thresholds: [Double]
    var left: [Int32]
    var missingGoesLeft: [Bool]
    var cover: [Double]
    var values: [Double]

    init(count: Int, outputs: Int) {
      thresholds = Array(repeating: .infinity, count: count)
      left = Array(repeating: 0, count: count)
      missingGoesLeft = Array(repeating: true, count: count)
      cover = Array(repeating: 0, count: count)
      values = Array(repeating: 0, count: count * outputs)
    }
  }

  /// As forests were written before version 3: all of every node.
  private init(wideFrom reader: inout ByteReader) throws(LearningError) {
    self.init(
      starts: try reader.readInts(), depths: try reader.readInts(), columns: try reader.readInts(),
      thresholds: try reader.readDoubles(), left: try reader.readInts(),
      missingGoesLeft: try reader.readBools(), cover: try reader.readDoubles(),
      outputs: try reader.readInt(), values: try reader.readDoubles())
  }

  /// Every walk ends in a leaf of its tree.
  fileprivate func isSound(columns columnCount: Int, outputs expected: Int) -> Bool {
    let count = columns.count
    guard outputs == expected, thresholds.count == count, left.count == count,
      missingGoesLeft.count == count, cover.count == count, values.count == count * outputs,
      starts.count == depths.count + 1, trees > 0, starts[0] == 0, starts[trees] == Int32(count)
    else { return false }
    for tree in 0..<trees {
      guard starts[tree] < starts[tree + 1] else { return false }
      var levels = Array(repeating: Int32(0), count: Int(starts[tree + 1] - starts[tree]))
      for node in starts[tree]..<starts[tree + 1] {
        let place = Int(node)
        if columns[place] < 0 {
          guard left[place] == node else { return false }
          continue
        }
        guard columns[place] < columnCount, left[place] > node, left[place] < starts[tree + 1] - 1,
          levels[Int(node - starts[tree])] < depths[tree]
        else { return false }
        let level = levels[Int(node - starts[tree])] + 1
        levels[Int(left[place] - starts[tree])] = level
        levels[Int(left[place] - starts[tree]) + 1] = level
      }
    }
    return true
  }
}

extension ForestParameters {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.write(Int64(trees))
    writer.write(Int64(depth ?? 0))
    switch features {
    case nil: writer.write([0.0, 0])
    case .all: writer.write([1.0, 0])
    case .squareRoot: writer.write([2.0, 0])
    case .count(let count): writer.write([3, Double(count)])
    case .share(let share): writer.write([4, share])
    }
    writer.write(Int64(minLeaf))
    writer.write(maxSamples)
    writer.write(bootstrap)
    let criteria: [Criterion?] = [nil, .squaredError, .gini, .entropy]
    writer.write(UInt8(criteria.firstIndex(of: criterion) ?? 0))
    writer.write(classWeight == .balanced)
    writer.write(seed)
  }

  fileprivate init(from reader: inout ByteReader) throws(LearningError) {
    self.init()
    trees = try reader.readInt()
    let depth = try reader.readInt()
    self.depth = depth == 0 ? nil : depth
    let features = try reader.readDoubles()
    guard features.count == 2 else { throw .damagedModel }
    switch features[0] {
    case 0: self.features = nil
    case 1: self.features = .all
    case 2: self.features = .squareRoot
    case 3: self.features = .count(Int(exactly: features[1]) ?? 1)
    case 4: self.features = .share(features[1])
    default: throw .damagedModel
    }
    minLeaf = try reader.readInt()
    maxSamples = try reader.readDouble()
    bootstrap = try reader.readBool()
    let criteria: [Criterion?] = [nil, .squaredError, .gini, .entropy]
    let criterion = Int(try reader.readInteger(UInt8.self))
    guard criterion < criteria.count else { throw .damagedModel }
    self.criterion = criteria[criterion]
    classWeight = try reader.readBool() ? .balanced : .equal
    seed = try reader.readInteger(UInt64.self)
  }
}
