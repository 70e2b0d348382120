import Glibc
import Learning
import Numerics
import Tables

/// What is odd about data that a model learns from, in sentences for whoever uses the model.
enum DataRemarks {
  private static let fewRows = 50

  static func before(_ table: Table, features: [String], target: Target, plan: PartPlan) -> [String] {
    var remarks: [String] = []
    if table.rowCount < fewRows {
      remarks.append(
        "there are only \(counted(table.rowCount, "row")) to learn from; what the model says may be chance")
    }
    return remarks
  }

  /// Constant columns, and columns that nearly are the target.
  static func of(_ matrix: Matrix, _ encoding: FeatureEncoding?, _ target: Target) -> [String] {
    guard let encoding, matrix.rows == target.count, matrix.rows >= 10 else { return [] }
    var constant: [String] = []
    var remarks: [String] = []
    let wanted = target.numbers
    for (place, name) in encoding.outputs.enumerated() where place < matrix.columns {
      let numbers = matrix.column(place)
      let known = numbers.filter { !$0.isNaN }
      guard let first = known.first, known.contains(where: { $0 != first }) else {
        constant.append("`\(name)`")
        continue
      }
      let likeness = likeness(numbers, wanted, target)
      if likeness > 0.98 {
        remarks.append(
          "`\(name)` nearly equals \(target.task == .regression ? "the target" : "the class") (likeness "
            + "\(NumberText.shortest((likeness * 1000).rounded() / 1000))): it may not be known when a prediction "
            + "is wanted")
      }
    }
    if !constant.isEmpty {
      remarks.append(
        "\(constant.joined(separator: ", ")) \(constant.count == 1 ? "has" : "have") one value only and "
          + "\(constant.count == 1 ? "tells" : "tell") nothing")
    }
    return remarks
  }

  static func after(_ heldOut: HeldOut?) -> [String] {
    guard let heldOut, let coverage = heldOut.coverage, heldOut.actual.count >= 100 else { return [] }
    let tenths = heldOut.coverageByTenths
    let lowest = tenths.min() ?? coverage
    guard coverage < 0.88 || coverage > 0.92 || lowest < 0.8 else { return [] }
    return [
      "the ranges are meant for 90% of the rows and hold \(percent(coverage)) of those not seen"
        + (lowest < 0.8 ? ", in one tenth of them only \(percent(lowest))" : "")
    ]
  }

  private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }

  /// How well one column alone tells the target: the size of a correlation, or of an AUC from 0 to 1.
  private static func likeness(_ numbers: [Double], _ wanted: [Double], _ target: Target) -> Double {
    let known = numbers.indices.filter { !numbers[$0].isNaN }
    guard known.count >= 10 else { return 0 }
    switch target {
    case .numbers: return correlation(known.map { numbers[$0] }, known.map { wanted[$0] }).magnitude
    case .classes(_, 2):
      let ranked = RankedChances(
        chances: known.map { numbers[$0] }, isTrue: known.map { wanted[$0] == 1 },
        counts: known.map { _ in 1 })
      return ranked.auc.map { ($0 - 0.5).magnitude * 2 } ?? 0
    case .classes: return 0
    }
  }

  private static func correlation(_ first: [Double], _ second: [Double]) -> Double {
    let count = Double(first.count)
    let (firstMean, secondMean) = (
      first.reduce(0) { $0 + $1 / count }, second.reduce(0) { $0 + $1 / count }
    )
    var (both, ones, others) = (0.0, 0.0, 0.0)
    for (one, other) in zip(first, second) {
      both += (one - firstMean) * (other - secondMean)
      ones += (one - firstMean) * (one - firstMean)
      others += (other - secondMean) * (other - secondMean)
    }
    return ones > 0 && others > 0 ? both / (ones * others).squareRoot() : 0
  }
}
