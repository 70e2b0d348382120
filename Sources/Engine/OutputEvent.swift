import Charts
import Language
import Tables

/// What leaves the engine: who shows it decides how it looks.
package enum OutputEvent: Sendable {
  /// A table to be shown, at most so many rows of it.
  case table(Table, rowLimit: Int?)
  /// A table that a person wants to leaf through.
  case pages(Table)
  /// Text that is a result: help, a plan.
  case text(String)
  /// A remark, a warning or an error.
  case diagnostic(Diagnostic)
  /// A table that was read and is shown nowhere: how much there is of it.
  case loaded(rows: Int, columns: Int)
  /// A file that was written, and how many rows of it.
  case file(path: String, rows: Int)
  /// A picture that was written, the digest of what was drawn, and what it shows.
  case drawn(path: String, digest: String, title: String)
  /// A report that was written, and a file that was sent.
  case report(path: String)
  case mailed(path: String, to: String)
  /// A picture for the terminal, and who draws it.
  case picture(Chart, GnuplotSession)
}
