import Engine
import Language

/// The shell: reads statements from the terminal, and runs each as soon as it is whole.
struct Prompt {
  let runner: Runner
  let output: StandardOutput

  func run() -> ExitCode {
    let interpreter = runner.interpreter()
    output.write("hq \(Version.text): `help` shows where to start, `quit` ends\n")
    var lines = InputLines()
    var text = ""
    while !interpreter.state.hasQuit {
      output.write(text.isEmpty ? (interpreter.state.store == .demo ? "hq demo> " : "hq> ") : "  > ")
      output.flush()
      switch lines.next() {
      case .line(let line):
        text += line
      case .interrupted:
        if Interruption.exitCode == .terminated { return .terminated }
        Interruption.forget()
        text = ""
        output.write("\n")
        continue
      case .end:
        output.write("\n")
        return .success
      }
      let source = SourceText(name: "shell", text: text)
      guard isComplete(source) else { continue }
      run(source, interpreter)
      if Interruption.exitCode == .terminated { return .terminated }
      Interruption.forget()
      text = ""
    }
    return .success
  }

  private func run(_ source: SourceText, _ interpreter: Interpreter) {
    let checked = interpreter.check(source)
    for problem in checked.diagnostics { runner.printer.show(problem) }
    guard !checked.hasErrors else { return }
    for statement in checked.script.statements where !interpreter.state.hasQuit {
      // An interrupt that came between two statements is for those that have not run.
      if Interruption.exitCode != nil {
        runner.printer.show(.interrupted(at: statement.span))
        return
      }
      let outcome = interpreter.run(statement)
      runner.finish(outcome, interpreter)
      if outcome.failed { return }
    }
  }
}
