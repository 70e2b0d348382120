import Files
import Language

/// Where a script comes from.
enum ScriptOrigin {
  case file(String)
  case text(name: String, String)
  case standardInput

  /// As the command line names it: `-` is standard input.
  init(_ argument: String) { self = argument == "-" ? .standardInput : .file(argument) }

  /// Where it lies; for what lies nowhere, where hq was started.
  var folder: String {
    guard case .file(let path) = self, let slash = path.lastIndex(of: "/") else { return "." }
    return String(path[...slash])
  }

  func read() throws(FileError) -> SourceText {
    switch self {
    case .file(let path): SourceText(name: path, bytes: try readText(at: path))
    case .text(let name, let text): SourceText(name: name, text: text)
    case .standardInput: SourceText(name: "stdin", bytes: try readText(at: "/dev/stdin"))
    }
  }
}
