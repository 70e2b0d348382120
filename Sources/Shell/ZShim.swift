import Engine

struct FormatTask {
  let files: [String]
  let checksOnly: Bool
  let output: StandardOutput
  let printer: Printer
  func run() -> ExitCode { .success }
}
