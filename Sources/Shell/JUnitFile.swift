import Engine
import Files
import Language

/// The file of `--junit`: gathered while scripts run, written when the last has ended, however it ended.
final class JUnitFile {
  private let path: String?
  private var report = JUnitReport()

  init(path: String?) { self.path = path }

  var isWanted: Bool { path != nil }

  func add(_ suites: [JUnitReport.Suite]) { report.suites += suites }

  /// What went wrong in writing it; nil when nothing did.
  func write() -> Diagnostic? {
    guard let path else { return nil }
    do throws(FileError) {
      try writeText(Array(report.text.utf8), to: path)
      return nil
    } catch {
      return Diagnostic(error)
    }
  }
}
