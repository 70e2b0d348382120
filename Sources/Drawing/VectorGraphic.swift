import Parallel

/// An SVG as gnuplot writes it: shapes, marks that are used again and again, and words.
///
/// What has no place in a chart – filters, clips, pictures within – is passed by.
package struct VectorGraphic: Sendable {
  package let width: Double
  package let height: Double
  private let bytes: [UInt8]

  package init(_ bytes: [UInt8]) throws(DrawingError) {
    self.bytes = bytes
    var markup = Markup(bytes)
    while let piece = try markup.next() {
      guard case .start(let tag) = piece else { continue }
      func side(_ name: String) -> Double {
        tag.value(name).flatMap { NumberScanner.number(bytes[$0]) } ?? 0
      }
      let (width, height) = (side("width"), side("height"))
      guard tag.name == "svg", width > 0, height > 0 else { break }
      (self.width, self.height) = (width, height)
      return
    }
    throw DrawingError(.unreadable, "this is no SVG with a width and a height")
  }

  package func draw(
    on canvas: Canvas, with lettering: Lettering, cancellation: Cancellation = Cancellation()
  ) throws {
    var painter = Painter(bytes, canvas, lettering)
    try painter.paint(cancellation)
    try canvas.check()
  }
}

extension Markup.Tag {
  func value(_ name: String) -> Range<Int>? { attributes.first { $0.name == name }?.value }
}

/// Goes through the tags, and draws what they say.
private struct Painter {
  private var markup: Markup
  private let canvas: Canvas
  private let lettering: Lettering
  /// What a tag with an id is, to be drawn where it is used.
  private var definitions: [String: Markup.Tag] = [:]

  /// A mark may be made of a mark, and so on, so often.
  private static let deepest = 4

  init(_ bytes: [UInt8], _ canvas: Canvas, _ lettering: Lettering) {
    markup = Markup(bytes)
    (self.canvas, self.lettering) = (canvas, lettering)
  }

  mutating func paint(_ cancellation: Cancellation) throws {
    while let piece = try markup.next() {
      if case .start(let tag) = piece { try paint(tag, Style(), cancellation) }
    }
  }

  private mutating func paint(_ tag: Markup.Tag, _ outer: Style, _ cancellation: Cancellation) throws {
    try cancellation.check()
    switch tag.name {
    case "svg", "g":
      guard !tag.isEmpty else { return }
      let style = taking(tag, outer)
      try placed(tag) { painter in
        while let piece = try painter.markup.next() {
          switch piece {
          case .start(let inner): try painter.paint(inner, style, cancellation)
          case .end: return
          case .text: break
          }
        }
        throw DrawingError(.unreadable, "the drawing ends within `\(tag.name)`")
      }
    case "defs": try define(tag)
    case "text":
      let words = try markup.text(of: tag)
      let style = taking(tag, outer)
      placed(tag) { $0.lettering.show(words, style, on: $0.canvas) }
    default:
      try show(tag, outer, depth: 0)
      try markup.skip(tag)
    }
  }

  private mutating func define(_ group: Markup.Tag) throws {
    guard !group.isEmpty else { return }
    while let piece = try markup.next() {
      switch piece {
      case .start(let tag):
        if let id = tag.value("id") { definitions[markup.text(id)] = tag }
        try markup.skip(tag)
      case .end: return
      case .text: break
      }
    }
  }

  /// Draws a shape, or a mark.
  private mutating func show(_ tag: Markup.Tag, _ outer: Style, depth: Int) throws {
    let style = taking(tag, outer)
    switch tag.name {
    case "use":
      guard depth < Painter.deepest, let place = tag.value("xlink:href") ?? tag.value("href"),
        let mark = definitions[String(markup.text(place).dropFirst())]
      else { return }
      try placed(tag) { try $0.show(mark, style, depth: depth + 1) }
    case "rect":
      placed(tag, movesByXY: false) { painter in
        painter.canvas.addRectangle(
          painter.number(tag, "x"), painter.number(tag, "y"), painter.number(tag, "width"),
          painter.number(tag, "height"))
        painter.canvas.paintPath(style, isUpright: true)
      }
    case "circle":
      placed(tag) { painter in
        painter.canvas.addCircle(
          painter.number(tag, "cx"), painter.number(tag, "cy"), painter.number(tag, "r"))
        painter.canvas.paintPath(style)
      }
    case "polygon", "polyline":
      guard let points = tag.value("points") else { return }
      try placed(tag) { painter in
        let isUpright = try painter.trace(
          PathReader(points: painter.markup.bytes[points], isClosed: tag.name == "polygon"))
        painter.canvas.paintPath(style, isUpright: isUpright)
      }
    case "path":
      guard let path = tag.value("d") else { return }
      try placed(tag) { painter in
        let isUpright = try painter.trace(PathReader(painter.markup.bytes[path]))
        painter.canvas.paintPath(style, isUpright: isUpright)
      }
    default: break
    }
  }

  /// Whether all lines go across or down.
  private func trace(_ path: PathReader) throws(DrawingError) -> Bool {
    var path = path
    var (isUpright, last) = (true, (x: 0.0, y: 0.0))
    while let step = try path.next() {
      switch step {
      case .move(let x, let y):
        canvas.move(x, y)
        last = (x, y)
      case .line(let x, let y):
        canvas.line(x, y)
        isUpright = isUpright && (x == last.x || y == last.y)
        last = (x, y)
      case .close: canvas.close()
      }
    }
    return isUpright
  }

  private func taking(_ tag: Markup.Tag, _ outer: Style) -> Style {
    var style = outer
    style.take(tag, of: markup.bytes)
    return style
  }

  private func number(_ tag: Markup.Tag, _ name: String) -> Double {
    tag.value(name).flatMap { NumberScanner.number(markup.bytes[$0]) } ?? 0
  }

  /// Draws where the tag says that it stands.
  private mutating func placed(
    _ tag: Markup.Tag, movesByXY: Bool = true, _ draw: (inout Painter) throws -> Void
  ) rethrows {
    var transformation = Transformation()
    for (name, value) in tag.attributes {
      switch name {
      case "transform": transformation.take(markup.bytes[value])
      case "x" where movesByXY: transformation.x += NumberScanner.number(markup.bytes[value]) ?? 0
      case "y" where movesByXY: transformation.y += NumberScanner.number(markup.bytes[value]) ?? 0
      default: break
      }
    }
    guard transformation != Transformation() else { return try draw(&self) }
    try canvas.within(
      x: transformation.x, y: transformation.y, scale: (transformation.scale, transformation.scale),
      degrees: transformation.degrees
    ) {
      try draw(&self)
    }
  }
}

/// Where something stands: moved, then turned, then made larger.
private struct Transformation: Equatable {
  var x = 0.0
  var y = 0.0
  var degrees = 0.0
  var scale = 1.0

  mutating func take(_ value: ArraySlice<UInt8>) {
    var scanner = NumberScanner(value)
    while let letter = scanner.letter() {
      // The first letters say enough: translate, rotate, scale.
      while scanner.letter() != nil {}
      let number = scanner.number() ?? 0
      switch letter {
      case UInt8(ascii: "t"):
        x += number
        y += scanner.number() ?? 0
      case UInt8(ascii: "r"): degrees += number
      case UInt8(ascii: "s"): scale *= number
      default: return
      }
    }
  }
}
