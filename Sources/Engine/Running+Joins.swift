import Language
import Query
import Tables

extension Running {
  /// Says what a join did with the rows of both sides, and warns where rows came to stand several times.
  func report(_ note: QueryNote, of steps: [Step], behind operatorCount: Int) {
    switch note {
    case .joined(let account):
      let span = steps.flatMap { step in step.operators.map { _ in step.span } }[
        account.operatorIndex - operatorCount]
      emit(.diagnostic(Diagnostic(.joinAccount, account.summary, at: span, severity: .note)))
      guard account.repeatedRightKeys > 0, account.kind != .semi, account.kind != .anti else { return }
      emit(.diagnostic(account.fanOut(at: span)))
    }
  }
}

extension JoinAccount {
  /// `join box: 310 of 4812 rows match, 12 of 322 in `box` match nothing, which gives 315 rows`
  fileprivate var summary: String {
    "join \(right): \(matchedLeft) of \(counted(leftRows, "row")) match, \(unmatchedRight) of \(rightRows) in `\(right)` "
      + "match nothing, which gives \(counted(outputRows, "row"))"
  }

  fileprivate func fanOut(at span: Span) -> Diagnostic {
    let examples =
      repeatedKeyExamples.isEmpty
      ? "" : ", such as " + repeatedKeyExamples.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      .fanOut,
      "rows of the left side stand several times: \(counted(repeatedRightKeys, "key")) of `\(right)` "
        + "\(repeatedRightKeys == 1 ? "is" : "are") there more than once\(examples)",
      at: span, hints: ["`distinct` or `aggregate … by` the key makes `\(right)` have it once"],
      severity: .warning)
  }
}
