/// How an element of a drawing is painted, as those around it say and itself.
struct Style: Equatable {
  enum Paint: Equatable {
    case none, current
    case color(UInt32)
  }

  enum Anchor { case start, middle, end }

  var fill = Paint.color(0)
  var stroke = Paint.none
  var current: UInt32 = 0
  var opacity = 1.0
  var fillOpacity = 1.0
  var strokeOpacity = 1.0
  var strokeWidth = 1.0
  var isRound = false
  var dashes: [Double] = []
  var family = "sans-serif"
  var size = 16.0
  var isBold = false
  var anchor = Anchor.start
  /// Edges along the rows and columns of dots are not softened.
  var isCrisp = false

  /// Whether all of it has the colour that is current.
  var isPlain: Bool {
    [fill, stroke].allSatisfy { paint in if case .color = paint { false } else { true } }
  }

  func color(_ paint: Paint) -> UInt32? {
    switch paint {
    case .none: nil
    case .current: current
    case .color(let color): color
    }
  }

  mutating func take(_ tag: Markup.Tag, of bytes: [UInt8]) {
    for (name, place) in tag.attributes {
      let value = bytes[place]
      switch name {
      case "fill": fill = Style.paint(value) ?? fill
      case "stroke": stroke = Style.paint(value) ?? stroke
      case "color": if case .color(let color)? = Style.paint(value) { current = color }
      case "opacity": opacity *= NumberScanner.number(value) ?? 1
      case "fill-opacity": fillOpacity = NumberScanner.number(value) ?? 1
      case "stroke-opacity": strokeOpacity = NumberScanner.number(value) ?? 1
      case "stroke-width": strokeWidth = NumberScanner.number(value) ?? 1
      case "stroke-linecap": isRound = value.elementsEqual("round".utf8)
      case "stroke-dasharray": dashes = Style.numbers(value)
      case "font-family": takeFamily(String(decoding: value, as: UTF8.self))
      case "font-size": size = NumberScanner.number(value) ?? size
      case "font-weight": isBold = value.elementsEqual("bold".utf8)
      case "text-anchor":
        anchor =
          value.elementsEqual("middle".utf8) ? .middle : value.elementsEqual("end".utf8) ? .end : .start
      case "shape-rendering": isCrisp = value.elementsEqual("crispEdges".utf8)
      default: break
      }
    }
  }

  /// gnuplot writes the weight behind the name.
  private mutating func takeFamily(_ name: String) {
    isBold = name.hasSuffix(":Bold")
    family = isBold ? String(name.dropLast(5)) : name
  }

  private static func numbers(_ value: ArraySlice<UInt8>) -> [Double] {
    var scanner = NumberScanner(value)
    var numbers: [Double] = []
    while let number = scanner.number() { numbers.append(number) }
    // Dashes of no length would never come to an end.
    return numbers.contains { $0 > 0 } ? numbers.map { max($0, 0) } : []
  }

  /// Nil for what is not known here; then nothing changes.
  private static func paint(_ value: ArraySlice<UInt8>) -> Paint? {
    switch value.first {
    case UInt8(ascii: "#"):
      let digits = String(decoding: value.dropFirst(), as: UTF8.self)
      guard let number = UInt32(digits, radix: 16) else { return nil }
      // Three digits stand for six.
      return .color(
        digits.utf8.count == 3
          ? (number >> 8 & 15) * 0x11_0000 | (number >> 4 & 15) * 0x1100 | (number & 15) * 0x11
          : number & 0xFF_FFFF)
    case UInt8(ascii: "r") where value.starts(with: "rgb".utf8):
      let channels = numbers(value.dropFirst(4)).map { UInt32(min(max($0, 0), 255)) }
      guard channels.count == 3 else { return .color(0) }
      return .color(channels[0] << 16 | channels[1] << 8 | channels[2])
    default:
      switch String(decoding: value, as: UTF8.self) {
      case "none": return Paint.none
      case "currentColor": return .current
      case "black": return .color(0)
      case "white": return .color(0xFF_FFFF)
      default: return nil
      }
    }
  }
}
