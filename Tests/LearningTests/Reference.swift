import Foundation
import Numerics

/// Numbers that `Reference/make.py` wrote.
struct Reference {
  private let entries: [String: [Double]]

  init(_ name: String) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let text = try String(contentsOf: folder.appendingPathComponent("Reference/\(name).txt"), encoding: .utf8)
    var entries: [String: [Double]] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      entries[String(words[0])] = words.dropFirst().map { Double($0)! }
    }
    self.entries = entries
  }

  subscript(_ name: String) -> [Double] { entries[name]! }

  func number(_ name: String) -> Double { self[name][0] }

  func matrix(_ name: String, columns: Int) -> Matrix {
    Matrix(rows: self[name].count / columns, columns: columns, values: self[name])
  }

  /// A bundled table: its features and its target.
  static func table(_ name: String) throws -> (features: Matrix, target: [Double]) {
    let data = try Reference("data")
    return (
      data.matrix("\(name).features", columns: Int(data.number("\(name).columns"))), data["\(name).target"]
    )
  }
}

func largestDifference(_ first: some Sequence<Double>, _ second: some Sequence<Double>) -> Double {
  zip(first, second).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
}
