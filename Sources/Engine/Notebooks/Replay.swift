import Files
import Language
import Parallel
import Tables

/// A notebook that was run again, and in what it differs from what is recorded.
package struct Replay: Sendable {
  package let run: NotebookRun
  /// What a recording of this run would have as its lock.
  package let lock: Lock
  /// In the order of the notebook; none when nothing differs.
  package let differences: [Diagnostic]

  /// A difference in the ground is the reason of all others; else what failed by itself counts.
  package var exit: ExitCode {
    let held = ExitCode(of: differences, whileChecking: false)
    return held == .lockDiffers || run.exit == .success ? held : run.exit
  }
}

extension Notebook {
  /// Runs the notebook as its lock says, and holds what comes of it against lock and recorded lines.
  ///
  /// Without a lock it runs as it is now, and still leaves nothing behind.
  package func replay(
    of lock: Lock?, _ setup: NotebookSetup, at clock: Timestamp,
    hearing: @escaping (OutputEvent) -> Void = { _ in },
    around: @escaping (() -> Interpreter.Outcome) -> Interpreter.Outcome = { $0() }
  ) throws(FileError) -> Replay {
    try AsideFolder.using { aside in
      let done = run(
        .replay, under: lock, aside: aside, setup, at: clock, hearing: hearing, around: around)
      return holding(done.run, done.lock, against: lock)
    }
  }

  /// Runs the notebook for good, with the data, the clock, the seed and the parameters of its lock.
  package func runLocked(
    to lock: Lock, _ setup: NotebookSetup, hearing: @escaping (OutputEvent) -> Void,
    around: @escaping (() -> Interpreter.Outcome) -> Interpreter.Outcome,
    after: @escaping (NotebookRun.StatementRun, Interpreter) -> Void
  ) -> Replay {
    let done = run(
      .replay, under: lock, setup, at: lock.clock, hearing: hearing, around: around, after: after)
    return holding(done.run, done.lock, against: lock)
  }

  private func holding(_ run: NotebookRun, _ now: Lock, against lock: Lock?) -> Replay {
    Replay(run: run, lock: now, differences: lock.map { ReplayComparison(run, $0, now).diagnostics } ?? [])
  }
}

// MARK: Twice

extension Notebook {
  /// Runs the notebook two times side by side, once on one thread, and gives the first statement that differs.
  package func replayTwice(of lock: Lock?, _ setup: NotebookSetup, at clock: Timestamp) throws -> Diagnostic?
  {
    let results = mapOnThreads(2, threads: 2) { number in
      Result { try lockOfRun(under: lock, setup, at: clock, threads: number == 1 ? 1 : nil) }
    }
    let (one, other) = (try results[0].get(), try results[1].get())
    guard let difference = one.differences(to: other).first(where: { $0.weight != .remark }) else {
      return nil
    }
    let statements = Parser.parse(source, vocabulary: VerbRegistry.vocabulary).script.statements
    let span = difference.statement.flatMap { statements.indices.contains($0) ? statements[$0].span : nil }
    return Diagnostic(
      .outputDiffers, "two runs of the same differ: \(difference.message)", at: span,
      hints: [
        difference.subject == .source
          ? "what it reads was not the same for both of them"
          : "nothing but chance without a seed, the clock or the threads can do that: it is a defect of hq"
      ]
    )
  }

  private func lockOfRun(
    under lock: Lock?, _ setup: NotebookSetup, at clock: Timestamp, threads: Int?
  ) throws -> Lock {
    var setup = setup
    if let threads { setup.settings.threads = threads }
    let done = try AsideFolder.using { aside in
      run(.replay, under: lock, aside: aside, setup, at: clock)
    }
    if let problem = done.run.diagnostics.first(where: { $0.severity == .error }) { throw problem }
    return done.lock
  }
}
