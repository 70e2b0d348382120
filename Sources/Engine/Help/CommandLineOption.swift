import Tables

/// An option of the command line: reading it, `help options`, the man page and the completions come from here.
package struct CommandLineOption: Sendable {
  /// Every option; `Invocation` says what each does.
  package enum Key: String, Sendable {
    case text = "-c"
    case set = "--set"
    case format = "--format"
    case database = "--db"
    case demo = "--demo"
    case events = "--events"
    case threads = "--threads"
    case seed = "--seed"
    case keepGoing = "--keep-going"
    case quiet = "--quiet"
    case diagnostics = "--diagnostics"
    case noColor = "--no-color"
    case check = "--check"
    case locked = "--locked"
    case twice = "--twice"
    case output = "-o"
    case junit = "--junit"
    case watch = "--watch"
    case printPlan = "--print"
    case log = "--log"
    case health = "--health"
    case metrics = "--metrics"
    case help = "--help"
    case version = "--version"
  }

  package enum Kind: Sendable, Equatable {
    case flag
    case text(placeholder: String)
    case choice([String])
    case number(ClosedRange<Int>)
  }

  package let key: Key
  package let kind: Kind
  package let summary: String
  /// Whether it may stand several times.
  package let repeats: Bool

  init(_ key: Key, _ kind: Kind, repeats: Bool = false, _ summary: String) {
    self.key = key
    self.kind = kind
    self.summary = summary
    self.repeats = repeats
  }

  package static let all: [CommandLineOption] = [
    CommandLineOption(.text, .text(placeholder: "TEXT"), "run this text in the place of a file"),
    CommandLineOption(
      .set, .text(placeholder: "NAME=VALUE"), repeats: true, "a value for a `param` of the script"),
    CommandLineOption(
      .database, .text(placeholder: "PATH"),
      "the store; else the environment's HQ_DB, else hq/hq.sqlite in XDG_DATA_HOME"),
    CommandLineOption(.demo, .flag, "a store in memory, filled with made-up films"),
    CommandLineOption(.format, .choice(TableFormat.allCases.map(\.rawValue)), "how tables print"),
    CommandLineOption(
      .events, .choice(["ndjson"]),
      "one JSON object a statement on standard output, in the place of tables"),
    CommandLineOption(.threads, .number(1...1024), "how many threads work; it never changes a result"),
    CommandLineOption(.seed, .number(0...Int.max), "where chance starts; 42 without it"),
    CommandLineOption(.keepGoing, .flag, "go on after a failed statement; the exit code still tells"),
    CommandLineOption(.quiet, .flag, "no notes and no warnings"),
    CommandLineOption(.diagnostics, .choice(["fancy", "short", "json"]), "how problems are written"),
    CommandLineOption(.noColor, .flag, "no colours, as the environment's NO_COLOR"),
    CommandLineOption(.check, .flag, "with `fmt`: change nothing, and fail when something would change"),
    CommandLineOption(
      .locked, .flag,
      "run or render a notebook with the data, the clock, the seed and the parameters of its lock"),
    CommandLineOption(.twice, .flag, "with `replay`: run it twice side by side, and name what differs"),
    CommandLineOption(.output, .text(placeholder: "FILE"), "with `render`: where to; .html, .pdf or .md"),
    CommandLineOption(
      .junit, .text(placeholder: "FILE"), "write what held and what did not as JUnit's XML, for CI"),
    CommandLineOption(
      .watch, .flag,
      "keep the `every` blocks of a script running, or the built-in plan; other scripts are replayed behind it"
    ),
    CommandLineOption(.printPlan, .flag, "with `--watch`: print the plan, and run nothing"),
    CommandLineOption(.log, .choice(["logfmt", "json"]), "with `--watch`: how each event is written"),
    CommandLineOption(
      .health, .text(placeholder: "FILE"),
      "with `--watch`: keep a small JSON there that says how the jobs are"),
    CommandLineOption(
      .metrics, .text(placeholder: "FILE"),
      "with `--watch`: the same for the textfile collector of Prometheus' node_exporter"),
    CommandLineOption(.help, .flag, "the same as `hq help`"),
    CommandLineOption(.version, .flag, "the version"),
  ]
}

extension CommandLineOption {
  package var name: String { key.rawValue }

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
