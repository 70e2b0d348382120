import Engine
import Files
import Language

/// `hq fmt`: writes scripts anew in the one canonical layout, in place.
struct FormatTask {
  let files: [String]
  let checksOnly: Bool
  let output: StandardOutput
  let printer: Printer

  func run() -> ExitCode {
    ExitCode.first(ofFailed: files.map(format))
  }

  private func format(_ path: String) -> ExitCode {
    do {
      let source = try ScriptOrigin(path).read()
      let formatted = Formatter.format(source, vocabulary: VerbRegistry.vocabulary)
      guard let bytes = formatted.bytes else {
        for problem in formatted.diagnostics { printer.show(problem) }
        return ExitCode(of: formatted.diagnostics, whileChecking: true)
      }
      if path == "-", !checksOnly {
        // What came from standard input goes to standard output.
        // SAFETY: the bytes are copied or written before the closure ends.
        bytes.withUnsafeBytes { output.write($0) }
      } else if bytes != source.bytes {
        if checksOnly {
          output.write("\(path) would change\n")
          return .expectationFailed
        }
        try writeText(bytes, to: path)
        printer.remark("formatted \(path)")
      }
      return .success
    } catch {
      let problem = Diagnostic(error)
      printer.show(problem)
      return ExitCode(of: [problem], whileChecking: true)
    }
  }
}
