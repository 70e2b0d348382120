/// A kind of picture together with its data: one file each in `Kinds`.
package protocol ChartKind: Sendable {
  /// The word behind `plot`.
  static var name: String { get }
  static var summary: String { get }
  /// What it is drawn of.
  static var needs: String { get }

  /// What is to be seen, from the data and the sheet alone.
  func drawing(on sheet: Sheet) -> ChartDrawing
}

/// What a kind wants to be drawn; only this room looks inside.
package struct ChartDrawing: Sendable {
  let drawing: Drawing

  init(_ drawing: Drawing) { self.drawing = drawing }
}

/// What a picture is drawn on: how large it is, in which colours, with which axes.
package struct Sheet: Sendable {
  let width: Double
  let height: Double
  let theme: Theme
  let accent: Ink
  let ruler: TextRuler
  let logarithmicX: Bool
  let logarithmicY: Bool

  /// Made of characters, which can be filled but not shaded.
  var isText: Bool { ruler.cell != nil }

  /// Usual words; larger pages have larger ones, but not as much.
  var textSize: Double {
    if isText { return 12 }
    let share = (width / 1200 * height / 800).squareRoot().squareRoot()
    return (15 * min(1.5, max(0.72, share))).rounded()
  }

  /// How large marks are against those of the usual page.
  var scale: Double { isText ? 1 : textSize / 15 }

  /// How many bars one page is made for, when there are so many: a few stand at its top, near their names.
  func barRoom(for count: Int) -> Int {
    isText ? count : max(count, Int(height * 0.75 / (110 * scale)))
  }

  /// Half the thickness of each of so many bars, in the distance of two: one alone does not fill the page.
  func barHalf(of count: Int) -> Double {
    let distance = height * 0.75 / Double(max(1, count))
    return min(0.36, 34 * scale / distance)
  }

  init(_ style: ChartStyle, _ format: ChartFormat) {
    let cell = format == .text ? ChartFormat.cell : nil
    let size = style.size ?? format.usualSize
    ruler = TextRuler(cell: cell)
    width = Double(size.width) * (cell?.width ?? 1)
    height = Double(size.height) * (cell?.height ?? 1)
    theme = Theme(style.theme)
    accent = theme[style.colour]
    logarithmicX = style.logarithmicX
    logarithmicY = style.logarithmicY
  }
}

/// A picture that can be drawn.
package struct Chart: Sendable {
  package let kind: any ChartKind
  package let style: ChartStyle

  package init(_ kind: any ChartKind, style: ChartStyle = ChartStyle()) {
    self.kind = kind
    self.style = style
  }

  package var name: String { type(of: kind).name }

  /// All that gnuplot reads for this picture. The same data gives the same bytes.
  package func script(_ format: ChartFormat = .png) -> String {
    page(format).script
  }

  /// Laid out, so that it can be told what will be drawn before it is.
  package func sketch(_ format: ChartFormat) -> Sketch {
    Sketch(chart: self, format: format, page: page(format))
  }

  func page(_ format: ChartFormat) -> Page {
    let sheet = Sheet(style, format)
    return Page(kind.drawing(on: sheet).drawing, style: style, sheet: sheet, format: format)
  }
}

/// A chart that is laid out for a format.
package struct Sketch: Sendable {
  let chart: Chart
  package let format: ChartFormat
  let page: Page

  /// All that gnuplot will read.
  package var script: String { page.script }

  /// What it shows, in words.
  package var title: String { page.title }
}

/// Every kind there is, in the order in which they are told of.
package enum ChartKinds {
  package static let all: [any ChartKind.Type] = [
    ImportanceChart.self, PredictedChart.self, ConfusionChart.self, ROCChart.self, ClustersChart.self,
    ProfilesChart.self, HistogramChart.self, ScatterChart.self, LineChart.self, BarChart.self, BoxChart.self,
    HeatmapChart.self, CorrelationChart.self, ECDFChart.self, PairsChart.self, ResidualsChart.self,
    CalibrationChart.self, PrecisionRecallChart.self, ElbowChart.self, SilhouetteChart.self,
    LearningChart.self, TuningChart.self, PartialChart.self, TrendChart.self, SeasonsChart.self,
  ]
}
