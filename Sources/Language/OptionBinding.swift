import Tables

/// The options of a stage as values, checked against the verb's signature.
package struct BoundOptions: Sendable {
  package enum Setting: Sendable, Hashable {
    case int(Int)
    case double(Double)
    case text(String)
    case texts([String])
    case flag(Bool)
    case date(CalendarDate)
    /// Values to choose from, where a verb tries several.
    indirect case several([Setting])

    /// As a script writes it.
    package var text: String {
      switch self {
      case .int(let number): String(number)
      case .double(let number): NumberText.shortest(number)
      case .text(let word): word
      case .texts(let texts): "[" + texts.map { Value.text($0).literalText }.joined(separator: ", ") + "]"
      case .flag(let flag): flag ? "yes" : "no"
      case .date(let date): date.description
      case .several(let settings): "[" + settings.map(\.text).joined(separator: ", ") + "]"
      }
    }
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
  package func date(_ name: String) -> CalendarDate? {
    if case .date(let value) = settings[name]?.setting { value } else { nil }
  }
  package func setting(_ name: String) -> Setting? { settings[name]?.setting }
  package func span(_ name: String) -> Span? { settings[name]?.span }
  package var names: [String] { settings.keys.sorted() }

  /// Reports what is unknown, given twice or out of range, and leaves it out.
  package static func bind(
    _ options: [OptionSyntax], of signature: VerbSignature, form: String? = nil,
    with resolver: inout ExpressionResolver
  ) -> BoundOptions {
    let allowed = signature.options(for: form)
    var settings: [String: (Setting, Span)] = [:]
    for option in options {
      guard let known = allowed.first(where: { $0.name == option.name.text }) else {
        reportUnknown(option, of: signature, form: form, with: &resolver)
        continue
      }
      if settings[known.name] != nil {
        resolver.report(.duplicateName, "the option `\(known.name)` is given twice", option.span)
        continue
      }
      let triesSeveral =
        signature.triesSeveral && !signature.options.contains { $0.name == known.name }
      let setting =
        triesSeveral
        ? several(option, as: known, with: &resolver) : setting(option, as: known, with: &resolver)
      if let setting {
        settings[known.name] = (setting, option.value.span)
      }
    }
    return BoundOptions(settings: settings)
  }

  private static func reportUnknown(
    _ option: OptionSyntax, of signature: VerbSignature, form: String?,
    with resolver: inout ExpressionResolver
  ) {
    let name = option.name.text
    let allowed = signature.options(for: form)
    let near = Suggestion.nearest(to: name, among: allowed.map(\.name))
    var label = Suggestion.question(near)
    if near.count == 1, let known = allowed.first(where: { $0.name == near[0] }) {
      label = (label ?? "") + " (\(known.kind.expectation), default: \(known.fallback))"
    }
    let known = allowed.map(\.name).joined(separator: ", ")
    let whole = ([signature.name] + (form.map { [$0] } ?? [])).joined(separator: " ")
    var hints =
      allowed.isEmpty ? ["`\(whole)` has no options"] : near.isEmpty ? ["the options are \(known)"] : []
    let others = signature.forms.filter { $0.name != form && $0.options.contains { $0.name == name } }
    if near.isEmpty, !others.isEmpty {
      hints.insert("it belongs to \(others.map { "`\($0.name)`" }.joined(separator: ", "))", at: 0)
    }
    resolver.report(
      .unknownOption, "unknown option `\(name)` for `\(whole)`", option.name.span, label: label,
      hints: hints,
      fix: near.count == 1 ? near[0] : nil, topic: signature.name)
  }

  private static let mostValues = 1_000

  /// One value, or those of a list or a range of whole numbers.
  private static func several(
    _ option: OptionSyntax, as known: VerbSignature.Option, with resolver: inout ExpressionResolver
  ) -> Setting? {
    func one(_ value: ExpressionSyntax) -> Setting? {
      setting(
        OptionSyntax(name: option.name, value: value, equals: option.equals), as: known, with: &resolver)
    }
    switch option.value.kind {
    case .list(let items):
      let settings = items.compactMap(one)
      if settings.isEmpty { return items.isEmpty ? mismatch(option, known, with: &resolver) : nil }
      return settings.count == items.count ? .several(settings) : nil
    case .range(let low, let high):
      guard let first = one(low), let last = one(high) else { return nil }
      guard case .int(let first) = first, case .int(let last) = last, first <= last,
        last - first < mostValues
      else { return mismatch(option, known, with: &resolver) }
      return .several((first...last).map { .int($0) })
    default: return one(option.value)
    }
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
    case (.numberOrWord(let range, _), .double(let number)) where range.contains(number):
      return .double(number)
    case (.numberOrWord(let range, _), .int(let number)) where range.contains(Double(number)):
      return .double(Double(number))
    case (.numberOrWord(_, let words), .text(let word)) where words.contains(word): return .text(word)
    case (.date, .date(let date)): return .date(date)
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
