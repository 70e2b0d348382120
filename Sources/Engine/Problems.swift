import Files
import Language
import Query
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
    self.init(code, error.message, at: span, hints: error.hints)
  }
}

extension Running {
  /// Says what a join did with the rows of both sides, and warns where rows came to stand several times.
  func report(_ note: QueryNote, _ steps: [Step]) {
    switch note {
    case .joined(let account):
      let span = steps.first { step in
        if case .relational(let operators) = step.work {
          operators.contains { if case .join(let join) = $0 { join.right == account.right } else { false } }
        } else {
          false
        }
      }?.span
      emit(.diagnostic(Diagnostic(.joinAccount, account.summary, at: span, severity: .note)))
      guard account.repeatedRightKeys > 0, account.kind != .semi, account.kind != .anti else { return }
      let examples =
        account.repeatedKeyExamples.isEmpty
        ? "" : ", such as " + account.repeatedKeyExamples.map { "`\($0)`" }.joined(separator: ", ")
      emit(
        .diagnostic(
          Diagnostic(
            .fanOut,
            "rows of the left side stand several times: \(counted(account.repeatedRightKeys, "key")) of `\(account.right)` "
              + "\(account.repeatedRightKeys == 1 ? "is" : "are") there more than once\(examples)",
            at: span, hints: ["`distinct` or `aggregate … by` the key makes `\(account.right)` have it once"],
            severity: .warning)))
    }
  }
}

extension JoinAccount {
  /// `join box: 310 of 4812 rows match, 12 of 322 in box are not used; 315 rows`
  var summary: String {
    "join \(right): \(matchedLeft) of \(counted(leftRows, "row")) match, \(unmatchedRight) of \(rightRows) in `\(right)` "
      + "match nothing, which gives \(counted(outputRows, "row"))"
  }
}
