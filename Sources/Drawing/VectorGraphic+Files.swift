import PangoCairo
import Parallel

extension VectorGraphic {
  /// The drawing with so many dots a point, across and down.
  package func png(
    dots: Int, with lettering: Lettering, cancellation: Cancellation = Cancellation()
  ) throws -> [UInt8] {
    func side(_ length: Double) -> Int { max(1, Int((length * Double(dots)).rounded())) }
    let image = try RasterImage(width: side(width), height: side(height), dotsOfPoint: dots)
    try draw(on: image.canvas, with: lettering, cancellation: cancellation)
    return try image.png()
  }

  /// A document of one page that is as large as the drawing times the scale, in points of a printer.
  package func pdf(
    title: String, scale: Double, with lettering: Lettering, cancellation: Cancellation = Cancellation()
  ) throws -> [UInt8] {
    guard let pdf = hq_pdf_make(width * scale, height * scale, title), let page = hq_pdf_canvas(pdf) else {
      throw DrawingError(.memory, "there is no memory for a PDF")
    }
    // SAFETY: nobody else has the document, and it is not used behind this.
    defer { hq_pdf_free(pdf) }
    let canvas = Canvas(page)
    try canvas.within(scale: (scale, scale)) {
      try draw(on: canvas, with: lettering, cancellation: cancellation)
    }
    hq_pdf_end_page(pdf)
    return try FinishedPDF.bytes(of: pdf)
  }
}
