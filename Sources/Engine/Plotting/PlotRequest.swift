import Charts
import Language
import Modelling
import Tables

/// What a `plot` asks for.
struct PlotRequest: Sendable {
  let kind: String
  /// Columns of the table, by name.
  let columns: [String]
  let model: String?
  /// Where to; nil for the terminal, or the place for pictures of a script.
  let path: String?
  let by: String?
  let color: String?
  let sizeBy: String?
  let top: Int?
  let bins: Int?
  var style: ChartStyle
  let span: Span

  static let modelKinds: Set<String> = [
    "importance", "predicted", "confusion", "roc", "clusters", "profiles", "residuals", "calibration", "pr",
    "elbow", "silhouette", "learning", "partial",
  ]

  var drawsModel: Bool { PlotRequest.modelKinds.contains(kind) }

  /// Of the picture in a file; nil for none, and for what gnuplot would be given.
  func format(drawsOnTerminal: Bool) -> ChartFormat? {
    guard let path else { return drawsOnTerminal ? nil : .png }
    return try? ChartFormat(path: path)
  }

  /// How many columns a kind takes.
  static func columns(of kind: String) -> ClosedRange<Int> {
    switch kind {
    case "hist", "ecdf": 1...1
    case "box": 1...2
    case "scatter", "bar": 2...2
    case "line": 2...9
    case "heatmap": 3...3
    case "correlation": 0...40
    case "pairs": 2...6
    case "seasons": 0...2
    case "trend": 0...8
    case "partial": 1...1
    default: 0...0
    }
  }
}
