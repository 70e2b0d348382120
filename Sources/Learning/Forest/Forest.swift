import Numerics
import Parallel
import Synchronization

/// A fitted random forest (Breiman 2001): the mean of many trees, each grown on its own draw of the rows.
///
/// It is the same to the bit for any number of workers.
package struct Forest: Sendable, Equatable {
  package let parameters: ForestParameters
  package let task: LearningTask
  package let columns: Int
  /// The training rows; nothing of them is kept but what the trees say.
  package let trainingRows: Int
  /// All trees, one after another.
  let nodes: ForestNodes
  /// How much each column lowered the impurity, of all columns' 1; all 0 when no tree could split.
  package let impurityImportance: [Double]

  package static func fit(
    _ valid: ValidForestParameters, _ features: Matrix, _ target: Target, workers: Workers,
    cancellation: Cancellation
  ) throws -> Forest {
    let parameters = valid.parameters
    let training = try ForestTraining(
      valid, features, target, workers: workers, cancellation: cancellation)
    cancellation.progress.begin("trees", total: parameters.trees)
    let memories = Mutex<[SharedMemory]>([])
    let trees = try workers.map(parameters.trees) { index in
      try cancellation.check()
      let shared = memories.withLock { $0.popLast() } ?? SharedMemory(memory: GrowingMemory(training))
      let tree = TreeGrower.grow(tree: index, training, in: shared.memory)
      memories.withLock { $0.append(shared) }
      cancellation.progress.advance()
      return tree
    }
    return Forest(
      parameters: parameters, task: target.task, columns: features.columns, trainingRows: features.rows,
      nodes: ForestNodes(trees, outputs: training.outputs),
      impurityImportance: meanImportance(trees, columns: features.columns))
  }

  /// Normalised per tree, averaged over the trees that split, normalised.
  private static func meanImportance(_ trees: [GrownTree], columns: Int) -> [Double] {
    var sums = Array(repeating: 0.0, count: columns)
    for tree in trees {
      let all = tree.importance.reduce(0, +)
      guard all > 0 else { continue }
      for column in 0..<columns { sums[column] += tree.importance[column] / all }
    }
    let all = sums.reduce(0, +)
    return all > 0 ? sums.map { $0 / all } : sums
  }
}

/// Lets memory go from one worker to the next.
private struct SharedMemory: @unchecked Sendable {
  // SAFETY: a memory is in the list or with one worker, never both; the list's lock orders its uses.
  let memory: GrowingMemory
}

extension Forest {
  /// The weight of the training rows in the smallest leaf.
  package var smallestLeafCover: Double {
    nodes.columns.indices.reduce(.infinity) { nodes.columns[$1] < 0 ? min($0, nodes.cover[$1]) : $0 }
  }

  /// What the forest says when only some columns of a row are known: the mean of what it may say, weighed by the
  /// training rows. The definition behind `shapley`, for a number or the second of two classes.
  package func expectation(_ row: [Double], known: Set<Int>) -> Double {
    func mean(_ node: Int) -> Double {
      guard nodes.columns[node] >= 0 else { return nodes.values[node * nodes.outputs] }
      let column = Int(nodes.columns[node])
      let left = Int(nodes.left[node])
      if known.contains(column) {
        let goesLeft =
          row[column].isNaN ? nodes.missingGoesLeft[node] : row[column] <= nodes.thresholds[node]
        return mean(goesLeft ? left : left + 1)
      }
      let share = nodes.cover[left] / nodes.cover[node]
      return share * mean(left) + (1 - share) * mean(left + 1)
    }
    return (0..<nodes.trees).reduce(0) { $0 + mean(Int(nodes.starts[$1])) } / Double(nodes.trees)
  }
}
