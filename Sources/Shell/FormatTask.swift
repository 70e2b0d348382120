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
    let codes = files.map(format)
    return codes.first { $0 != .success } ?? .success
  }

  private func format(_ path: String) -> ExitCode {
    do {
      // `-` takes a script from standard input and gives it to standard output.
      let file = path == "-" ? "/dev/stdin" : path
      let source = SourceText(name: path, bytes: try readText(at: file))
      let formatted = Formatter.format(source, vocabulary: VerbRegistry.vocabulary)
      guard let bytes = formatted.bytes else {
        for problem in formatted.diagnostics { printer.show(problem) }
        return ExitCode(of: formatted.diagnostics, whileChecking: true)
      }
      if path == "-", !checksOnly {
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
