import Language
import Tables

/// A stretch of time as a clause names it: `2010` is a year, `2026-10-31` a day, `90d` what lies between then
/// and the script's clock.
struct TimeStretch {
  let start: Timestamp
  /// The last microsecond of it.
  let end: Timestamp

  init(start: Timestamp, end: Timestamp) {
    self.start = start
    self.end = end
  }

  init?(_ literal: Literal, clock: Timestamp) {
    switch literal {
    case .value(.int(let year)):
      guard let first = CalendarDate(year: Int(clamping: year), month: 1, day: 1),
        let last = CalendarDate(year: Int(clamping: year), month: 12, day: 31)
      else { return nil }
      self.init(start: Timestamp(first), end: TimeStretch.lastInstant(of: last))
    case .value(.date(let day)): self.init(start: Timestamp(day), end: TimeStretch.lastInstant(of: day))
    case .value(.timestamp(let instant)): self.init(start: instant, end: instant)
    case .span(let span):
      guard let then = clock.adding(span.negated) else {
        return nil
      }
      self.init(start: then, end: then)
    default: return nil
    }
  }

  private static func lastInstant(of day: CalendarDate) -> Timestamp {
    Timestamp(day, microsecondOfDay: Timestamp.day - 1)
  }
}

extension Planning {
  /// The time that a clause names; nil after reporting that it names none.
  mutating func time(_ syntax: ExpressionSyntax) -> TimeStretch? {
    if case .range(let first, let last) = syntax.kind {
      guard let start = time(first), let end = time(last) else { return nil }
      return TimeStretch(start: start.start, end: end.end)
    }
    guard let literal = constant(syntax) else { return nil }
    if let stretch = TimeStretch(literal, clock: environment.clock) { return stretch }
    return fail(
      .wrongType, "`\(brief(syntax.span))` is no time", at: syntax.span,
      label: "a year, a date or a duration back from now", hints: ["such as 2010, 2026-10-31 or 90d"])
  }
}

/// Conditions on a column of dates or instants.
struct TimeCondition {
  let column: Expression

  func since(_ stretch: TimeStretch) -> Expression {
    .compare(.greaterOrEqual, column, constant(stretch.start))
  }

  func until(_ stretch: TimeStretch) -> Expression { .compare(.lessOrEqual, column, constant(stretch.end)) }

  func within(_ stretch: TimeStretch) -> Expression { .and(since(stretch), until(stretch)) }

  private func constant(_ instant: Timestamp) -> Expression {
    guard column.type == .timestamp else { return .constant(.date(instant.date), .date) }
    // What the store holds is of whole seconds, and so may be what it is compared with.
    let rest = instant.microsecondOfDay % Timestamp.second
    return .constant(.timestamp(Timestamp(microseconds: instant.microseconds - rest)), .timestamp)
  }
}
