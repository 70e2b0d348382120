import Files
import Language
import Parallel
import Query
import Store
import TMDB

/// The errors of the rooms below, each made a diagnostic here and nowhere else.
extension Diagnostic {
  init(_ error: QueryError, at span: Span) {
    let code: Code =
      switch error.kind {
      case .overflow: .overflow
      case .cancelled: .interrupted
      default: .failed
      }
    self.init(code, error.message, at: span, hints: error.hints)
  }

  package init(_ error: FileError, at span: Span? = nil) {
    let code: Code =
      switch error.kind {
      case .missing: .missingFile
      case .binary: .binaryFile
      case .badOption: .badReadOption
      case .unwritable, .full: .unwritableFile
      case .unknownFormat: .unknownFormat
      case .cancelled: .interrupted
      default: .unreadableFile
      }
    self.init(code, error.message, at: span, label: Diagnostic.nearFile(to: error), hints: error.hints)
  }

  package init(_ error: StoreError, at span: Span? = nil) {
    let code: Code =
      switch error.kind {
      case .missing: .noStore
      case .directory, .notAStore, .newer, .damaged, .unreadable: .unreadableStore
      case .locked, .full, .readOnly: .unwritableStore
      case .badSQL: .badSQL
      case .unknown, .refused: .notInStore
      case .cancelled: .interrupted
      }
    let hints = error.kind == .missing ? Diagnostic.waysToFillAStore : []
    self.init(code, error.message, at: span, hints: error.hints + hints)
  }

  init(_ error: TMDBError, at span: Span? = nil) {
    let code: Code =
      switch error.kind {
      case .noCredential: .noKey
      case .noLibrary: .noLibrary
      case .refused: .keyRefused
      case .badSetting: .badSetting
      case .away: .away
      case .cancelled: .interrupted
      case .failed: .failed
      }
    self.init(code, error.message, at: span, hints: error.hints)
  }

  /// What to do where there are no films yet.
  static let waysToFillAStore = [
    "`use demo` opens a catalogue of made-up films in memory",
    "`ingest tmdb horror since 2010` takes in films from TMDB, with a key in TMDB_API_KEY",
    "`ingest from \"films.csv\"` takes in films from a file",
  ]

  /// For a path that leads nowhere: the file beside it whose name is nearly the same.
  private static func nearFile(to error: FileError) -> String? {
    guard error.kind == .missing, let name = error.path.split(separator: "/").last else { return nil }
    let directory = error.path.dropLast(name.count)
    let near = Suggestion.nearest(to: String(name), among: names(beside: error.path))
    return Suggestion.question(near.map { directory + $0 })
  }
}

extension Diagnostic {
  package static func interrupted(at span: Span) -> Diagnostic {
    Diagnostic(.interrupted, "interrupted", at: span)
  }

  /// What the error of a statement says, whichever room threw it.
  static func all(of error: any Error, at span: Span) -> [Diagnostic] {
    switch error {
    case let failure as CheckFailure: failure.diagnostics
    case let diagnostic as Diagnostic: [diagnostic]
    case let error as QueryError: [Diagnostic(error, at: span)]
    case let error as FileError: [Diagnostic(error, at: span)]
    case let error as StoreError: [Diagnostic(error, at: span)]
    case let error as TMDBError: [Diagnostic(error, at: span)]
    case is Cancelled: [.interrupted(at: span)]
    default: [Diagnostic(.failed, "\(error)", at: span)]
    }
  }
}

/// A statement that did not pass its check.
package struct CheckFailure: Error {
  package let diagnostics: [Diagnostic]

  package init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}
