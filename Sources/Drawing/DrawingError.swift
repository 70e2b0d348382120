/// Why nothing could be drawn.
package struct DrawingError: Error, Hashable, Sendable {
  package enum Code: Hashable, Sendable {
    /// Pango or Cairo is not there.
    case libraryMissing
    /// What should be drawn is no SVG, or one with more in it than is known here.
    case unreadable
    case memory
    /// Cairo gave up.
    case failed
  }

  package let code: Code
  package let message: String
  package let hints: [String]

  init(_ code: Code, _ message: String, hints: [String] = []) {
    self.code = code
    self.message = message
    self.hints = hints
  }
}
