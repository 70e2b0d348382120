/// Goes along a path of straight lines.
struct PathReader {
  enum Step {
    case move(Double, Double)
    case line(Double, Double)
    case close
  }

  private var scanner: NumberScanner
  private var command: UInt8
  private var (x, y) = (0.0, 0.0)
  private var start = (x: 0.0, y: 0.0)
  private var isClosed: Bool

  init(_ path: ArraySlice<UInt8>) {
    scanner = NumberScanner(path)
    command = UInt8(ascii: "M")
    isClosed = false
  }

  /// The corners of a polygon.
  init(points: ArraySlice<UInt8>, isClosed: Bool) {
    scanner = NumberScanner(points)
    command = UInt8(ascii: "M")
    self.isClosed = isClosed
  }

  mutating func next() throws(DrawingError) -> Step? {
    if let letter = scanner.letter() {
      command = letter
      if letter | 0x20 == UInt8(ascii: "z") {
        (x, y) = start
        return .close
      }
    } else if scanner.isAtEnd {
      defer { isClosed = false }
      return isClosed ? .close : nil
    }
    return try step()
  }

  private mutating func step() throws(DrawingError) -> Step {
    let isRelative = command & 0x20 != 0
    switch command | 0x20 {
    case UInt8(ascii: "m"):
      try takePoint(isRelative)
      start = (x, y)
      // More points behind a move are lines.
      command = UInt8(ascii: "L") | command & 0x20
      return .move(x, y)
    case UInt8(ascii: "l"): try takePoint(isRelative)
    case UInt8(ascii: "h"): x = try number() + (isRelative ? x : 0)
    case UInt8(ascii: "v"): y = try number() + (isRelative ? y : 0)
    default:
      throw DrawingError(
        .unreadable,
        "the drawing has a path with `\(Character(Unicode.Scalar(command)))`, which is no straight line")
    }
    return .line(x, y)
  }

  private mutating func takePoint(_ isRelative: Bool) throws(DrawingError) {
    let (across, down) = (try number(), try number())
    (x, y) = isRelative ? (x + across, y + down) : (across, down)
  }

  private mutating func number() throws(DrawingError) -> Double {
    guard let number = scanner.number() else {
      throw DrawingError(.unreadable, "the drawing has a path that ends too early")
    }
    return number
  }
}
