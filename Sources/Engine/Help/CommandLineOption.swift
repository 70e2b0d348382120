import Language
import Tables

/// An option of the command line: reading it, `help options`, the man page and the completions come from here.
package struct CommandLineOption: Sendable {
  package enum Kind: Sendable, Equatable {
    case flag
    case text(placeholder: String)
    case choice([String])
    case number(ClosedRange<Int>)
  }

  package let name: String
  package let kind: Kind
  package let summary: String
  /// Whether it may stand several times.
  package let repeats: Bool

  init(_ name: String, _ kind: Kind, repeats: Bool = false, _ summary: String) {
    self.name = name
    self.kind = kind
    self.summary = summary
    self.repeats = repeats
  }

  package static let all: [CommandLineOption] = [
    CommandLineOption("-c", .text(placeholder: "TEXT"), "run this text in the place of a file"),
    CommandLineOption(
      "--set", .text(placeholder: "NAME=VALUE"), repeats: true, "a value for a `param` of the script"),
    CommandLineOption("--format", .choice(TableFormat.allCases.map(\.rawValue)), "how tables print"),
    CommandLineOption(
      "--events", .choice(["ndjson"]),
      "one JSON object a statement on standard output, in the place of tables"),
    CommandLineOption("--threads", .number(1...1024), "how many threads work; it never changes a result"),
    CommandLineOption("--seed", .number(0...Int.max), "where chance starts; 42 without it"),
    CommandLineOption("--keep-going", .flag, "go on after a failed statement; the exit code still tells"),
    CommandLineOption("--quiet", .flag, "no notes and no warnings"),
    CommandLineOption("--diagnostics", .choice(["fancy", "short", "json"]), "how problems are written"),
    CommandLineOption("--no-color", .flag, "no colours, as the environment's NO_COLOR"),
    CommandLineOption("--check", .flag, "with `fmt`: change nothing, and fail when something would change"),
    CommandLineOption("--help", .flag, "the same as `hq help`"),
    CommandLineOption("--version", .flag, "the version"),
  ]
}

extension CommandLineOption {
  /// `--format table|csv|…`
  package var usage: String {
    switch kind {
    case .flag: name
    case .text(let placeholder): "\(name) \(placeholder)"
    case .choice(let words): "\(name) \(words.joined(separator: "|"))"
    case .number: "\(name) N"
    }
  }
}

/// What the first word of the command line can ask for, besides scripts to run.
package struct Subcommand: Sendable {
  package let name: String
  package let usage: String
  package let summary: String

  package static let all: [Subcommand] = [
    Subcommand(
      name: "check", usage: "hq check FILE...",
      summary: "parse, resolve and type-check; run nothing, write nothing"),
    Subcommand(
      name: "fmt", usage: "hq fmt [--check] FILE...", summary: "the one canonical layout, written in place"),
    Subcommand(name: "help", usage: "hq help [TOPIC]", summary: "the same text as `help` in the shell"),
  ]
}

/// A text that `hq help` makes of the signatures, for an installation and for the README.
package struct HelpDocument: Sendable {
  package let name: String
  /// The words of which one must follow.
  package let values: [String]
  package let summary: String

  package static let all: [HelpDocument] = [
    HelpDocument(name: "--man", values: [], summary: "all of it as a man page"),
    HelpDocument(name: "--reference", values: [], summary: "all of it in Markdown"),
    HelpDocument(
      name: "--completions", values: Completions.shells,
      summary: "what the Tab key offers in one of these shells"),
  ]

  package var usage: String {
    (["hq help", name] + (values.isEmpty ? [] : [values.joined(separator: "|")])).joined(separator: " ")
  }
}

/// What an exit code means.
package enum ExitCode: Int32, Sendable, CaseIterable {
  case success = 0
  case expectationFailed = 1
  case badCommandLine = 2
  case checkFailed = 3
  case statementFailed = 4
  case missing = 6
  case interrupted = 130
  case terminated = 143

  package var meaning: String {
    switch self {
    case .success: "all ran, all held"
    case .expectationFailed: "an `expect` did not hold"
    case .badCommandLine: "the command line or a parameter is wrong"
    case .checkFailed: "the check failed: nothing was executed"
    case .statementFailed: "a statement failed while running"
    case .missing: "a program or file it needs is missing"
    case .interrupted: "interrupted: nothing half written"
    case .terminated: "terminated: nothing half written"
    }
  }

  /// The one place where problems become an exit code.
  package init(of diagnostics: [Diagnostic], whileChecking: Bool) {
    let errors = diagnostics.filter { $0.severity == .error }
    func has(_ code: Diagnostic.Code) -> Bool { errors.contains { $0.code == code } }
    self =
      if errors.isEmpty {
        .success
      } else if has(.interrupted) {
        .interrupted
      } else if errors.contains(where: { $0.code.rawValue < 100 }) {
        .badCommandLine
      } else if errors.allSatisfy({ $0.code == .missingFile }) {
        .missing
      } else if whileChecking {
        .checkFailed
      } else if errors.allSatisfy({ $0.code == .expectationFailed }) {
        .expectationFailed
      } else {
        .statementFailed
      }
  }
}
