import Language

/// How a run ended, as whoever started hq is told.
package enum ExitCode: Int32, Sendable, CaseIterable {
  case success = 0
  case expectationFailed = 1
  case badCommandLine = 2
  case checkFailed = 3
  case statementFailed = 4
  case lockDiffers = 5
  case missing = 6
  case tryLater = 75
  case interrupted = 130
  case terminated = 143

  package var meaning: String {
    switch self {
    case .success: "all ran, all held"
    case .expectationFailed: "an `expect` or a recorded output did not hold"
    case .badCommandLine: "the command line or a parameter is wrong"
    case .checkFailed: "the check failed: nothing was executed"
    case .statementFailed: "a statement failed while running"
    case .lockDiffers: "the lock does not match: data, options or version drifted"
    case .missing: "a program or file it needs is missing"
    case .tryLater: "the network or TMDB failed in a way worth retrying later"
    case .interrupted: "interrupted: nothing half written"
    case .terminated: "terminated: nothing half written"
    }
  }

  /// Of several runs, that of the first which failed.
  package static func first(ofFailed codes: [ExitCode]) -> ExitCode {
    codes.first { $0 != .success } ?? .success
  }

  /// The one place where problems become an exit code.
  package init(of diagnostics: [Diagnostic], whileChecking: Bool) {
    let errors = diagnostics.filter { $0.severity == .error }
    func has(_ code: Diagnostic.Code) -> Bool { errors.contains { $0.code == code } }
    self =
      if errors.isEmpty {
        .success
      } else if has(.interrupted) {
        .interrupted
      } else if errors.contains(where: { $0.code.rawValue < 100 }) {
        .badCommandLine
      } else if has(.lockDiffers) || has(.badLock) {
        .lockDiffers
      } else if errors.allSatisfy({ $0.code.rawValue >= 700 }) {
        .tryLater
      } else if errors.allSatisfy({ $0.code.rawValue >= 600 }) {
        .missing
      } else if whileChecking {
        .checkFailed
      } else if errors.allSatisfy({ [.expectationFailed, .outputDiffers].contains($0.code) }) {
        .expectationFailed
      } else {
        .statementFailed
      }
  }
}
