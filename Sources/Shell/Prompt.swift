import Engine
import Language

/// The shell: reads statements from the terminal, and runs each as soon as it is whole.
struct Prompt {
  let runner: Runner
  let output: StandardOutput
  let terminal: Terminal
  /// Who keeps jobs running beside the shell, and the lines that tell of them.
  var jobs: (any JobDesk)?
  var notices = Notices()

  func run() -> ExitCode {
    let interpreter = runner.interpreter(jobs: jobs, drawsOnTerminal: terminal.isOutput)
    output.write("hq \(Version.text): `help` shows where to start, `quit` ends\n")
    let history = HistoryFile(path: HistoryFile.standardPath())
    let lines: any LineSource =
      LineEditor(
        terminal: terminal, output: output, history: history, color: runner.printer.colorsOutput,
        completion: interpreter.completions, notices: notices) ?? InputLines(output: output)
    var statement = StatementGathering()
    while !interpreter.state.hasQuit {
      if let keys = interpreter.state.settings.keys { (lines as? LineEditor)?.setKeys(keys) }
      if let warning = history.takeWarning() { runner.printer.warn(warning) }
      for notice in notices.take() { output.write(notice + "\n") }
      let prompt = statement.text.isEmpty ? interpreter.state.store.prompt : "  > "
      switch lines.next(prompt: prompt, after: statement.text) {
      case .line(let line):
        statement.append(line)
        if !statement.isComplete || (!statement.isBlank && lines.goesOnWithPipe) { continue }
        if !statement.isBlank { run(statement.text, interpreter, history) }
      case .interrupted: break
      case .end: return .success
      }
      if Interruption.exitCode == .terminated { return .terminated }
      if Interruption.exitCode != nil { lines.dropPending() }
      Interruption.forget()
      statement = StatementGathering()
    }
    return .success
  }

  private func run(_ text: String, _ interpreter: Interpreter, _ history: HistoryFile) {
    var text = text
    let isKept = text.first != " " && text.first != "\t"
    if let expanded = interpreter.expandingAbbreviations(in: text) {
      runner.printer.remark("= " + expanded)
      text = expanded
    }
    if isKept { history.add(onOneLine(text)) }
    let source = SourceText(name: "shell", text: text)
    let checked = output.working { interpreter.check(source) }
    for problem in checked.diagnostics { runner.printer.show(problem) }
    guard !checked.hasErrors else { return }
    for statement in checked.script.statements where !interpreter.state.hasQuit {
      // An interrupt that came between two statements is for those that have not run.
      if Interruption.exitCode != nil {
        runner.printer.show(.interrupted(at: statement.span))
        return
      }
      let outcome = output.working { interpreter.run(statement) }
      runner.finish(outcome, interpreter)
      if outcome.failed { return }
    }
  }
}

extension StoreLocation {
  /// Made-up films are never mistaken for others.
  fileprivate var prompt: String { self == .demo ? "hq demo> " : "hq> " }
}
