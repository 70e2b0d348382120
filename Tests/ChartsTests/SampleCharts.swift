import Charts
import Foundation
import Tables

extension Samples {
  /// The kind drawn from data of this sort.
  static func kind(_ name: String, _ data: Data) -> any ChartKind {
    switch name {
    case "importance", "confusion", "profiles", "bar", "heatmap", "correlation", "tuning", "seasons":
      table(name, data)
    case "predicted", "roc", "residuals", "calibration", "pr", "partial", "learning": model(name, data)
    case "clusters", "elbow", "silhouette": clusters(name, data)
    default: rows(name, data)
    }
  }

  private static func rows(_ name: String, _ data: Data) -> any ChartKind {
    switch name {
    case "hist": HistogramChart(ratings(data))
    case "scatter":
      data == .huge
        ? ScatterChart(x: ratings(data), y: runtimes(data))
        : ScatterChart(x: ratings(data), y: runtimes(data), colouring: .category(genres(data)))
    case "line": LineChart(x: time(data), lines: series(data))
    case "box": BoxChart(runtimes(data), by: genres(data))
    case "ecdf": ECDFChart(runtimes(data), by: genres(data))
    case "pairs": PairsChart([ratings(data), runtimes(data), logged(votes(data))], category: genres(data))
    case "trend":
      TrendChart(film: label("The Thing", data), times: time(data), measures: series(data))
    default: fatalError("no sample of \(name)")
    }
  }

  private static func logged(_ measure: Measure) -> Measure {
    Measure("log votes", measure.values.map { log10(max(1, $0)) })
  }

  private static func time(_ data: Data) -> Measure {
    Measure("updated_at", (0..<min(120, count(data))).map { CalendarDate(days: Int32(20_200 + $0 * 3)) })
  }

  private static func series(_ data: Data) -> [Measure] {
    ["popularity", "vote_count", "vote_average"].enumerated().map { place, name in
      var (numbers, sum) = (Numbers(place + 20), 10.0 * Double(place + 1))
      let values = (0..<min(120, count(data))).map { row in
        sum += numbers.normal() * 0.6 + Double(place) * 0.2
        return data == .allEqual ? 7 : data == .hostile && row % 6 == 0 ? Double.nan : sum
      }
      return Measure(label(name, data), values)
    }
  }

  private static func some(_ count: Int, _ data: Data) -> Int {
    switch data {
    case .empty: 0
    case .oneRow: 1
    case .huge: count * 5
    default: count
    }
  }

  private static func grid(_ rows: Int, _ columns: Int, _ data: Data, seed: Int) -> [[Double]] {
    var numbers = Numbers(seed)
    return (0..<rows).map { row in
      (0..<columns).map { column in
        switch data {
        case .allEqual: 7
        case .hostile where (row + column) % 5 == 0: .nan
        default: numbers.normal() + Double(row - column) * 0.3
        }
      }
    }
  }

  private static func table(_ name: String, _ data: Data) -> any ChartKind {
    switch name {
    case "importance":
      let count = some(12, data)
      let values = (0..<count).map { data == .allEqual ? 0.1 : 0.42 * pow(0.72, Double($0)) }
      return ImportanceChart(
        target: label("high_rating", data), features: names(count, data), values: values,
        errors: values.map { $0 * 0.12 }, measure: "share of what the forest gained by splitting on it")
    case "confusion":
      let count = max(data == .empty ? 0 : 2, some(3, data))
      return ConfusionChart(
        target: label("genre", data), classes: names(count, data),
        counts: (0..<count).map { row in
          (0..<count).map {
            data == .allEqual ? 7 : row == $0 ? 180 - row * 30 : 12 + 9 * (row + 2 * $0) % 31
          }
        })
    case "profiles":
      return ProfilesChart(
        features: names(some(6, data), data),
        clusters: (0..<some(4, data)).map { label("cluster \($0 + 1)", data) },
        means: grid(some(4, data), some(6, data), data, seed: 31))
    case "bar":
      let count = some(9, data)
      var numbers = Numbers(32)
      return BarChart(
        category: label("genre", data), names: names(count, data),
        measure: Measure(
          label("films", data),
          (0..<count).map { _ in data == .allEqual ? 7 : (12_000 * numbers.uniform()).rounded() }))
    case "heatmap":
      return HeatmapChart(
        columnName: label("decade", data), rowName: "genre", measure: "mean vote",
        columns: names(some(7, data), data),
        rows: names(some(6, data), data), values: grid(some(6, data), some(7, data), data, seed: 33))
    case "correlation":
      return CorrelationChart([ratings(data), runtimes(data), votes(data), logged(votes(data))])
    case "tuning":
      return TuningChart(
        metric: "auc", rowOption: label("depth", data), columnOption: "trees",
        rowValues: (0..<some(5, data)).map { "\(2 << $0)" },
        columnValues: (0..<some(6, data)).map { "\(50 * ($0 + 1))" },
        scores: grid(some(5, data), some(6, data), data, seed: 34).map { $0.map { 0.8 + 0.02 * $0 } })
    default: return SeasonsChart(dates: dates(data), measure: nil)
    }
  }

