/// The rows that can be drawn, and what is to be said of the others.
struct UsableRows {
  private(set) var rows: [Int] = []
  private var missing = 0
  private var notPositive = 0

  /// - Parameters:
  ///   - measures: what must have a value in a row.
  ///   - positive: which of them must be above zero, since they lie along a logarithmic axis.
  init(_ measures: [[Double]], positive: [Bool] = []) {
    let count = measures.map(\.count).min() ?? 0
    rows.reserveCapacity(count)
    for row in 0..<count {
      var isMissing = false
      var isNotPositive = false
      for (number, values) in measures.enumerated() {
        if !values[row].isFinite {
          isMissing = true
        } else if number < positive.count, positive[number], values[row] <= 0 {
          isNotPositive = true
        }
      }
      if isMissing {
        missing += 1
      } else if isNotPositive {
        notPositive += 1
      } else {
        rows.append(row)
      }
    }
  }

  func pick(_ values: [Double]) -> [Double] { rows.map { values[$0] } }

  var captions: [String] {
    var captions: [String] = []
    if missing > 0 { captions.append(NumberLabels.count(missing, "row") + " with missing values not shown") }
    if notPositive > 0 {
      captions.append(
        NumberLabels.count(notPositive, "row") + " at or below zero not shown on the logarithmic axis")
    }
    return captions
  }

  var countText: String { NumberLabels.count(rows.count, "row") }
}
