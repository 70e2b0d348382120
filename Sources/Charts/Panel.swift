/// A pair of axes with what is drawn between them.
struct Panel: Sendable {
  /// What tells this panel from the others.
  var heading = ""
  var x: Axis
  var y: Axis
  var layers: [Layer] = []
  var notes: [Note] = []
  /// Room on the right for words behind the last mark.
  var roomOnRight = 0.0
  /// Equal lengths on both axes.
  var isSquare = false
  /// Said instead of a picture when there is nothing to draw.
  var emptiness: String?
  /// How many times as high as its neighbours.
  var weight = 1.0

  init(x: Axis, y: Axis) {
    self.x = x
    self.y = y
  }

  /// A line across at this height, from which bars rise or with which marks are compared.
  mutating func drawLine(atY value: Double, _ ink: Ink, width: Double = 1.2, dash: Layer.Dash = .solid) {
    layers.append(
      .path(Layer.Path(x: [-.infinity, .infinity], y: [value, value], ink: ink, width: width, dash: dash)))
  }

  /// A line from bottom to top at this place.
  mutating func drawLine(atX value: Double, _ ink: Ink, width: Double = 1.2, dash: Layer.Dash = .solid) {
    layers.append(
      .path(Layer.Path(x: [value, value], y: [-.infinity, .infinity], ink: ink, width: width, dash: dash)))
  }
}

/// One kind of mark with its places, in the values of the axes.
enum Layer: Sendable {
  case boxes([Box], opacity: Double, outline: Ink?)
  case points(Points)
  case path(Path)
  /// The area between two lines.
  case band(x: [Double], low: [Double], high: [Double], ink: Ink, opacity: Double)
  case segments([Segment], ink: Ink, width: Double)

  struct Box: Sendable {
    var x0: Double
    var x1: Double
    var y0: Double
    var y1: Double
    var ink: Ink
    var words: String?
  }

  struct Points: Sendable {
    var x: [Double]
    var y: [Double]
    var ink: Ink
    var shape = Shape.circle
    /// The width on the page.
    var size = 7.0
    /// A width for each.
    var sizes: [Double]?
    /// A colour for each.
    var inks: [Ink]?
    var opacity = 1.0
    var words: [String]?
  }

  /// A line; an infinite place is the end of the axis, NaN a gap.
  struct Path: Sendable {
    var x: [Double]
    var y: [Double]
    var ink: Ink
    var width = 2.0
    var dash = Dash.solid
  }

  struct Segment: Sendable {
    var x0: Double
    var y0: Double
    var x1: Double
    var y1: Double
  }

  enum Dash: Int, Sendable, CaseIterable { case solid, dashed, dotted, dashDotted }

  enum Shape: Int, Sendable, CaseIterable { case circle, square, triangle, diamond, down, pentagon, ring }
}

/// Words between the axes, at a place given in their values.
struct Note: Sendable {
  enum Side: Sendable { case left, centre, right }

  var x: Double
  var y: Double
  var text: String
  var ink: Ink
  var side = Side.left
  /// In times of the usual size.
  var scale = 1.0
  var isBold = false
  /// Away from the place, in points to the right and up.
  var shift: (x: Double, y: Double) = (0, 0)
  /// What covers the marks behind the words.
  var ground: Ink?
}

/// What a colour or shape stands for.
struct LegendEntry: Sendable {
  var text: String
  var ink: Ink
  var shape: Layer.Shape?
  var dash: Layer.Dash?
}

/// What colours from little to much stand for.
struct ColourScale: Sendable {
  var title: String
  var low: String
  var high: String
  var inks: [Ink]
}

/// All that is on a page, before anything has its place.
struct Drawing: Sendable {
  var title: String
  var subtitle: String = ""
  /// What must be known of the data: missing values, what was left off.
  var captions: [String] = []
  var legend: [LegendEntry] = []
  var colourScale: ColourScale?
  var panels: [Panel]
  /// How many panels stand side by side.
  var columns = 1

  init(_ title: String, _ panels: [Panel]) {
    self.title = title
    self.panels = panels
  }
}
