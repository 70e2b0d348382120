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
  private var canvas: Canvas
  private let lettering: Lettering
  /// What a tag with an id is, to be drawn where it is used.
  private var definitions: [String: Markup.Tag] = [:]
  /// The mark that was used last: the next one is mostly the same.
  private var stamp: Stamp?

  /// A mark may be made of a mark, and so on, so often.
  private static let deepestMark = 4
  /// A group may stand within a group, and so on, so often.
  private static let deepestGroup = 64

  init(_ bytes: [UInt8], _ canvas: Canvas, _ lettering: Lettering) {
    markup = Markup(bytes)
    (self.canvas, self.lettering) = (canvas, lettering)
  }

  mutating func paint(_ cancellation: Cancellation) throws {
    while let piece = try markup.next() {
      if case .start(let tag) = piece { try paint(tag, Style(), cancellation) }
    }
  }

  private mutating func paint(
    _ tag: Markup.Tag, _ outer: Style, _ cancellation: Cancellation, depth: Int = 0
  ) throws {
    try cancellation.check()
    guard depth < Painter.deepestGroup else {
      throw DrawingError(.unreadable, "the drawing has groups within groups, more than \(depth) deep")
    }
    switch tag.name {
    case "svg", "g":
      guard !tag.isEmpty else { return }
      let style = taking(tag, outer)
      try placed(tag) { painter in
        while let piece = try painter.markup.next() {
          switch piece {
          case .start(let inner): try painter.paint(inner, style, cancellation, depth: depth + 1)
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
      guard depth < Painter.deepestMark, let place = tag.value("xlink:href") ?? tag.value("href"),
        case let name = String(markup.text(place).dropFirst()), let mark = definitions[name]
      else { return }
      if try isStamped(name, mark, tag, style) { return }
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

  /// Whether the mark could be put there without being drawn anew.
  private mutating func isStamped(_ name: String, _ mark: Markup.Tag, _ use: Markup.Tag, _ style: Style)
    throws
    -> Bool
  {
    guard let dots = canvas.dots, style.isPlain, isPlain(mark) else { return false }
    var transformation = transformation(of: use)
    let place = (x: transformation.x, y: transformation.y)
    (transformation.x, transformation.y) = (0, 0)
    var plain = style
    (plain.current, plain.opacity) = (0, 1)
    let look = Stamp.Look(name: name, transformation: transformation, style: plain)
    if stamp?.look != look {
      var painter = self
      stamp = try Stamp(look, dots: dots) { canvas in
        painter.canvas = canvas
        try canvas.within(
          scale: (transformation.scale, transformation.scale), degrees: transformation.degrees
        ) {
          try painter.show(mark, plain, depth: 1)
        }
      }
    }
    guard let stamp, stamp.isUsable else { return false }
    canvas.stamp(stamp, x: place.x, y: place.y, style.current, opacity: style.opacity)
    return true
  }

  /// Whether a mark has no colour of its own.
  private func isPlain(_ mark: Markup.Tag, depth: Int = 0) -> Bool {
    var style = Style()
    style.fill = .none
    style.take(mark, of: markup.bytes)
    guard style.isPlain, mark.value("color") == nil, depth < Painter.deepestMark else { return false }
    guard mark.name == "use", let place = mark.value("xlink:href") else { return true }
    return definitions[String(markup.text(place).dropFirst())].map { isPlain($0, depth: depth + 1) } ?? true
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

  private func transformation(of tag: Markup.Tag, movesByXY: Bool = true) -> Transformation {
    var transformation = Transformation()
    for (name, value) in tag.attributes {
      switch name {
      case "transform": transformation.take(markup.bytes[value])
      case "x" where movesByXY: transformation.x += NumberScanner.number(markup.bytes[value]) ?? 0
      case "y" where movesByXY: transformation.y += NumberScanner.number(markup.bytes[value]) ?? 0
      default: break
      }
    }
    return transformation
  }

  /// Draws where the tag says that it stands.
  private mutating func placed(
    _ tag: Markup.Tag, movesByXY: Bool = true, _ draw: (inout Painter) throws -> Void
  ) rethrows {
    let transformation = transformation(of: tag, movesByXY: movesByXY)
    guard transformation != Transformation() else { return try draw(&self) }
    let outside = canvas
    defer { canvas = outside }
    // What was drawn for the points of the page would have another size in here.
    if transformation.scale != 1 || transformation.degrees != 0 { canvas = canvas.withoutDots }
    try canvas.within(
      x: transformation.x, y: transformation.y, scale: (transformation.scale, transformation.scale),
      degrees: transformation.degrees
    ) {
      try draw(&self)
    }
  }
}

/// Where something stands: moved, then turned, then made larger.
struct Transformation: Equatable {
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
