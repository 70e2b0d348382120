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
