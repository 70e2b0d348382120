import Charts
import Foundation
import Tables
import TestSupport

/// Data for every kind, the same in every run.
enum Samples {
  enum Data: String, CaseIterable, Sendable { case usual, empty, oneRow, allEqual, huge, hostile }

  /// What would run, if it were not drawn: each touches a file, or changes how words look.
  static func hostileText(_ file: String) -> String {
    "`touch \(file)` $(touch \(file)) '.system('touch \(file)').' \".system(\"touch \(file)\").\" "
      + "@name $name %d %s %% {/Symbol a}_{b}^c \\n \\ # ; \u{1B}[31m <b>&amp;</b> \n EOD \n plot sin(x)\t'"
  }

  struct Numbers {
    var generator: SeededGenerator
    init(_ seed: Int) { generator = SeededGenerator(seed: seed) }

    mutating func uniform() -> Double { Double(generator.below(1 << 30)) / Double(1 << 30) }

    /// About normal: the sum of twelve.
    mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + uniform() } }
  }

  static func count(_ data: Data) -> Int {
    switch data {
    case .usual, .hostile, .allEqual: 400
    case .empty: 0
    case .oneRow: 1
    case .huge: 20_000
    }
  }

  static func values(_ data: Data, seed: Int, _ make: (inout Numbers) -> Double) -> [Double] {
    var numbers = Numbers(seed)
    return (0..<count(data)).map { row in
      if data == .allEqual { return 7 }
      if data == .hostile, row % 9 == 0 { return [.nan, .infinity, -.infinity, 1e300, -1e300][row / 9 % 5] }
      return make(&numbers)
    }
  }

  static func ratings(_ data: Data) -> Measure {
    Measure(label("vote_average", data), values(data, seed: 1) { 6.2 + 1.1 * $0.normal() })
  }

  static func votes(_ data: Data) -> Measure {
    Measure(label("vote_count", data), values(data, seed: 2) { exp(6 + 1.6 * $0.normal()).rounded() })
  }

  static func runtimes(_ data: Data) -> Measure {
    let ratings = ratings(data).values
    var numbers = Numbers(3)
    return Measure(
      label("runtime", data),
      ratings.map { data == .allEqual ? 7 : ($0 * 9 + 45 + 14 * numbers.normal()).rounded() })
  }

  static func label(_ name: String, _ data: Data) -> String {
    data == .hostile ? name + " " + hostileText("/tmp/hq-charts-hostile") : name
  }

  static func genres(_ data: Data) -> Category {
    let names = ["Horror", "Thriller", "Comedy", "Science Fiction", "Drama"]
    var numbers = Numbers(4)
    return Category(
      label("genre", data),
      (0..<count(data)).map { row in
        if data == .hostile {
          return row % 7 == 0 ? nil : hostileText("/tmp/hq-charts-hostile") + "\(row % 40)"
        }
        return data == .allEqual ? "Horror" : names[min(4, Int(numbers.uniform() * numbers.uniform() * 5))]
      })
  }

  static func names(_ count: Int, _ data: Data) -> [String] {
    let words = [
      "popularity", "vote_count", "runtime", "budget", "revenue", "release_date", "is_english", "genre_count",
      "is_october", "original_language", "decade",
      "a name so long that nobody would want to read all of it at once",
    ]
    return (0..<count).map { label(words[$0 % words.count] + ($0 < words.count ? "" : " \($0)"), data) }
  }

  static func dates(_ data: Data) -> Measure {
    var numbers = Numbers(5)
    return Measure(
      "release_date",
      (0..<count(data)).map { _ in
        CalendarDate(days: data == .allEqual ? 19_000 : Int32(14_000 + 6_000 * numbers.uniform()))
      })
  }
}
