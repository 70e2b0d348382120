import Tables

/// Plans in words, for `explain`: pure text, in the language itself where it can say it.
extension Operator {
  package func explanation(over schema: Schema) -> String {
    func list(_ expressions: [Expression]) -> String {
      expressions.map { $0.text(over: schema.names) }.joined(separator: ", ")
    }
    switch self {
    case .filter(let condition):
      return "where " + condition.text(over: schema.names)
    case .derive(let columns):
      return "derive " + columns.map { $0.text(over: schema.names) }.joined(separator: ", ")
    case .project(let columns):
      return "select " + columns.map { $0.text(over: schema.names) }.joined(separator: ", ")
    case .aggregate(let aggregation):
      return aggregation.text(over: schema)
    case .sort(let keys):
      return "sort "
        + keys.map { ($0.descending ? "-" : "") + $0.expression.text(over: schema.names) }.joined(
          separator: ", ")
        + ", stable, nulls last"
    case .take(let range, let groups):
      return "take \(range.text)" + (groups.isEmpty ? "" : " by " + list(groups))
    case .distinct(let keys):
      return "distinct " + (keys.count == schema.count ? "over all columns" : list(keys))
        + ", the first of each"
    case .join(let join):
      let keys = join.keys.map { key in
        "\(key.left.text(over: schema.names)) == \(join.right).\(key.right.text(over: join.rightSchema.names))"
      }
      return "join \(join.right) on \(keys.joined(separator: ", ")) kind=\(join.kind.rawValue), by hash"
    }
  }
}

extension TakeRange {
  package var text: String {
    switch self {
    case .first(let count): "the first \(count)"
    case .last(let count): "the last \(count)"
    case .range(let range): "rows \(range.lowerBound)..\(range.upperBound)"
    }
  }
}

extension NamedExpression {
  func text(over names: [String]) -> String {
    let text = expression.text(over: names)
    return text == quotedName(name) ? text : "\(quotedName(name)) = \(text)"
  }
}

extension Aggregation {
  fileprivate func text(over schema: Schema) -> String {
    let keyNames = keys.map(\.name)
    let callTexts = calls.map { call in
      let arguments = [
        call.argument?.text(over: schema.names), call.parameter.map { NumberText.shortest($0) },
      ]
      return call.function + "(" + arguments.compactMap { $0 }.joined(separator: ", ") + ")"
    }
    let columns = results.map { result in
      "\(quotedName(result.name)) = \(result.expression.text(over: keyNames.map(quotedName) + callTexts, areTexts: true))"
    }
    let groups = keys.map { $0.text(over: schema.names) }
    return "aggregate " + columns.joined(separator: ", ")
      + (groups.isEmpty ? "" : " by " + groups.joined(separator: ", "))
      + (groups.isEmpty ? "" : ", groups in the order of their keys")
  }
}

extension Expression {
  /// The expression in the language's own words. `names` are the columns that it refers to.
  package func text(over names: [String], areTexts: Bool = false) -> String {
    func inner(_ expression: Expression) -> String {
      let text = expression.text(over: names, areTexts: areTexts)
      switch expression {
      case .column, .constant, .function, .cast, .conditional: return text
      default: return "(\(text))"
      }
    }
    // Comparisons bind closer than `and`, and a chain of one of these two needs no brackets.
    func conjunct(_ expression: Expression) -> String {
      if case .and = expression { plain(expression) } else { test(expression) }
    }
    func disjunct(_ expression: Expression) -> String {
      if case .or = expression { plain(expression) } else { test(expression) }
    }
    func test(_ expression: Expression) -> String {
      switch expression {
      case .compare, .isNull, .match, .isOneOf, .isItem: plain(expression)
      default: inner(expression)
      }
    }
    func plain(_ expression: Expression) -> String { expression.text(over: names, areTexts: areTexts) }
    switch self {
    case .column(let index, _): return areTexts ? names[index] : quotedName(names[index])
    case .constant(let value, _): return value.literalText
    case .arithmetic(let sign, let left, let right): return "\(inner(left)) \(sign.rawValue) \(inner(right))"
    case .negate(let operand): return "-" + inner(operand)
    case .compare(let sign, let left, let right): return "\(inner(left)) \(sign.rawValue) \(inner(right))"
    case .and(let left, let right): return "\(conjunct(left)) and \(conjunct(right))"
    case .or(let left, let right): return "\(disjunct(left)) or \(disjunct(right))"
    case .not(let operand): return "not " + inner(operand)
    case .isNull(let operand): return inner(operand) + " is null"
    case .match(let match, let left, let right): return "\(inner(left)) \(match.rawValue) \(inner(right))"
    case .isOneOf(let operand, let values):
      return "\(inner(operand)) in [\(values.map(\.literalText).joined(separator: ", "))]"
    case .isItem(let item, let list): return "\(inner(item)) in \(inner(list))"
    case .coalesce(let operands): return operands.map(inner).joined(separator: " ?? ")
    case .conditional(let test, let then, let otherwise):
      return "if(\(plain(test)), \(plain(then)), \(plain(otherwise)))"
    case .cast(let operand, let type): return "cast(\(plain(operand)), \(type.rawValue))"
    case .shift(let operand, let span):
      let text = span.literalText
      return text.hasPrefix("-") ? "\(inner(operand)) - \(text.dropFirst())" : "\(inner(operand)) + \(text)"
    case .function(let name, let arguments, _):
      return "\(name)(\(arguments.map(plain).joined(separator: ", ")))"
    }
  }
}

extension Value {
  /// The value as a script writes it.
  package var literalText: String {
    switch self {
    case .null: "null"
    case .text(let text): quotedText(text)
    case .list(let texts): "[" + texts.map(quotedText).joined(separator: ", ") + "]"
    default: ValueText.exact(self)
    }
  }
}

extension TimeSpan {
  /// `90d`, `-5m`: in the largest unit that counts it whole.
  package var literalText: String {
    let units = TimeSpan.units.filter { (months != 0) == ($0.unit.months != 0) }
      .sorted { ($0.unit.months, $0.unit.microseconds) > ($1.unit.months, $1.unit.microseconds) }
    for (suffix, unit) in units where suffix != "w" {
      let count = months != 0 ? (months, unit.months) : (Int(microseconds), Int(unit.microseconds))
      if count.0 % count.1 == 0 { return "\(count.0 / count.1)\(suffix)" }
    }
    return "\(microseconds / Timestamp.second)s"
  }
}

extension Literal {
  package var text: String {
    switch self {
    case .value(let value): value.literalText
    case .span(let span): span.literalText
    }
  }
}

/// A text with quotes and escapes, as a script writes it.
package func quotedText(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\t": result += "\\t"
    case "\r": result += "\\r"
    default:
      if scalar.properties.generalCategory == .control {
        result += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }
  return result + "\""
}
