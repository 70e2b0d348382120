import Numerics
import Parallel

/// All that the trees of a forest grow from; the same for every tree, and never changed.
final class ForestTraining: @unchecked Sendable {
  // SAFETY: the memory is written in `init` only, and freed when nobody has a reference any more.
  let features: BinnedFeatures
  let task: LearningTask
  let parameters: ForestParameters
  let criterion: ForestParameters.Criterion
  /// Columns with more than one value.
  let splittable: [Int]
  let triedFeatures: Int
  let draws: Int
  /// What one draw of a row adds to a sum, see `PackedSum`; of classes that are counted, the class.
  let unit: UnsafeMutablePointer<Int64>
  let packing: PackedSum
  /// The target itself, or the number of the class.
  let target: UnsafeMutablePointer<Double>
  /// The weight of a draw of each class; empty for regression.
  let classWeights: [Double]
  let sumWeights: SumWeights

  let bootstrap: Bootstrap

  var rows: Int { features.rows }

  /// With two classes and gini, the best split of the classes is the best split of the numbers 0 and 1.
  var countsClasses: Bool {
    guard case .classification(let classes) = task else { return false }
    return classes > 2 || criterion == .entropy
  }

  /// Numbers a leaf holds: a mean, the chance of the second of two classes, or one chance for every class.
  var outputs: Int {
    guard case .classification(let classes) = task else { return 1 }
    return classes > 2 ? classes : 1
  }

  static let rowLimit = 1 << 24

  init(
    _ valid: ValidForestParameters, _ matrix: Matrix, _ target: Target, workers: Workers,
    cancellation: Cancellation
  ) throws {
    try target.check(against: matrix)
    guard matrix.rows <= ForestTraining.rowLimit else {
      throw LearningError.tooManyRows(limit: ForestTraining.rowLimit, given: matrix.rows)
    }
    task = target.task
    parameters = valid.parameters
    criterion = try valid.criterion(for: task)
    let countsClasses =
      target.task.kind == .classification
      && (target.task != .classification(classes: 2) || criterion == .entropy)
    features = try BinnedFeatures(
      matrix, sharedBins: countsClasses ? 0 : BinnedFeatures.manyBins, workers: workers,
      cancellation: cancellation)
    splittable = features.splittable
    triedFeatures = valid.triedFeatures(of: matrix.columns, task)
    draws = parameters.bootstrap ? valid.draws(of: matrix.rows) : matrix.rows
    packing = PackedSum(draws: draws)
    bootstrap = Bootstrap(
      seed: parameters.seed, rows: matrix.rows, draws: parameters.bootstrap ? draws : nil)

    let numbers: [Double] =
      switch target {
      case .numbers(let numbers): numbers
      case .classes(let classes, _): classes.map(Double.init)
      }
    self.target = .allocate(capacity: numbers.count)
    self.target.initialize(from: numbers, count: numbers.count)
    unit = .allocate(capacity: numbers.count)
    if case .classes(let classes, let count) = target {
      classWeights = ForestTraining.weights(classes, count: count, parameters.classWeight)
      let isCounted = count > 2 || criterion == .entropy
      for (row, label) in classes.enumerated() {
        (unit + row).initialize(to: isCounted ? PackedCount.unit(ofClass: label) : packing.unit(Int64(label)))
      }
    } else {
      classWeights = []
      packing.writeUnits(of: numbers, to: unit)
    }
    sumWeights = SumWeights(packing, classWeights: classWeights)
  }

  deinit {
    target.deallocate()
    unit.deallocate()
  }

  private static func weights(
    _ classes: [Int], count: Int, _ choice: ForestParameters.ClassWeight
  ) -> [Double] {
    guard choice == .balanced else { return Array(repeating: 1, count: count) }
    var counts = Array(repeating: 0, count: count)
    for label in classes { counts[label] += 1 }
    let present = counts.count { $0 > 0 }
    return counts.map { $0 == 0 ? 1 : Double(classes.count) / (Double(present) * Double($0)) }
  }
}

/// A sum of targets and the number of draws in it, in one whole number.
///
/// Targets are fixed-point numbers, so sums do not depend on their order, and a sum less a part of it is exactly
/// the rest. The draws stand in the low bits, the targets in the others.
struct PackedSum: Sendable {
  let drawBits: Int64
  let mask: Int64

  /// Sums of up to so many draws fit.
  init(draws: Int) {
    drawBits = Int64(Int.bitWidth - draws.leadingZeroBitCount)
    mask = 1 << drawBits - 1
  }

  func unit(_ target: Int64) -> Int64 { target << drawBits + 1 }

  @inline(__always) func draws(_ sum: Int64) -> Int64 { sum & mask }
  @inline(__always) func targets(_ sum: Int64) -> Int64 { sum >> drawBits }

  /// Scales the targets to as many bits as leave room for the sum of all draws.
  func writeUnits(of targets: [Double], to units: UnsafeMutablePointer<Int64>) {
    let lowest = targets.reduce(.infinity, min)
    let highest = targets.reduce(-.infinity, max)
    let mean = targets.reduce(0) { $0 + ($1 / Double(targets.count)) }
    let reach = max(highest - mean, mean - lowest)
    let scale = Double(Int64(1) << (62 - 2 * drawBits))
    for (row, target) in targets.enumerated() {
      let share = reach > 0 ? max(-1, min(1, (target - mean) / reach)) : 0
      (units + row).initialize(to: unit(Int64((share * scale).rounded())))
    }
  }
}

/// Draws of one row of some class: the class in the low bits.
enum PackedCount {
  static func unit(ofClass label: Int) -> Int64 { 1 << 16 | Int64(label) }
  @inline(__always) static func draws(_ entry: Int64) -> Int64 { entry >> 16 }
  @inline(__always) static func label(_ entry: Int64) -> Int { Int(entry & 0xFFFF) }
  /// The entry of a row drawn so often.
  @inline(__always) static func times(_ count: Int64, _ unit: Int64) -> Int64 {
    count << 16 | (unit & 0xFFFF)
  }
}
