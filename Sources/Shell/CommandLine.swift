import Engine
import Language
import Tables

/// What the command line asks for.
struct Invocation {
  enum Task: Equatable {
    /// Scripts to run, in order; with none, standard input.
    case run(files: [String])
    case runText(String)
    case check(files: [String])
    case format(files: [String])
    case help([String])
    case generate(Generated)
    case version
  }

  /// Texts that are made from the signatures, for `make install` and the README.
  enum Generated: Equatable {
    case manual, reference
    case completions(shell: String)
  }

  var task = Task.run(files: [])
  var overrides: [String: Literal] = [:]
  var settings: Settings
  var events = false
  var keepGoing = false
  var quiet = false
  var diagnostics = DiagnosticStyle.fancy
  var noColor = false
  var checksOnly = false
}

enum DiagnosticStyle: String {
  case fancy, short, json
}

extension Invocation {
  /// Reads the words behind the program's name. What is wrong with them is thrown as diagnostics.
  static func read(_ arguments: [String], cores: Int) throws(Diagnostic) -> Invocation {
    var invocation = Invocation(settings: Settings(threads: cores))
    var words: [String] = []
    var text: String?
    var given: Set<String> = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        words += rest
        break
      }
      guard argument.hasPrefix("-"), argument != "-" else {
        words.append(argument)
        if words == ["help"] { return try invocation.asking(rest) }
        continue
      }
      let (name, joined) = split(argument)
      guard let option = CommandLineOption.all.first(where: { $0.name == name }) else { throw unknown(name) }
      if !given.insert(name).inserted, !option.repeats {
        throw Diagnostic(.badCommandValue, "`\(name)` is given twice")
      }
      if case .flag = option.kind {
        if joined != nil { throw Diagnostic(.badCommandValue, "`\(name)` takes no value") }
        invocation.turnOn(name)
        continue
      }
      guard let value = joined ?? rest.popFirst() else {
        throw Diagnostic(.badCommandValue, "`\(name)` needs a value", hints: ["usage: \(option.usage)"])
      }
      if name == "-c" { text = value } else { try invocation.set(option, to: value) }
    }
    try invocation.chooseTask(words, text)
    return invocation
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

  private mutating func turnOn(_ name: String) {
    switch name {
    case "--keep-going": keepGoing = true
    case "--quiet": quiet = true
    case "--no-color": noColor = true
    case "--check": checksOnly = true
    case "--version": task = .version
    case "--help": task = .help([])
    default: break
    }
  }

  private mutating func set(_ option: CommandLineOption, to value: String) throws(Diagnostic) {
    switch option.kind {
    case .choice(let words) where !words.contains(value):
      throw Diagnostic(
        .badCommandValue, "`\(value)` does not fit `\(option.name)`",
        label: Suggestion.question(Suggestion.nearest(to: value, among: words)),
        hints: ["expected one of \(words.joined(separator: ", "))"])
    case .number(let range):
      guard let number = Int(value), range.contains(number) else {
        throw Diagnostic(
          .badCommandValue, "`\(value)` does not fit `\(option.name)`",
          hints: [
            "expected a whole number from \(range.lowerBound)"
              + (range.upperBound == .max ? "" : " to \(range.upperBound)")
          ])
      }
      if option.name == "--threads" { settings.threads = number } else { settings.seed = number }
    default:
      switch option.name {
      case "--format": settings.format = TableFormat(rawValue: value) ?? .table
      case "--events": events = true
      case "--diagnostics": diagnostics = DiagnosticStyle(rawValue: value) ?? .fancy
      case "--set": try addOverride(value)
      default: break
      }
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

  private mutating func chooseTask(_ words: [String], _ text: String?) throws(Diagnostic) {
    guard case .run = task else { return }
    if let text {
      guard words.isEmpty else {
        throw Diagnostic(.badCommandValue, "`-c` stands in the place of a file, and `\(words[0])` is one too")
      }
      task = .runText(text)
      return
    }
    let files = Array(words.dropFirst())
    switch words.first {
    case "check": task = .check(files: files)
    case "fmt": task = .format(files: files)
    default: task = .run(files: words)
    }
    if case .run = task { return }
    if files.isEmpty {
      throw Diagnostic(
        .badCommandValue, "`hq \(words[0])` needs a file", hints: ["usage: hq \(words[0]) FILE..."])
    }
  }

  private func asking(_ words: ArraySlice<String>) throws(Diagnostic) -> Invocation {
    var invocation = self
    switch Array(words) {
    case ["--man"]: invocation.task = .generate(.manual)
    case ["--reference"]: invocation.task = .generate(.reference)
    case let words where words.first == "--completions":
      guard words.count == 2, Completions.shells.contains(words[1]) else {
        throw Diagnostic(
          .badCommandValue, "completions are made for bash, zsh and fish",
          hints: ["usage: hq help --completions bash"])
      }
      invocation.task = .generate(.completions(shell: words[1]))
    case let words: invocation.task = .help(words)
    }
    return invocation
  }
}
