import Engine
import Glibc
import Language
import Tables

/// The whole program: reads the command line, does what it asks for, and gives the exit code.
package func runProgram(arguments: [String]) -> Int32 {
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
  let code = perform(invocation, output, terminal)
  output.flush()
  if let failure = output.failure {
    writeError("error: standard output cannot be written: \(failure)")
    return max(code.rawValue, ExitCode.statementFailed.rawValue)
  }
  return code.rawValue
}

private func perform(_ invocation: Invocation, _ output: StandardOutput, _ terminal: Terminal) -> ExitCode {
  let runner = Runner(invocation, output, terminal)
  switch invocation.task {
  case .run(let files) where files.isEmpty:
    return terminal.isInput
      ? Prompt(runner: runner, output: output, terminal: terminal).run() : runner.run([.standardInput])
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
