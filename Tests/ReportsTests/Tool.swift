import Foundation
import TestSupport

/// A program that checks what was written, where it is installed.
enum Tool {
  static func isInstalled(_ name: String) -> Bool { path(of: name) != nil }

  private static func path(of name: String) -> String? {
    ["/usr/bin/", "/bin/", "/usr/local/bin/"].map { $0 + name }.first(
      where: FileManager.default.isExecutableFile)
  }

  /// Runs to the end and gives what was written: to a file, since a pipe that nobody reads would stop it.
  static func output(of name: String, _ arguments: [String], withErrors: Bool = false) throws -> String {
    let directory = try TemporaryDirectory()
    let written = try FileHandle(forWritingTo: URL(fileURLWithPath: directory.write([], to: "written")))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path(of: name) ?? name)
    process.arguments = arguments
    process.standardOutput = withErrors ? FileHandle.nullDevice : written
    process.standardError = withErrors ? written : FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return try directory.text("written")
  }

  /// The page as Chromium has it when it is done with it.
  static func loaded(_ page: String, in directory: TemporaryDirectory) throws -> String {
    let path = try directory.write(Array(page.utf8), to: "page.html")
    return try output(
      of: "chromium",
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + directory.file("profile"),
        "--dump-dom", "file://" + path,
      ])
  }
}
