import Language
import Tables

/// What a replay has to tell: differences at the lines where they show.
struct ReplayComparison {
  private let run: NotebookRun
  private let old: Lock
  private let new: Lock
  private(set) var diagnostics: [Diagnostic] = []
  /// Of more differences the first ones tell enough.
  private static let most = 20

  init(_ run: NotebookRun, _ old: Lock, _ new: Lock) {
    self.run = run
    self.old = old
    self.new = new
    let found = old.differences(to: new)
    let grounds = grounds(found)
    let outcomes = outcomes(
      found, without: Set(found.filter { $0.weight == .ground }.compactMap(\.statement)))
    diagnostics = grounds.isEmpty ? outcomes : grounds
    diagnostics.sort { ($0.span?.start ?? -1) < ($1.span?.start ?? -1) }
    let isLong = diagnostics.count > ReplayComparison.most
    let rest = isLong ? diagnostics.count - ReplayComparison.most : 0
    diagnostics.removeLast(rest)
    // What follows from the ground is no news of its own.
    let consequences = grounds.isEmpty ? 0 : outcomes.count
    if rest + consequences > 0 {
      diagnostics.append(
        Diagnostic(
          grounds.isEmpty ? .outputDiffers : .lockDiffers,
          "and \(counted(rest + consequences, "more difference")) in `\(run.source.name)`"
            + (consequences > 0 ? ", which may follow from that" : "")))
    }
  }

  // MARK: By the lock

  private func grounds(_ found: [LockDifference]) -> [Diagnostic] {
    let remarks = found.filter { $0.subject == .version }.map(\.message)
    // Statements that did not run are not gone: why they did not run is told already.
    let counting = found.filter { $0.weight == .ground && (run.exit == .success || $0.statement != nil) }
    return counting.map { difference in
      Diagnostic(.lockDiffers, difference.message, at: span(difference.statement), hints: remarks)
    }
  }

  /// For each statement that gives something else what tells most of it: the lines that differ, else what the lock says.
  private func outcomes(_ found: [LockDifference], without explained: Set<Int>) -> [Diagnostic] {
    let lines = lines()
    // What failed told nothing, and why is told already.
    let told = Set(lines.keys).union(run.statements.indices.filter { run.statements[$0].outcome.failed })
    let others = found.filter { difference in
      guard difference.weight == .outcome, let statement = difference.statement else { return false }
      return !told.contains(statement) && tolerance(at: statement) == nil
    }
    let byStatement = Dictionary(grouping: others, by: \.statement).compactMap { statement, found in
      found.first.map { Diagnostic(.outputDiffers, $0.message, at: span(statement)) }
    }
    let models = Dictionary(
      found.filter { $0.weight == .outcome && $0.subject == .model }.map { ($0.statement ?? -1, $0.message) },
      uniquingKeysWith: { first, _ in first })
    return lines.filter { !explained.contains($0.key) }.map { statement, line in
      var line = line
      if let model = models[statement] { line.hints.insert(model, at: 0) }
      return line
    } + byStatement
  }

  private func span(_ statement: Int?) -> Span? {
    statement.flatMap { run.statements.indices.contains($0) ? run.statements[$0].syntax.span : nil }
  }

  // MARK: Line by line

  /// By the statement whose output they are.
  private func lines() -> [Int: Diagnostic] {
    let recorded = NotebookText.recorded(in: run.source, under: run.ends)
    let told = run.outputs
    let ends = run.statements.map { NotebookText.end(of: $0.syntax) }
    let last = run.exit == .success ? Int.max : ends.last ?? 0
    let failed = Set(run.statements.filter(\.outcome.failed).map { NotebookText.end(of: $0.syntax) })
    var found: [Int: Diagnostic] = [:]
    for end in Set(recorded.keys).union(told.keys) where end <= last && !failed.contains(end) {
      let statement = ends.lastIndex(of: end) ?? -1
      found[statement] = difference(recorded[end] ?? [], told[end] ?? [], under: end) ?? found[statement]
    }
    return found
  }

  private func difference(
    _ recorded: [NotebookText.RecordedLine], _ told: [String], under end: Int
  ) -> Diagnostic? {
    let statements = run.statements.indices.filter { NotebookText.end(of: run.statements[$0].syntax) == end }
    let tolerance = statements.compactMap { self.tolerance(at: $0) }.max()
    let count = max(recorded.count, told.count)
    let differing = (0..<count).filter { place in
      guard place < recorded.count, place < told.count else { return true }
      return !ReplayComparison.agree(recorded[place].text, told[place], within: tolerance)
    }
    guard let first = differing.first else { return nil }
    let more = differing.count > 1 ? "; \(counted(differing.count - 1, "more line")) of it differ" : ""
    // The lock knows what was told; a line that says something else was changed by hand.
    let isEdited =
      !statements.isEmpty
      && statements.allSatisfy { index in
        old.statements.contains {
          $0.digest == new.statements[index].digest && $0.output == new.statements[index].output
        }
      }
    let now = first < told.count ? "now `\(told[first])`" : "now nothing"
    guard first < recorded.count else {
      return Diagnostic(
        .outputDiffers, "the recorded output is not whole: `\(told[first])` is missing\(more)",
        at: span(statements.last), hints: ["`hq record` writes it anew"])
    }
    let line = recorded[first]
    let message =
      isEdited
      ? "the recorded line was edited: the lock and this run say something else\(more)"
      : "the output differs from what is recorded\(more)"
    return Diagnostic(.outputDiffers, message, at: lineSpan(line.number), label: now)
  }

  private func lineSpan(_ number: Int) -> Span {
    let start = run.source.lineStarts[number - 1]
    return Span(run.source, start, start + run.source.line(number).count)
  }

  /// `tol=` of a statement: how far numbers in its output may lie apart.
  private func tolerance(at statement: Int) -> Double? {
    guard run.statements.indices.contains(statement),
      case .pipeline(let pipeline) = run.statements[statement].syntax.content
    else { return nil }
    for option in pipeline.stages.flatMap(\.options) where option.name.text == "tol" {
      switch option.value.kind {
      case .literal(.value(.double(let number))): return number
      case .literal(.value(.int(let number))): return Double(number)
      default: continue
      }
    }
    return nil
  }

  /// Whether two lines say the same, but for numbers that lie no further apart than the tolerance.
  static func agree(_ one: String, _ other: String, within tolerance: Double?) -> Bool {
    if one == other { return true }
    guard let tolerance else { return false }
    let words = (one.split(separator: " "), other.split(separator: " "))
    guard words.0.count == words.1.count else { return false }
    return zip(words.0, words.1).allSatisfy { before, after in
      if before == after { return true }
      guard let was = Double(before), let now = Double(after) else { return false }
      return abs(was - now) <= tolerance
    }
  }
}
