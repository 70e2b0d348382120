import PangoCairo

/// What is drawn on: a picture, or the page of a document.
///
/// Used by one thread at a time.
package struct Canvas {
  private let canvas: OpaquePointer
  /// How many dots a point of it has; nil where it has no dots.
  let dots: Double?

  /// The maker keeps what the pointer leads to for as long as it is drawn on.
  package init(_ canvas: OpaquePointer, dots: Double? = nil) {
    self.canvas = canvas
    self.dots = dots
  }

  var withoutDots: Canvas { Canvas(canvas) }

  /// Draws between a translation to the point, a scale, a turn in degrees, and the way back.
  package func within(
    x: Double = 0, y: Double = 0, scale: (x: Double, y: Double) = (1, 1), degrees: Double = 0,
    _ draw: () throws -> Void
  ) rethrows {
    hq_canvas_save(canvas)
    defer { hq_canvas_restore(canvas) }
    if x != 0 || y != 0 { hq_canvas_translate(canvas, x, y) }
    if degrees != 0 { hq_canvas_rotate(canvas, degrees * .pi / 180) }
    if scale != (1, 1) { hq_canvas_scale(canvas, scale.x, scale.y) }
    try draw()
  }

  func move(_ x: Double, _ y: Double) { hq_canvas_move(canvas, x, y) }
  func line(_ x: Double, _ y: Double) { hq_canvas_line(canvas, x, y) }
  func close() { hq_canvas_close(canvas) }
  func addRectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
    hq_canvas_add_rectangle(canvas, x, y, width, height)
  }
  func addCircle(_ x: Double, _ y: Double, _ radius: Double) { hq_canvas_add_circle(canvas, x, y, radius) }

  /// Paints what the path encloses, and its line.
  func paintPath(_ style: Style, isUpright: Bool = false) {
    let fill = style.opacity * style.fillOpacity > 0 ? style.color(style.fill) : nil
    let stroke = style.opacity * style.strokeOpacity > 0 ? style.color(style.stroke) : nil
    let isGroup = style.opacity < 1 && fill != nil && stroke != nil
    let opacity = isGroup ? 1 : style.opacity
    if isGroup { hq_canvas_start_group(canvas, style.strokeWidth) }
    if let fill {
      hq_canvas_fill(canvas, fill, opacity * style.fillOpacity, style.isCrisp && isUpright ? 1 : 0)
    }
    if let stroke, style.strokeWidth > 0 {
      hq_canvas_stroke(
        canvas, stroke, opacity * style.strokeOpacity, style.strokeWidth, style.isRound ? 1 : 0, style.dashes,
        Int32(style.dashes.count))
    }
    hq_canvas_start_path(canvas)
    if isGroup { hq_canvas_end_group(canvas, style.opacity) }
  }

  func stamp(_ mark: Stamp, x: Double, y: Double, _ color: UInt32, opacity: Double) {
    hq_mark_stamp(mark.mark, canvas, x, y, color, opacity)
  }

  func show(_ layout: OpaquePointer, x: Double, baseline: Double, _ color: UInt32, opacity: Double) {
    hq_canvas_show_line(canvas, layout, 0, x, baseline, 1, color, opacity)
  }

  /// Throws what went wrong while it was drawn on.
  package func check() throws(DrawingError) {
    if let failure = hq_canvas_failure(canvas) {
      throw DrawingError(.failed, "the picture cannot be drawn: \(String(cString: failure))")
    }
  }
}
