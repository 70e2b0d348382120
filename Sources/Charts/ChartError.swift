import Drawing

/// Why there is no picture.
package struct ChartError: Error, Hashable, Sendable {
  package enum Code: Hashable, Sendable {
    /// There is no gnuplot where it was looked for, or it cannot be run.
    case gnuplotMissing
    /// It stopped before the picture was drawn.
    case gnuplotFailed
    /// It took longer than it may.
    case gnuplotHung
    /// The picture cannot be put where it should be.
    case unwritable
    /// The ending of a file stands for no kind of picture.
    case unknownFormat
    /// The picture would be too small to read or too large to hold.
    case unusableSize
    /// The system has no room for another process, file or picture.
    case system
    /// A library that draws is not installed.
    case libraryMissing
  }

  package let code: Code
  package let message: String
  /// What gnuplot itself said, cleaned for showing; empty when it said nothing.
  package let words: String
  /// What gnuplot was to draw, for who wants to look; empty when there was nothing to draw yet.
  package let script: String
  /// What to do about it, where that is known.
  package let hints: [String]

  package init(
    _ code: Code, _ message: String, words: String = "", script: String = "", hints: [String] = []
  ) {
    self.code = code
    self.message = message
    self.words = words
    self.script = script
    self.hints = hints
  }

  /// What went wrong behind gnuplot, when its drawing was made a picture.
  init(_ error: DrawingError, script: String) {
    let code: Code =
      switch error.code {
      case .libraryMissing: .libraryMissing
      case .unreadable: .gnuplotFailed
      case .memory, .failed: .system
      }
    self.init(code, error.message, script: script, hints: error.hints)
  }
}
