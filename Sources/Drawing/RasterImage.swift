import PangoCairo

/// A picture made of dots that is drawn on, and then packed as a PNG.
package final class RasterImage {
  package let canvas: Canvas
  private let width: Int
  private let height: Int
  private let dots: Pages
  private let picture: OpaquePointer
  private let pen: OpaquePointer

  /// Black at first. A point of what is drawn has so many dots across and down.
  package init(width: Int, height: Int, dotsOfPoint: Int) throws(DrawingError) {
    let noMemory = DrawingError(.memory, "there is no memory for a picture of \(width)×\(height) dots")
    // Cairo knows no larger ones.
    guard hq_pango_open() == nil, max(width, height) < 32_768, let dots = Pages(count: 4 * width * height),
      let picture = hq_picture_make(dots.bytes.baseAddress, Int32(width), Int32(height))
    else { throw noMemory }
    guard let pen = hq_canvas_make(picture) else {
      hq_picture_free(picture)
      throw noMemory
    }
    (self.width, self.height, self.dots, self.picture, self.pen) = (width, height, dots, picture, pen)
    hq_canvas_scale(pen, Double(dotsOfPoint), Double(dotsOfPoint))
    canvas = Canvas(pen, dots: Double(dotsOfPoint))
  }

  deinit {
    // SAFETY: nobody else has them, and the dots are still there; the canvas is not used behind this.
    hq_canvas_free(pen)
    hq_picture_free(picture)
  }

  /// The picture as a file. It cannot be drawn on any more.
  package func png() throws(DrawingError) -> [UInt8] {
    hq_picture_finish(picture)
    return try PNGFile.pack(dots.bytes, width: width, height: height)
  }
}
