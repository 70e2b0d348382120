import Engine
import Language
import Tables

/// What the command line asks for.
struct Invocation {
  enum Task {
    /// Scripts to run, in order; with none, standard input.
    case run(files: [String])
    case runText(String)
    case check(files: [String])
    case format(files: [String])
    case record(files: [String])
    case replay(files: [String])
    case test(paths: [String])
    case render(file: String, output: String)
    case compare(String, String)
    case doctor
    /// Scripts with `every` blocks, and others that are replayed; with none, the built-in plan.
    case watch(files: [String])
    case help([String])
    /// A text made from the signatures, for `make install` and the README.
    case generate(String)
    case version
  }

  var task = Task.run(files: [])
  /// What `-c` gives.
  private var text: String?
  var overrides: [String: Literal] = [:]
  var settings: Settings
  var store = StoreLocation.demo
  var events = false
  var keepGoing = false
  var quiet = false
  var diagnostics = DiagnosticStyle.fancy
  var noColor = false
  var checksOnly = false
  /// Whether scripts run with what their locks hold.
  var isLocked = false
  var runsTwice = false
  /// Where a report goes.
  private var target: String?
  var junitPath: String?
  private var watches = false
  /// Whether the plan of `--watch` is printed, and nothing else done.
  var printsPlan = false
  var logsJSON = false
  var healthPath: String?
  var metricsPath: String?
}

enum DiagnosticStyle: String {
  case fancy, short, json
}

