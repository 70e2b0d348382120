import Language

/// What someone does around the statements of a script that runs.
package struct ScriptHooks {
  package var before: (StatementSyntax) -> Void
  /// Runs the statement by calling what it is given.
  package var around: (() -> Interpreter.Outcome) -> Interpreter.Outcome
  /// Whether the script may go on.
  package var after: (Interpreter.Outcome) -> Bool
  /// For what went wrong behind a statement's back: a picture that could not be drawn.
  package var late: (Diagnostic) -> Void

  package init(
    before: @escaping (StatementSyntax) -> Void = { _ in },
    around: @escaping (() -> Interpreter.Outcome) -> Interpreter.Outcome = { $0() },
    after: @escaping (Interpreter.Outcome) -> Bool = { _ in true },
    late: @escaping (Diagnostic) -> Void
  ) {
    self.before = before
    self.around = around
    self.after = after
    self.late = late
  }
}

extension Interpreter {
  /// Runs the statements of a script that was checked, up to the first that fails, unless it is to go on; and gives how
  /// the first that failed did.
  package func run(_ checked: Checked, keepsGoing: Bool, _ hooks: ScriptHooks) -> ExitCode {
    keepsPast = checked.usesUndo
    if checked.usesReport, environment.log == nil { _ = keepLog(of: checked) }
    drawAhead(in: checked)
    let code = runStatements(of: checked.script, keepsGoing: keepsGoing, hooks)
    let late = settle(before: nil, hooks)
    return code == .success ? late : code
  }

  private func runStatements(
    of script: ScriptSyntax, keepsGoing: Bool, _ hooks: ScriptHooks
  ) -> ExitCode {
    var code = ExitCode.success
    for statement in script.statements {
      let late = settle(before: statement, hooks)
      if code == .success { code = late }
      if late != .success, !keepsGoing { return code }
      hooks.before(statement)
      let outcome = hooks.around { run(statement) }
      let goesOn = hooks.after(outcome)
      if outcome.failed, code == .success {
        code = ExitCode(of: outcome.diagnostics, whileChecking: false)
      }
      if !goesOn || state.hasQuit || (outcome.failed && !keepsGoing) { return code }
    }
    return code
  }

  /// Waits for the pictures of the statements so far, all of them before a statement that may use them.
  private func settle(before statement: StatementSyntax?, _ hooks: ScriptHooks) -> ExitCode {
    let problems = settlePictures(before: statement)
    for problem in problems { hooks.late(problem) }
    return ExitCode(of: problems, whileChecking: false)
  }
}
