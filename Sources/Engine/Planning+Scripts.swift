import Files
import Language

extension Planning {
  /// The script that another one names, parsed; nil after reporting why there is none.
  mutating func script(at syntax: ExpressionSyntax) -> ScriptSyntax? {
    guard let given = text(syntax, as: "the path of a script") else { return nil }
    let path = resolvePath(given, besideScript: syntax.span.source.name)
    if including.contains(path) {
      let chain = (including.drop { $0 != path } + [path]).map { "`\($0)`" }.joined(separator: " → ")
      return fail(.badInclude, "`\(given)` includes itself", at: syntax.span, hints: [chain])
    }
    guard including.count < 64 else {
      return fail(.badInclude, "scripts include one another more than 64 deep", at: syntax.span)
    }
    do {
      let source = SourceText(name: path, bytes: try readText(at: path))
      let parsed = Parser.parse(source, vocabulary: environment.vocabulary)
      for problem in parsed.diagnostics { report(problem) }
      return parsed.script
    } catch {
      report(Diagnostic(error, at: syntax.span))
      return nil
    }
  }
}

/// The path of a script that is named in another one, whose path is `script`.
private func resolvePath(_ path: String, besideScript script: String) -> String {
  if path.hasPrefix("/") { return path }
  guard let slash = script.lastIndex(of: "/") else { return path }
  return normalized(String(script[...slash]) + path)
}

/// The path without `.` and `..`, so that one file has one name.
private func normalized(_ path: String) -> String {
  var parts: [Substring] = []
  for part in path.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
    if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
  }
  return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
}
