import Language

/// A problem as GitHub's runner takes it from the log, to show it at its line.
enum Annotation {
  static func text(of diagnostic: Diagnostic) -> String {
    var properties = ["title=\(escaped(diagnostic.code.name, isProperty: true))"]
    if let span = diagnostic.span {
      let (line, column) = span.position
      properties += ["file=\(escaped(span.source.name, isProperty: true))", "line=\(line)", "col=\(column)"]
    }
    let label = diagnostic.label.map { "\n\($0)" } ?? ""
    let message = ([diagnostic.message + label] + diagnostic.hints).joined(separator: "\n")
    return "::\(diagnostic.severity == .error ? "error" : "warning") \(properties.joined(separator: ","))::"
      + escaped(message, isProperty: false)
  }

  private static func escaped(_ text: String, isProperty: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      case ":" where isProperty: result += "%3A"
      case "," where isProperty: result += "%2C"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
