import Language
import Tables

enum ParamVerb: Verb {
  static let signature = VerbSignature(
    "param", .session, "declares a value that the command line can set",
    details: ["`--set NAME=VALUE` gives another value of the same type. It is used as `$NAME`."],
    arguments: [.init("value", .definitions, "the value when the command line gives none")],
    examples: [
      .init("param since = 2010 ; films | where year(release_date) >= $since", "a number"),
      .init("param genre = \"Horror\", best = 3", "two at once"),
    ])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    var values: [(String, Literal)] = []
    for column in call.columns {
      guard let name = column.name else { continue }
      planning.declaredParameters.insert(name.text)
      guard let standard = planning.constant(column.syntax) else { continue }
      planning.scope.parameters[name.text] = standard
      var value = standard
      if let given = planning.environment.overrides[name.text] {
        guard let fitting = fit(given, standard) else {
          planning.report(
            .badCommandValue, "`\(given.text)` does not fit the parameter `\(name.text)`",
            at: column.syntax.span,
            label: "it is \(noun(standard)), such as `\(standard.text)`")
          continue
        }
        value = fitting
      }
      planning.scope.parameters[name.text] = value
      values.append((name.text, value))
    }
    guard values.count == call.columns.count else { return nil }
    let text = values.map { "$\($0.0) = \($0.1.text)" }.joined(separator: ", ")
    return call.session("param " + text) { running in
      for (name, value) in values { running.state.parameters[name] = value }
    }
  }

  private static func fit(_ given: Literal, _ standard: Literal) -> Literal? {
    switch (given, standard) {
    case (.span, .span), (.value, .value(.null)): given
    case (.value(.int(let number)), .value(.double)): .value(.double(Double(number)))
    case (.value(let value), .value(let other)) where value.type == other.type: given
    // A bare word or number on the command line serves as a text.
    case (.value(let value), .value(.text)) where value.type != .list: .value(.text(ValueText.exact(value)))
    default: nil
    }
  }

  private static func noun(_ literal: Literal) -> String {
    switch literal {
    case .span: "a duration"
    case .value(let value): value.type?.noun ?? "anything"
    }
  }
}
