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
    var found = grounds() + lines()
    let isExplained = Set(found.compactMap(\.span?.position.line))
    found += outcomes().filter { difference in
      difference.span.map { !isExplained.contains($0.position.line) } ?? true
    }
    diagnostics = found.sorted { ($0.span?.start ?? -1) < ($1.span?.start ?? -1) }
    if diagnostics.count > ReplayComparison.most {
      let rest = diagnostics.count - ReplayComparison.most
      diagnostics.removeLast(rest)
      diagnostics.append(
        Diagnostic(.outputDiffers, "and \(counted(rest, "more difference")) in `\(run.source.name)`"))
    }
  }

  // MARK: By the lock

  private func differences(_ weight: LockDifference.Weight) -> [LockDifference] {
    // What did not run is no difference: why it did not is told already.
    old.differences(to: new).filter { $0.weight == weight && (run.exit == .success || $0.statement != nil) }
  }

  private func grounds() -> [Diagnostic] {
    let remarks = differences(.remark).filter { $0.message.hasPrefix("hq was") }.map(\.message)
    return differences(.ground).map { difference in
      Diagnostic(.lockDiffers, difference.message, at: span(difference.statement), hints: remarks)
    }
  }

  private func outcomes() -> [Diagnostic] {
    differences(.outcome).filter { difference in
      !(difference.statement.map { tolerance(at: $0) != nil } ?? false)
    }.map { difference in
      Diagnostic(.outputDiffers, difference.message, at: span(difference.statement))
    }
  }

  private func span(_ statement: Int?) -> Span? {
    statement.flatMap { run.statements.indices.contains($0) ? run.statements[$0].syntax.span : nil }
  }

  // MARK: Line by line

  private func lines() -> [Diagnostic] {
    let recorded = NotebookText.recorded(in: run.source, under: run.ends)
    let told = run.outputs
    let last =
      run.exit == .success ? Int.max : run.statements.last.map { NotebookText.end(of: $0.syntax) } ?? 0
    return Set(recorded.keys).union(told.keys).filter { $0 <= last }.sorted().compactMap { end in
      difference(recorded[end] ?? [], told[end] ?? [], under: end)
    }
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
