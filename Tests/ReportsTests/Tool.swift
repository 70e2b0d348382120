import Foundation

/// A program that checks what was written, where it is installed.
enum Tool {
  static func isInstalled(_ name: String) -> Bool { path(of: name) != nil }

  private static func path(of name: String) -> String? {
    ["/usr/bin/", "/bin/", "/usr/local/bin/"].map { $0 + name }.first(
      where: FileManager.default.isExecutableFile)
  }

  struct Result {
    let output: String
    let errors: String
  }

  static func run(_ name: String, _ arguments: [String]) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path(of: name) ?? name)
    process.arguments = arguments
    // To files: a pipe that nobody reads would stop a program that says much.
    let output = try TemporaryFile([], ending: "out")
    let errors = try TemporaryFile([], ending: "err")
    process.standardOutput = try FileHandle(forWritingTo: output.url)
    process.standardError = try FileHandle(forWritingTo: errors.url)
    try process.run()
    process.waitUntilExit()
    return Result(output: try output.text, errors: try errors.text)
  }
}

/// A file that goes away with its last user.
final class TemporaryFile {
  let url: URL
  var path: String { url.path }

  init(_ bytes: [UInt8], ending: String) throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("hq-\(UUID().uuidString).\(ending)")
    try Data(bytes).write(to: url)
  }

  var text: String { get throws { String(decoding: try Data(contentsOf: url), as: UTF8.self) } }

  deinit { try? FileManager.default.removeItem(at: url) }
}
