import PangoCairo

/// A picture made of dots that is drawn on, and then packed as a PNG.
package final class RasterImage {
  package let width: Int
  package let height: Int
  package let canvas: Canvas
  private let picture: OpaquePointer
  private let pen: OpaquePointer

  /// Black at first.
  package init(width: Int, height: Int) throws(DrawingError) {
    guard hq_pango_open() == nil, let picture = hq_picture_make(Int32(width), Int32(height)) else {
      throw DrawingError(.memory, "there is no memory for a picture of \(width)×\(height) dots")
    }
    guard let pen = hq_canvas_make(picture) else {
      hq_picture_free(picture)
      throw DrawingError(.memory, "there is no memory for a picture of \(width)×\(height) dots")
    }
    (self.width, self.height, self.picture, self.pen) = (width, height, picture, pen)
    canvas = Canvas(pen)
  }

  deinit {
    // SAFETY: nobody else has them; the canvas is not used behind the picture's end.
    hq_canvas_free(pen)
    hq_picture_free(picture)
  }

  /// The picture as a file. It cannot be drawn on any more.
  package consuming func png() throws(DrawingError) -> [UInt8] {
    var stride = 0
    guard let dots = hq_picture_dots(picture, &stride) else {
      throw DrawingError(.failed, "the picture has no dots")
    }
    // SAFETY: the picture has so many rows of so many bytes, and outlives their use.
    let rows = UnsafeMutableBufferPointer(start: dots, count: stride * height)
    return try PNGFile.pack(rows, stride: stride, width: width, height: height)
  }
}
