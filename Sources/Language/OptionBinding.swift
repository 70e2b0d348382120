import Tables

/// The options of a stage as values, checked against the verb's signature.
package struct BoundOptions: Sendable {
  package enum Setting: Sendable, Hashable {
    case int(Int)
    case double(Double)
    case text(String)
    case texts([String])
    case flag(Bool)
  }

  private let settings: [String: (setting: Setting, span: Span)]

  package func int(_ name: String) -> Int? {
    if case .int(let value) = settings[name]?.setting { value } else { nil }
  }
  package func double(_ name: String) -> Double? {
    if case .double(let value) = settings[name]?.setting { value } else { nil }
  }
  /// Of an option that takes a text or a choice.
  package func text(_ name: String) -> String? {
    if case .text(let value) = settings[name]?.setting { value } else { nil }
  }
  package func texts(_ name: String) -> [String]? {
    if case .texts(let value) = settings[name]?.setting { value } else { nil }
  }
  package func flag(_ name: String) -> Bool? {
    if case .flag(let value) = settings[name]?.setting { value } else { nil }
  }
  package func span(_ name: String) -> Span? { settings[name]?.span }
  package var names: [String] { settings.keys.sorted() }

  /// Reports what is unknown, given twice or out of range, and leaves it out.
  package static func bind(
    _ options: [OptionSyntax], of signature: VerbSignature, with resolver: inout ExpressionResolver
  ) -> BoundOptions {
    var settings: [String: (Setting, Span)] = [:]
    for option in options {
      guard let known = signature.option(option.name.text) else {
        reportUnknown(option, of: signature, with: &resolver)
        continue
      }
      if settings[known.name] != nil {
        resolver.report(.duplicateName, "the option `\(known.name)` is given twice", option.span)
        continue
      }
      if let setting = setting(option, as: known, with: &resolver) {
        settings[known.name] = (setting, option.value.span)
      }
    }
    return BoundOptions(settings: settings)
  }

  private static func reportUnknown(
    _ option: OptionSyntax, of signature: VerbSignature, with resolver: inout ExpressionResolver
  ) {
    let name = option.name.text
    let near = Suggestion.nearest(to: name, among: signature.options.map(\.name))
    var label = Suggestion.question(near)
    if near.count == 1, let known = signature.option(near[0]) {
      label = (label ?? "") + " (\(known.kind.expectation), default: \(known.fallback))"
    }
    let known = signature.options.map(\.name).joined(separator: ", ")
    let hints =
      signature.options.isEmpty
      ? ["`\(signature.name)` has no options"] : near.isEmpty ? ["the options are \(known)"] : []
    resolver.report(
      .unknownOption, "unknown option `\(name)` for `\(signature.name)`", option.name.span, label: label,
      hints: hints,
      fix: near.count == 1 ? near[0] : nil, topic: signature.name)
  }

  private static func setting(
    _ option: OptionSyntax, as known: VerbSignature.Option, with resolver: inout ExpressionResolver
  ) -> Setting? {
    let value: Value
    if case .name(let word) = option.value.kind {
      value = .text(word)
    } else if let constant = resolver.constant(option.value) {
      guard case .value(let constant) = constant else { return mismatch(option, known, with: &resolver) }
      value = constant
    } else {
      return nil
    }
    switch (known.kind, value) {
    case (.int(let range), .int(let number)) where range.contains(Int(clamping: number)):
      return .int(Int(clamping: number))
    case (.double(let range), .double(let number)) where range.contains(number):
      return .double(number)
    case (.double(let range), .int(let number)) where range.contains(Double(number)):
      return .double(Double(number))
    case (.text, .text(let text)): return .text(text)
    case (.texts, .list(let texts)): return .texts(texts)
    case (.texts, .text(let text)): return .texts([text])
    case (.choice(let words), .text(let word)) where words.contains(word): return .text(word)
    case (.flag, .text("yes")), (.flag, .bool(true)): return .flag(true)
    case (.flag, .text("no")), (.flag, .bool(false)): return .flag(false)
    default: return mismatch(option, known, with: &resolver)
    }
  }

  private static func mismatch(
    _ option: OptionSyntax, _ known: VerbSignature.Option, with resolver: inout ExpressionResolver
  ) -> Setting? {
    var label = "expected \(known.kind.expectation)"
    if case .choice(let words) = known.kind,
      let question = Suggestion.question(Suggestion.nearest(to: option.value.span.text, among: words))
    {
      label += "; \(question)"
    }
    return resolver.fail(
      .badOptionValue, "`\(brief(option.value.span))` does not fit the option `\(known.name)`",
      option.value.span,
      label: label, hints: ["default: \(known.fallback)"])
  }
}
