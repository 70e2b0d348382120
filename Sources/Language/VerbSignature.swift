import Tables

/// What a verb takes and gives: parsing, checking, completion, `help` and the reference all come from it.
package struct VerbSignature: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    /// Nothing in, a table out.
    case source
    /// Table in, table out.
    case transform
    /// Table in, a model out; the table passes through.
    case fit
    /// Looks at what passes and passes it on.
    case tap
    /// Touches no table.
    case session
  }

  package let name: String
  package let kind: Kind
  package let summary: String
  /// More for `help NAME`: a few sentences, as paragraphs.
  package let details: [String]
  package let arguments: [Argument]
  package let clauses: [Clause]
  package let options: [Option]
  /// The words that may stand first, where each has options of its own.
  package let forms: [Form]
  /// The verb whose page tells of the forms, where it is another one.
  package let formsToldBy: String?
  /// Whether an option of a form may be given several values to choose from.
  package let triesSeveral: Bool
  package let examples: [Example]
  /// For a verb that takes no table: what was meant where one is led into it.
  package let hintForTable: String?

  package init(
    _ name: String, _ kind: Kind, _ summary: String, details: [String] = [], arguments: [Argument] = [],
    clauses: [Clause] = [], options: [Option] = [], forms: [Form] = [], formsToldBy: String? = nil,
    triesSeveral: Bool = false,
    examples: [Example],
    hintForTable: String? = nil
  ) {
    self.name = name
    self.kind = kind
    self.summary = summary
    self.details = details
    self.arguments = arguments
    self.clauses = clauses
    self.options = options
    self.forms = forms
    self.formsToldBy = formsToldBy
    self.triesSeveral = triesSeveral
    self.examples = examples
    self.hintForTable = hintForTable
  }

  /// What stands behind the verb without a word in front.
  package struct Argument: Sendable {
    package enum Shape: Sendable, Equatable {
      /// One bare word; with choices, one of them.
      case word([String])
      case expression
      case expressions
      /// `name = expression, …`
      case definitions
      /// Expressions, each with a name or without.
      case columns
      case pipeline
      /// `target ~ terms`
      case formula
      /// Names with commas between them.
      case names
      /// Words up to the end of the stage.
      case words
      /// The path of a file: between double quotes, or as it is where no blank is in it.
      case path
    }

    package let name: String
    package let shape: Shape
    package let isRequired: Bool
    package let summary: String

    package init(_ name: String, _ shape: Shape, required: Bool = true, _ summary: String) {
      self.name = name
      self.shape = shape
      self.isRequired = required
      self.summary = summary
    }
  }

  /// `by year, month`: a word that announces expressions.
  package struct Clause: Sendable {
    package let keyword: String
    package let summary: String
    package let isRequired: Bool
    /// What follows: `year, …`, as `help` shows it.
    package let placeholder: String

    package init(_ keyword: String, _ placeholder: String, required: Bool = false, _ summary: String) {
      self.keyword = keyword
      self.placeholder = placeholder
      self.isRequired = required
      self.summary = summary
    }
  }

  /// `kind=left`
  package struct Option: Sendable {
    package enum Kind: Sendable, Equatable {
      case int(ClosedRange<Int>)
      case double(ClosedRange<Double>)
      case text
      case texts
      case choice([String])
      /// A number, or one of some words.
      case numberOrWord(ClosedRange<Double>, [String])
      /// `yes` or `no`
      case flag
      case date
    }

    package let name: String
    package let kind: Kind
    /// How `help` says what happens without the option.
    package let fallback: String
    package let summary: String

    package init(_ name: String, _ kind: Kind, default fallback: String, _ summary: String) {
      self.name = name
      self.kind = kind
      self.fallback = fallback
      self.summary = summary
    }
  }

  /// `rf`, as in `train rf depth=10`: a word that stands first, and the options that come with it.
  package struct Form: Sendable {
    package let name: String
    package let summary: String
    package let options: [Option]

    package init(_ name: String, _ summary: String, options: [Option]) {
      self.name = name
      self.summary = summary
      self.options = options
    }
  }

  /// A statement or several that work as they stand, on the small tables of the tests, which run every one.
  package struct Example: Sendable {
    package let text: String
    package let note: String

    package init(_ text: String, _ note: String) {
      self.text = text
      self.note = note
    }
  }
}

