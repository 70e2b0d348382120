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
    /// The system has no room for another process or file.
    case system
  }

  package let code: Code
  package let message: String
  /// What gnuplot itself said, cleaned for showing; empty when it said nothing.
  package let words: String
  /// What gnuplot was to draw, for who wants to look; empty when there was nothing to draw yet.
  package let script: String

  package init(_ code: Code, _ message: String, words: String = "", script: String = "") {
    self.code = code
    self.message = message
    self.words = words
    self.script = script
  }
}
