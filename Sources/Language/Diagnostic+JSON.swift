import Tables

extension Diagnostic {
  /// One JSON object on one line, always with the same keys; lines and columns count from 1 and offsets are
  /// bytes. `fix` is the edit that mends the problem.
  package func json() -> String {
    let start = span?.position
    let end = span.map { $0.source.position(of: $0.end) }
    return JSONObject()
      .with("severity", text: severity.rawValue).with("code", text: code.name).with("message", text: message)
      .with("file", text: span?.source.name).with("line", start?.line).with("column", start?.column)
      .with("end_line", end?.line).with("end_column", end?.column).with("label", text: label)
      .with("hints", raw: JSONText.list(hints.map(JSONText.quote)))
      .with("help", text: topic).with("fix", raw: fix?.json() ?? "null").text
  }
}

extension Diagnostic.Fix {
  fileprivate func json() -> String {
    let first = span.position
    let last = span.source.position(of: span.end)
    return JSONObject()
      .with("start", span.start).with("end", span.end).with("line", first.line).with("column", first.column)
      .with("end_line", last.line).with("end_column", last.column).with("replacement", text: replacement).text
  }
}
