import Engine

struct FormatTask {
  let files: [String]
  let checksOnly: Bool
  let output: StandardOutput
  let printer: Printer
  func run() -> ExitCode { .success }
}
enum Manual { static let text = "" }
enum Reference { static let text = "" }
enum Completions { static func text(for shell: String) -> String { "" } }
