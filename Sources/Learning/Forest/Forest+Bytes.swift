extension Forest {
  package var bytes: [UInt8] {
    var writer = ByteWriter(.forest, capacity: nodes.byteCount + 8 * columns + 1024)
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
  fileprivate var byteCount: Int {
    4 * (starts.count + depths.count + columns.count + left.count) + missingGoesLeft.count
      + 8 * (thresholds.count + cover.count + values.count)
  }

  fileprivate func write(to writer: inout ByteWriter) {
    writer.write(starts)
    writer.write(depths)
    writer.write(columns)
    writer.write(thresholds)
    writer.write(left)
    writer.write(missingGoesLeft)
    writer.write(cover)
    writer.write(Int64(outputs))
    writer.write(values)
  }

  fileprivate init(from reader: inout ByteReader) throws(LearningError) {
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
