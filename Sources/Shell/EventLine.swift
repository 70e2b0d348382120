import Engine
import Language
import Tables

/// A statement, or the end of a run, as one line of JSON: what `--events ndjson` writes.
enum EventLine {
  static func statement(_ outcome: Interpreter.Outcome, expanded: String, digest: String?) -> String {
    let span = outcome.statement.span
    var fields: [(String, String)] = [
      ("event", quote("statement")), ("file", quote(span.source.name)), ("line", String(span.position.line)),
      ("text", quote(span.text)), ("expanded", quote(expanded)), ("ms", number(outcome.milliseconds)),
    ]
    if let table = outcome.result {
      fields.append(("rows", String(table.rowCount)))
      fields.append(("columns", list(table.schema.names.map(quote))))
    }
    if let digest { fields.append(("digest", quote("sha256:" + digest))) }
    if !outcome.files.isEmpty { fields.append(("files", list(outcome.files.map(quote)))) }
    if !outcome.diagnostics.isEmpty {
      fields.append(("diagnostics", list(outcome.diagnostics.map { $0.json() })))
    }
    return object(fields)
  }

  /// For a script that did not pass its check.
  static func problems(_ diagnostics: [Diagnostic]) -> String {
    object([("event", quote("check")), ("diagnostics", list(diagnostics.map { $0.json() }))])
  }

  static func end(exit code: ExitCode, milliseconds: Double) -> String {
    object([("event", quote("end")), ("exit", String(code.rawValue)), ("ms", number(milliseconds))])
  }

  private static func quote(_ text: String) -> String { JSONText.quote(text) }

  private static func number(_ value: Double) -> String {
    NumberText.shortest((value * 1000).rounded() / 1000)
  }

  private static func list(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }

  private static func object(_ fields: [(String, String)]) -> String {
    "{" + fields.map { "\(quote($0.0)):\($0.1)" }.joined(separator: ",") + "}"
  }
}