extension Invocation {
  /// Reads the words behind the program's name. What is wrong with them is thrown as a diagnostic.
  static func read(_ arguments: [String], cores: Int) throws(Diagnostic) -> Invocation {
    var invocation = Invocation(settings: Settings(threads: cores))
    invocation.store = defaultStore
    var words: [String] = []
    var given: Set<String> = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        words += rest
        break
      }
      guard argument.hasPrefix("-"), argument != "-" else {
        words.append(argument)
        if words == ["help"] {
          invocation.task = try helpTask(Array(rest))
          return invocation
        }
        continue
      }
      let (name, joined) = split(argument)
      guard let option = CommandLineOption.all.first(where: { $0.name == name }) else { throw unknown(name) }
      if !given.insert(name).inserted, !option.repeats {
        throw Diagnostic(.badCommandValue, "`\(name)` is given twice")
      }
      if case .flag = option.kind, joined != nil {
        throw Diagnostic(.badCommandValue, "`\(name)` takes no value")
      }
      guard let value = option.kind == .flag ? "" : joined ?? rest.popFirst() else {
        throw Diagnostic(.badCommandValue, "`\(name)` needs a value", hints: ["usage: \(option.usage)"])
      }
      try check(value, for: option)
      try invocation.apply(option.key, value)
    }
    try invocation.chooseTask(words)
    return invocation
  }

  /// The store of whoever names none: `HQ_DB`, else a file where the data of programs belongs.
  private static var defaultStore: StoreLocation {
    func named(_ name: String) -> String? { environmentVariable(name).flatMap { $0.isEmpty ? nil : $0 } }
    if let path = named("HQ_DB") { return .file(path) }
    let folder = named("XDG_DATA_HOME") ?? named("HOME").map { $0 + "/.local/share" } ?? "."
    return .file(folder + "/hq/hq.sqlite")
  }

  private static func split(_ argument: String) -> (name: String, value: String?) {
    guard argument.hasPrefix("--"), let equals = argument.firstIndex(of: "=") else { return (argument, nil) }
    return (String(argument[..<equals]), String(argument[argument.index(after: equals)...]))
  }

  private static func unknown(_ name: String) -> Diagnostic {
    let near = Suggestion.nearest(to: name, among: CommandLineOption.all.map(\.name))
    return Diagnostic(
      .unknownCommandOption, "unknown option `\(name)`", label: Suggestion.question(near),
      hints: near.isEmpty ? ["`hq help options` lists them"] : [])
  }

  private static func check(_ value: String, for option: CommandLineOption) throws(Diagnostic) {
    switch option.kind {
    case .choice(let words) where !words.contains(value):
      throw Diagnostic(
        .badCommandValue, "`\(value)` does not fit `\(option.name)`",
        label: Suggestion.question(Suggestion.nearest(to: value, among: words)),
        hints: ["expected one of \(words.joined(separator: ", "))"])
    case .number(let range) where Int(value).map(range.contains) != true:
      let end = range.upperBound == .max ? "" : " to \(range.upperBound)"
      throw Diagnostic(
        .badCommandValue, "`\(value)` does not fit `\(option.name)`",
        hints: ["expected a whole number from \(range.lowerBound)\(end)"])
    case .flag, .text, .choice, .number:
      return
    }
  }

  /// Does what an option says. The value fits it, and is empty for a flag.
  private mutating func apply(_ key: CommandLineOption.Key, _ value: String) throws(Diagnostic) {
    switch key {
    case .text: text = value
    case .set: try addOverride(value)
    case .format: settings.format = TableFormat(rawValue: value) ?? settings.format
    case .database: store = .file(value)
    case .demo: store = .demo
    case .events: events = true
    case .threads: settings.threads = Int(value) ?? settings.threads
    case .seed: settings.seed = Int(value) ?? settings.seed
    case .keepGoing: keepGoing = true
    case .quiet: quiet = true
    case .diagnostics: diagnostics = DiagnosticStyle(rawValue: value) ?? diagnostics
    case .noColor: noColor = true
    case .check: checksOnly = true
    case .locked: isLocked = true
    case .twice: runsTwice = true
    case .output: target = value
    case .junit: junitPath = value
    case .watch: watches = true
    case .printPlan: printsPlan = true
    case .log: logsJSON = value == "json"
    case .health: healthPath = value
    case .metrics: metricsPath = value
    case .help: task = .help([])
    case .version: task = .version
    }
  }

  /// `NAME=VALUE`, the value as a script writes it; a word that is no literal is a text.
  private mutating func addOverride(_ argument: String) throws(Diagnostic) {
    guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
      throw Diagnostic(
        .badCommandValue, "`--set \(argument)` gives no value", hints: ["usage: --set NAME=VALUE"])
    }
    let name = String(argument[..<equals])
    let value = String(argument[argument.index(after: equals)...])
    overrides[name] = Literal.read(value) ?? .value(.text(value))
  }

  private mutating func chooseTask(_ words: [String]) throws(Diagnostic) {
    guard case .run = task else { return }
    if watches {
      guard text == nil else {
        throw Diagnostic(.badCommandValue, "`--watch` takes files, and `-c` is none")
      }
      task = .watch(files: words)
      return
    }
    if let text {
      guard words.isEmpty else {
        throw Diagnostic(.badCommandValue, "`-c` stands in the place of a file, and `\(words[0])` is one too")
      }
      task = .runText(text)
      return
    }
    let files = Array(words.dropFirst())
    switch words.first {
    case "run": task = .run(files: files)
    case "check": task = .check(files: files)
    case "fmt": task = .format(files: files)
    case "record": task = .record(files: files)
    case "replay": task = .replay(files: files)
    case "test": task = .test(paths: files)
    case "render": task = try renderTask(files)
    case "diff":
      guard files.count == 2 else {
        throw Diagnostic(
          .badCommandValue, "`hq diff` compares two locks", hints: ["usage: hq diff A.lock B.lock"])
      }
      task = .compare(files[0], files[1])
    case "doctor" where files.isEmpty:
      task = .doctor
      return
    default: task = .run(files: words)
    }
    if case .run = task, words.first != "run" { return }
    if files.isEmpty {
      throw Diagnostic(
        .badCommandValue, "`hq \(words[0])` needs a file", hints: ["usage: hq \(words[0]) FILE..."])
    }
  }

  private func renderTask(_ files: [String]) throws(Diagnostic) -> Task {
    guard let target else {
      throw Diagnostic(
        .badCommandValue, "`hq render` needs a place for the report",
        hints: ["usage: hq render FILE -o report.html"])
    }
    guard files.count == 1 else {
      throw Diagnostic(
        .badCommandValue, "`hq render` renders one notebook", hints: ["usage: hq render FILE -o OUT"])
    }
    return .render(file: files[0], output: target)
  }

  /// What `help` is asked for by the words behind it.
  private static func helpTask(_ words: [String]) throws(Diagnostic) -> Task {
    guard let document = HelpDocument.all.first(where: { $0.name == words.first }),
      !document.values.isEmpty || words.count == 1
    else { return .help(words) }
    let value = words.dropFirst().joined(separator: " ")
    guard document.values.isEmpty || document.values.contains(value) else {
      throw Diagnostic(
        .badCommandValue, "`\(document.name)` needs one of \(document.values.joined(separator: ", "))",
        hints: ["usage: \(document.usage)"])
    }
    return .generate(document.text(value))
  }
}
