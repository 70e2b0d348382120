import PangoCairo

/// A document after its last page.
package enum FinishedPDF {
  /// Its bytes. Nothing can be drawn on it any more; who made it frees it.
  package static func bytes(of pdf: OpaquePointer) throws(DrawingError) -> [UInt8] {
    if let failure = hq_pdf_finish(pdf) {
      throw DrawingError(.failed, "the PDF cannot be made: \(String(cString: failure))")
    }
    var count = 0
    let bytes = hq_pdf_bytes(pdf, &count)
    // SAFETY: the document has so many bytes, and lives until they are copied.
    return Array(UnsafeBufferPointer(start: bytes, count: count))
  }
}
