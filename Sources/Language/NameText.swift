import Tables

extension ExpressionSyntax {
  /// The name of a column that was given none: `avg(rating)` makes `avg_rating`.
  package var columnName: String {
    switch kind {
    case .name(let name), .parameter(let name): name
    case .call(let function, let arguments):
      ([function.text] + arguments.map(\.columnName)).joined(separator: "_")
    case .literal: canonicalText.filter { $0 != "\"" }
    default: canonicalText
    }
  }
}

/// The name as a script writes it: between backticks where it is no plain word.
package func quotedName(_ name: String) -> String {
  let isPlain =
    name.utf8.first.map { $0 < 48 || $0 > 57 } ?? false
    && name.unicodeScalars.allSatisfy {
      $0 == "_" || $0.properties.isAlphabetic || ($0.value < 128 && $0.properties.numericType != nil)
    }
    && !reservedInExpressions.contains(name)
  return isPlain
    ? name : "`" + name.split(separator: "`", omittingEmptySubsequences: false).joined(separator: "``") + "`"
}

let reservedInExpressions: Set<String> = [
  "and", "or", "not", "in", "between", "contains", "starts", "ends", "like", "is", "as", "true", "false",
  "null",
]

/// A stretch of a script for a message, on one line and short.
package func brief(_ span: Span) -> String { brief(span.text) }

package func brief(_ text: String) -> String {
  let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  return line.count > 40 ? line.prefix(39) + "…" : line
}