  private static func model(_ name: String, _ data: Data) -> any ChartKind {
    let actual = ratings(data).values
    var numbers = Numbers(41)
    let predicted = actual.map { data == .allEqual ? 7 : 6.2 + ($0 - 6.2) * 0.6 + 0.5 * numbers.normal() }
    let chances = actual.map { $0.isFinite ? 1 / (1 + exp(-($0 - 6.2) * 1.4)) : .nan }
    let isTrue = chances.map { numbers.uniform() < ($0.isFinite ? $0 : 0.5) }
    switch name {
    case "predicted":
      return PredictedChart(target: label("vote_average", data), actual: actual, predicted: predicted)
    case "residuals":
      return ResidualsChart(target: label("vote_average", data), actual: actual, predicted: predicted)
    case "calibration":
      return CalibrationChart(target: label("high_rating", data), chances: chances, isTrue: isTrue)
    case "roc": return roc(chances, isTrue, data)
    case "pr": return pr(chances, isTrue, data)
    case "partial":
      let x = (0..<some(40, data)).map { 60 + Double($0) * 3 }
      let means = x.map { data == .allEqual ? 7 : 5.4 + 1.2 / (1 + exp(-($0 - 110) / 12)) }
      return PartialChart(
        target: label("vote_average", data), feature: Measure(label("runtime", data), x), means: means,
        singles: (0..<20).map { line in means.map { $0 + Double(line - 10) * 0.06 } },
        occurring: runtimes(data).values)
    default:
      let sizes = (0..<some(8, data)).map { 50 * (1 << min(20, $0)) }
      return LearningChart(
        metric: label("auc", data), rows: sizes,
        training: .init(
          means: sizes.map { data == .allEqual ? 0.8 : 0.86 + 0.14 / log(Double($0)) },
          spreads: sizes.map { _ in 0.01 }),
        validation: .init(
          means: sizes.map { data == .allEqual ? 0.8 : 0.85 - 0.6 / log(Double($0)) },
          spreads: sizes.map { _ in 0.03 }))
    }
  }

  /// Rows by falling chance, cut after each: found, false alarms, chance.
  private static func steps(_ chances: [Double], _ isTrue: [Bool]) -> [(
    hits: Int, misses: Int, chance: Double
  )] {
    var (hits, misses) = (0, 0)
    return chances.indices.filter { chances[$0].isFinite }.sorted { (chances[$1], $0) < (chances[$0], $1) }
      .map { row in
        if isTrue[row] { hits += 1 } else { misses += 1 }
        return (hits, misses, chances[row])
      }
  }

  private static func roc(_ chances: [Double], _ isTrue: [Bool], _ data: Data) -> ROCChart {
    let steps = steps(chances, isTrue)
    guard let last = steps.last, last.hits > 0, last.misses > 0 else {
      return ROCChart(target: "high_rating", curves: [])
    }
    return ROCChart(
      target: label("high_rating", data),
      curves: [
        .init(
          name: "rf", falseRates: [0] + steps.map { Double($0.misses) / Double(last.misses) },
          trueRates: [0] + steps.map { Double($0.hits) / Double(last.hits) },
          chances: [.infinity] + steps.map(\.chance), auc: 0.842)
      ])
  }

  private static func pr(_ chances: [Double], _ isTrue: [Bool], _ data: Data) -> PrecisionRecallChart {
    let steps = steps(chances, isTrue)
    guard let last = steps.last, last.hits > 0 else {
      return PrecisionRecallChart(target: "high_rating", curves: [], baseRate: nil)
    }
    return PrecisionRecallChart(
      target: label("high_rating", data),
      curves: [
        .init(
          name: "rf", recall: steps.map { Double($0.hits) / Double(last.hits) },
          precision: steps.map { Double($0.hits) / Double($0.hits + $0.misses) }, averagePrecision: 0.79)
      ], baseRate: Double(last.hits) / Double(last.hits + last.misses))
  }

  private static func clusters(_ name: String, _ data: Data) -> any ChartKind {
    let count = count(data)
    var numbers = Numbers(51)
    let labels = (0..<count).map { $0 % 4 }
    let centres: [(x: Double, y: Double)] = [(-3, 0), (1, 2.4), (3, -2), (0.5, -1)]
    let x = labels.map { data == .allEqual ? 7 : centres[$0].x + numbers.normal() * 0.8 }
    let y = labels.map { data == .allEqual ? 7 : centres[$0].y + numbers.normal() * 0.7 }
    let clusters = (1...4).map { label("cluster \($0)", data) }
    switch name {
    case "clusters":
      return ClustersChart(
        x: x, y: y, labels: labels, names: clusters, centroids: count == 0 ? [] : centres,
        shares: (0.46, 0.213))
    case "elbow":
      let counts = Array(2..<(2 + some(9, data)))
      return ElbowChart(
        counts: counts, inertias: counts.map { data == .allEqual ? 7 : 4200 / Double($0) + 300 },
        silhouettes: counts.map { data == .allEqual ? 0.3 : 0.6 - Double(abs($0 - 4)) * 0.05 }, chosen: 4)
    default:
      return SilhouetteChart(
        widths: values(data, seed: 52) { 0.45 + 0.2 * $0.normal() },
        clusters: Category("cluster", names: clusters, codes: labels))
    }
  }
}
