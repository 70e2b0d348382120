import Charts
import Files
import Language
import Learning
import Mail
import Modelling
import Parallel
import Query
import Reports
import Store
import TMDB
import Tables

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
      case .notThen: .lockDiffers
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

  /// - Parameters:
  ///   - target: what was to be predicted.
  ///   - columns: what it was to be predicted from.
  init(_ error: LearningError, at span: Span, target: String? = nil, columns: [String] = []) {
    let wanted = target.map { "`\($0)`" } ?? "the rows"
    switch error {
    case .parameters(let problems):
      let texts = problems.map { "`\($0.name)=\($0.given)`: expected \($0.expected)" }
      self.init(.badOptionValue, "the options do not fit: \(texts.joined(separator: "; "))", at: span)
    case .tooFewRows(let needed, let given):
      self.init(
        .notLearnt,
        "there are only \(counted(given, "row")) to learn \(wanted) from, and \(needed) are needed",
        at: span)
    case .tooManyRows(let limit, let given):
      self.init(.notLearnt, "\(given) rows are more than the \(limit) that can be learnt from", at: span)
    case .noColumns:
      self.init(
        .notLearnt, "no column tells anything as a number", at: span,
        hints: columns.isEmpty ? [] : ["it was to be learnt from \(columns.joined(separator: ", "))"])
    case .lengthsDiffer(let rows, let targets):
      self.init(.failed, "\(rows) rows have \(targets) targets", at: span)
    case .unusableNumber(_, let column):
      let name = column.flatMap { columns.indices.contains($0) ? "`\(columns[$0])`" : nil } ?? wanted
      self.init(
        .notLearnt, "\(name) has numbers that are too large to learn from, beyond 1e150", at: span,
        hints: ["`derive` can bring them to another scale"])
    case .oneClassOnly:
      self.init(
        .notLearnt,
        "\(wanted) has one value only in the rows that are learnt from: there is nothing to tell apart",
        at: span)
    case .unknownClass: self.init(.failed, "\(wanted) has a class that is not known", at: span)
    case .columnsDiffer(let expected, let given):
      self.init(.failed, "the model learnt \(expected) columns, and here are \(given)", at: span)
    case .wrongTask(let expected):
      self.init(
        .notLearnt, "this needs \(expected == .regression ? "a number" : "classes") to predict", at: span)
    case .damagedModel:
      self.init(.unreadableStore, "the kept model is damaged", at: span, hints: ["`train` makes it again"])
    case .newerModel(let version):
      self.init(
        .unreadableStore, "the kept model was made by a newer hq (version \(version) of models)", at: span,
        hints: ["`train` makes it again"])
    case .libraryMissing(let package):
      self.init(
        .noLibrary, "the library of the package `\(package)` is not installed", at: span,
        hints: ["`apt-get install \(package)` brings it"])
    case .library(let name, let message): self.init(.failed, "\(name): \(message)", at: span)
    }
  }

  package init(_ error: ChartError, at span: Span? = nil) {
    let code: Code =
      switch error.code {
      case .gnuplotMissing: .noProgram
      case .unwritable: .unwritableFile
      case .unknownFormat: .unknownFormat
      case .unusableSize: .badOptionValue
      case .libraryMissing: .noLibrary
      case .gnuplotFailed, .gnuplotHung, .system: .failed
      }
    var hints = error.hints
    if !error.words.isEmpty { hints.append("gnuplot says: \(error.words)") }
    if error.code == .gnuplotMissing {
      hints.append("`apt-get install gnuplot-nox` brings it; HQ_GNUPLOT names another place")
    }
    if !error.script.isEmpty { hints.append("`to \"….gp\"` keeps what gnuplot was given") }
    self.init(code, error.message, at: span, hints: hints)
  }

  package init(_ error: ReportError, at span: Span? = nil) {
    let code: Code =
      switch error.code {
      case .libraryMissing, .fontsMissing: .noLibrary
      case .memory, .failed: .failed
      }
    self.init(code, error.message, at: span, hints: error.hints)
  }

  init(_ error: MailError, at span: Span) {
    let code: Code =
      switch error.kind {
      case .badSetting: .badSetting
      case .noLibrary: .noLibrary
      case .badAddress: .badOptionValue
      case .refused: .failed
      case .away: .away
      case .cancelled: .interrupted
      }
    self.init(code, error.message, at: span, hints: error.hints)
  }

  init(_ error: ModellingError, at span: Span) {
    switch error {
    case .noRows: self.init(.notLearnt, "there are no rows to learn from", at: span)
    case .tooManyClasses(let name, let given, let most):
      self.init(
        .notLearnt,
        "`\(name)` has \(given) different texts, and at most \(most) can be told apart as classes",
        at: span)
    case .unsuitableTarget(let name, let type):
      self.init(
        .wrongType, "`\(name)` is \(type.noun), which cannot be predicted", at: span,
        label: "a number, a text or true and false can be")
    case .noTimeColumn: self.init(.wrongType, "`split=time` needs a column with dates", at: span)
    case .unfitFamily(let name, let task):
      let other = task == .regression ? "`linear`, `rf`, `knn` or `xgb`" : "`logistic`, `rf`, `knn` or `xgb`"
      self.init(
        .wrongType, "`\(name)` does not predict \(task == .regression ? "numbers" : "these classes")",
        at: span,
        hints: ["\(other) may"])
    }
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

  /// What an error says that belongs to no statement.
  package static func whole(of error: any Error) -> Diagnostic {
    switch error {
    case let problem as Diagnostic: problem
    case let error as FileError: Diagnostic(error)
    case let error as ReportError: Diagnostic(error)
    default: Diagnostic(.failed, "\(error)")
    }
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
    case let error as LearningError: [Diagnostic(error, at: span)]
    case let error as ModellingError: [Diagnostic(error, at: span)]
    case let error as ChartError: [Diagnostic(error, at: span)]
    case let error as ReportError: [Diagnostic(error, at: span)]
    case let error as MailError: [Diagnostic(error, at: span)]
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
