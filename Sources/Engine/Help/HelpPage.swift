import Language

/// A page of help as data. The screen, the reference in Markdown and the man page are three ways to write it.
package struct HelpPage: Sendable {
  package enum Part: Sendable {
    case heading(String)
    /// Running text, with code between backticks.
    case prose(String)
    /// Lines that stay as they are.
    case sample(String)
    case rows([Row])
  }

  /// Code on the left, and what it means.
  package struct Row: Sendable {
    package let term: String
    package let meaning: String
    /// An expression and its value; left out where a screen lists many rows.
    package let example: (text: String, value: String)?

    init(_ term: String, _ meaning: String, example: (text: String, value: String)? = nil) {
      self.term = term
      self.meaning = meaning
      self.example = example
    }
  }

  package let name: String
  package let summary: String
  package let parts: [Part]

  init(_ name: String, _ summary: String, _ parts: [Part]) {
    self.name = name
    self.summary = summary
    self.parts = parts
  }
}

extension HelpPage {
  init(_ verb: VerbSignature) {
    var parts = [Part.sample(verb.usage)]
    let pieces =
      verb.arguments.map { Row($0.placeholder, $0.summary) }
      + verb.clauses.map { Row("\($0.keyword) \($0.placeholder)", $0.summary) }
    if !pieces.isEmpty { parts.append(.rows(pieces)) }
    if !verb.options.isEmpty { parts += [.heading("options"), .rows(verb.options.map { Row($0) })] }
    if let other = verb.formsToldBy {
      parts.append(.prose("Each kind of model has its own options, as `help \(other)` lists them."))
    } else {
      for form in verb.forms {
        parts += [.heading("\(verb.name) \(form.name)"), .prose("\(form.summary).")]
        if !form.options.isEmpty { parts.append(.rows(form.options.map { Row($0) })) }
      }
    }
    parts += verb.details.map { .prose($0) }
    let examples = verb.examples.map { "# \($0.note)\n\($0.text)" }.joined(separator: "\n")
    self.init(verb.name, verb.summary, parts + [.heading("examples"), .sample(examples)])
  }

  init(_ function: FunctionSignature) {
    var parts: [Part] = []
    if let example = function.example { parts.append(.sample("\(example.text)  gives  \(example.value)")) }
    if function.isAggregate {
      parts.append(.prose("It is computed over the rows of a group, in `aggregate` and `expect`."))
    }
    if !function.otherNames.isEmpty {
      let names = function.otherNames.map { "`\($0)`" }.joined(separator: ", ")
      parts.append(.prose("Other tools call it \(names)."))
    }
    self.init(function.usage, function.summary, parts)
  }
}

extension HelpPage.Row {
  init(_ option: VerbSignature.Option) {
    let words = option.kind.hasManyWords ? option.kind.words.joined(separator: ", ") : nil
    let remarks = [option.kind.range, words, "default: \(option.fallback)"].compactMap { $0 }.joined(
      separator: "; ")
    self.init("\(option.name)=\(option.kind.placeholder)", "\(option.summary) (\(remarks))")
  }

  init(_ option: CommandLineOption) {
    self.init(option.usage, option.summary + (option.repeats ? "; it may stand several times" : ""))
  }

  init(_ function: FunctionSignature) {
    self.init(function.usage, function.summary, example: function.example)
  }
}

extension HelpPage {
  /// The summary with a capital letter and a full stop.
  var sentence: String { summary.prefix(1).uppercased() + summary.dropFirst() + "." }
}
