import Glibc

/// Points of one colour, as marks while they can be told apart, as counts in cells when there are too many.
struct PointCloud {
  /// From so many points on, marks would only hide one another.
  static let mostMarks = 5000

  let layers: [Layer]
  let scale: ColourScale?

  init(
    x: [Double], y: [Double], xAxis: Axis, yAxis: Axis, ink: Ink, sheet: Sheet, share: Double = 1,
    words: ((Int) -> String)? = nil
  ) {
    guard x.count > PointCloud.mostMarks else {
      let words = words.flatMap { name in x.count <= Page.mostMarks ? x.indices.map(name) : nil }
      layers = [
        .points(
          Layer.Points(
            x: x, y: y, ink: ink, size: PointCloud.size(x.count), opacity: PointCloud.opacity(x.count),
            words: words))
      ]
      scale = nil
      return
    }
    let columns = Int((sheet.width * share / (10 * sheet.scale)).rounded())
    let rows = Int((sheet.height * share * 0.8 / (10 * sheet.scale)).rounded())
    (layers, scale) = PointCloud.cells(x, y, xAxis, yAxis, max(8, columns), max(8, rows), sheet)
  }

  /// Many marks are small and let one another shine through.
  static func opacity(_ count: Int) -> Double {
    switch count {
    case ...60: 0.9
    case ...400: 0.7
    case ...1500: 0.5
    default: 0.35
    }
  }

  static func size(_ count: Int) -> Double {
    switch count {
    case ...60: 9
    case ...400: 7.5
    case ...1500: 6.5
    default: 5
    }
  }

  private static func cells(
    _ x: [Double], _ y: [Double], _ xAxis: Axis, _ yAxis: Axis, _ columns: Int, _ rows: Int, _ sheet: Sheet
  ) -> ([Layer], ColourScale?) {
    var counts = Array(repeating: 0, count: columns * rows)
    for place in x.indices {
      let column = Int(xAxis.share(x[place]) * Double(columns))
      let row = Int(yAxis.share(y[place]) * Double(rows))
      counts[min(rows - 1, max(0, row)) * columns + min(columns - 1, max(0, column))] += 1
    }
    let most = counts.max() ?? 0
    guard most > 0 else { return ([], nil) }
    // Counts differ by powers of ten; on their logarithm the thin parts stay visible.
    func ink(_ count: Int) -> Ink {
      sheet.theme.rising(0.18 + 0.82 * log(Double(count)) / max(log(Double(most)), 1e-9))
    }
    func edge(_ axis: Axis, _ place: Int, _ count: Int) -> Double {
      axis.value(at: Double(place) / Double(count))
    }
    var boxes: [Layer.Box] = []
    for row in 0..<rows {
      for column in 0..<columns where counts[row * columns + column] > 0 {
        let count = counts[row * columns + column]
        boxes.append(
          Layer.Box(
            x0: edge(xAxis, column, columns), x1: edge(xAxis, column + 1, columns),
            y0: edge(yAxis, row, rows),
            y1: edge(yAxis, row + 1, rows), ink: ink(count), words: NumberLabels.count(count, "point")))
      }
    }
    let steps = (0..<8).map { Int(pow(Double(most), Double($0) / 7).rounded()) }
    let scale = ColourScale(
      title: "points in a cell", low: "1", high: NumberLabels.count(most), inks: steps.map { ink(max(1, $0)) }
    )
    return ([.boxes(boxes, opacity: 1, outline: nil)], scale)
  }
}