extension VerbSignature.Option {
  /// For a statement whose recorded numbers need not come again to the last bit.
  package static let replayTolerance = VerbSignature.Option(
    "tol", .double(0...Double.greatestFiniteMagnitude), default: "0",
    "how far numbers of a replay may lie from those recorded")
}

extension VerbSignature {
  /// `join TABLE on KEY, … [kind=inner|left|…]`
  package var usage: String {
    var parts = [name]
    parts += arguments.map { $0.isRequired ? $0.placeholder : "[\($0.placeholder)]" }
    parts += clauses.map { clause in
      let text = clause.keyword + " " + clause.placeholder
      return clause.isRequired ? text : "[\(text)]"
    }
    parts += options.map { "[\($0.name)=\($0.kind.placeholder)]" }
    return parts.joined(separator: " ")
  }

  /// The options that go with a first word.
  package func options(for word: String?) -> [Option] {
    options + (forms.first { $0.name == word }?.options ?? [])
  }

  /// Of whichever form.
  package var allOptions: [Option] {
    var all = options
    for option in forms.flatMap(\.options) where !all.contains(where: { $0.name == option.name }) {
      all.append(option)
    }
    return all
  }

  package func option(_ name: String) -> Option? { allOptions.first { $0.name == name } }
}

extension VerbSignature.Argument {
  package var placeholder: String {
    switch shape {
    case .word(let choices):
      choices.isEmpty || choices.count > 12 ? name.uppercased() : choices.joined(separator: "|")
    case .expression: name.uppercased()
    case .expressions: name.uppercased() + ", …"
    case .definitions: "NAME = " + name.uppercased() + ", …"
    case .columns: "[NAME =] " + name.uppercased() + ", …"
    case .pipeline: "PIPELINE"
    case .words: name.uppercased() + " …"
    case .path: name.uppercased()
    case .formula: "TARGET ~ COLUMN + …"
    case .names: name.uppercased() + ", …"
    }
  }
}

extension VerbSignature.Option.Kind {
  package var placeholder: String {
    switch self {
    case .int: "N"
    case .double: "X"
    case .text: "\"…\""
    case .texts: "[\"…\", …]"
    case .choice(let words): hasManyWords ? "WORD" : words.joined(separator: "|")
    case .numberOrWord(_, let words): hasManyWords ? "X|WORD" : (["X"] + words).joined(separator: "|")
    case .flag: "yes|no"
    case .date: "DATE"
    }
  }

  /// Whether the words are too many to stand in a usage.
  package var hasManyWords: Bool {
    switch self {
    case .choice(let words), .numberOrWord(_, let words): words.joined(separator: "|").count > 40
    default: false
    }
  }

  /// `1..64`, `0 or more`; nil for what has no order.
  package var range: String? {
    func text(_ low: String, _ high: String?) -> String { high.map { "\(low)..\($0)" } ?? "\(low) or more" }
    switch self {
    case .int(let range):
      return text(String(range.lowerBound), range.upperBound == .max ? nil : String(range.upperBound))
    case .double(let range), .numberOrWord(let range, _):
      let isOpen = range.upperBound == .greatestFiniteMagnitude
      return text(NumberText.shortest(range.lowerBound), isOpen ? nil : NumberText.shortest(range.upperBound))
    default: return nil
    }
  }

  /// What is allowed, for messages.
  package var expectation: String {
    switch self {
    case .int: "a whole number, \(range ?? "")"
    case .double: "a number, \(range ?? "")"
    case .text: "a text between double quotes"
    case .texts: "a list of texts"
    case .choice(let words): words.joined(separator: ", ")
    case .numberOrWord(_, let words): "a number, \(range ?? ""), or \(words.joined(separator: ", "))"
    case .flag: "yes or no"
    case .date: "a date, such as 2026-10-31"
    }
  }
}

/// The verbs that a script may use, by name.
package struct Vocabulary: Sendable {
  private let signatures: [String: VerbSignature]
  /// Sorted, for suggestions and lists.
  package let names: [String]

  package init(_ signatures: [VerbSignature]) {
    self.signatures = Dictionary(uniqueKeysWithValues: signatures.map { ($0.name, $0) })
    names = signatures.map(\.name).sorted()
  }

  package subscript(name: String) -> VerbSignature? { signatures[name] }
}
