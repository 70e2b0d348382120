/// Why there is no report.
package struct ReportError: Error, Hashable, Sendable {
  package enum Code: Hashable, Sendable {
    /// Pango or Cairo is not there.
    case libraryMissing
    /// There is no font to set a text with.
    case fontsMissing
    case memory
    /// Cairo gave up.
    case failed
  }

  package let code: Code
  package let message: String
  package let hints: [String]

  package init(_ code: Code, _ message: String, hints: [String] = []) {
    self.code = code
    self.message = message
    self.hints = hints
  }
}
