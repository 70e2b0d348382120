import Engine
import Glibc
import Language
import Parallel
import Tables

/// The whole program: reads the command line, does what it asks for, and gives the exit code.
package func runProgram(arguments: [String]) -> Int32 {
  layOutHeap()
  Interruption.listen()
  let terminal = Terminal()
  let progressLine = ProgressLine(
    progress: Interruption.cancellation.progress, isPossible: terminal.isError && Terminal.movesCursor)
  let output = StandardOutput(progressLine: progressLine)
  let invocation: Invocation
  do {
    invocation = try Invocation.read(arguments, cores: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  } catch {
    writeError(error.fancy(color: terminal.isError && Terminal.allowsColor, width: nil))
    return ExitCode(of: [error], whileChecking: true).rawValue
  }
  let junit = JUnitFile(path: invocation.junitPath)
  var code = perform(invocation, Runner(invocation, output, terminal, junit), output, terminal)
  if let problem = junit.write() {
    writeError(problem.fancy(color: false, width: nil))
    if code == .success { code = .statementFailed }
  }
  output.flush()
  if let failure = output.failure {
    writeError("error: standard output cannot be written: \(failure)")
    return max(code.rawValue, ExitCode.statementFailed.rawValue)
  }
  return code.rawValue
}

private func perform(
  _ invocation: Invocation, _ runner: Runner, _ output: StandardOutput, _ terminal: Terminal
) -> ExitCode {
  let notebooks = NotebookTasks(runner: runner)
  switch invocation.task {
  case .run(let files) where files.isEmpty:
    return terminal.isInput
      ? Prompt(runner: runner, output: output, terminal: terminal).run() : runner.run([.standardInput])
  case .run(let files) where invocation.isLocked:
    return notebooks.runLocked(files)
  case .run(let files):
    return runner.run(files.map { ScriptOrigin($0) })
  case .runText(let text):
    return runner.run([.text(name: "-c", text)])
  case .check(let files):
    return runner.check(files.map { ScriptOrigin($0) })
  case .format(let files):
    return FormatTask(
      files: files, checksOnly: invocation.checksOnly, output: output, printer: runner.printer
    ).run()
  case .record(let files): return notebooks.record(files)
  case .replay(let files): return notebooks.replay(files, twice: invocation.runsTwice)
  case .test(let paths): return notebooks.test(paths)
  case .render(let file, let target): return notebooks.render(file, to: target)
  case .compare(let one, let other): return notebooks.compare(one, other)
  case .doctor:
    let doctor = Doctor(
      store: invocation.store, environment: environmentVariable, cancellation: Interruption.cancellation)
    for line in doctor.lines { output.write(line + "\n") }
    return doctor.isHealthy ? .success : .statementFailed
  case .watch(let files):
    return WatchTask(files: files, runner: runner, output: output, terminal: terminal).run()
  case .help(let words):
    return runner.run([.text(name: "help", (["help"] + words).joined(separator: " "))])
  case .generate(let text):
    output.write(text)
    return .success
  case .version:
    output.write("hq \(Version.text)\n")
    return .success
  }
}
