import Foundation
import TestSupport

/// The binary under test.
enum Binary {
  static let path: String = {
    if let path = ProcessInfo.processInfo.environment["HQ_BINARY"] { return path }
    let candidates = ["release", "debug"].map { packageRoot + "/.build/\($0)/hq" }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? candidates[0]
  }()
}

/// How a run of a program ended.
struct Finished {
  let output: String
  let errors: String
  let code: Int32

  /// The lines of the output, each a JSON object.
  func objects() throws -> [[String: Any]] {
    try output.split(separator: "\n").map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
      return try required(object as? [String: Any], "an object: \(line)")
    }
  }
}

struct Missing: Error { let what: String }

func required<Wrapped>(_ value: Wrapped?, _ what: String) throws -> Wrapped {
  guard let value else { throw Missing(what: what) }
  return value
}

/// A directory of its own for one test, in which the fixtures of the language lie.
final class Workspace {
  let path: String

  init(fixtures: Bool = true) throws {
    let files = FileManager.default
    path = NSTemporaryDirectory() + "hq-" + UUID().uuidString
    if fixtures {
      try files.copyItem(atPath: packageRoot + "/Tests/Fixtures/language", toPath: path)
    } else {
      try files.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

  func write(_ name: String, _ bytes: Data) throws {
    try bytes.write(to: URL(fileURLWithPath: path + "/" + name))
  }

  func read(_ name: String) throws -> String { String(decoding: try data(name), as: UTF8.self) }

  func data(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)) }

  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }

  /// The names of all that lies here, sorted.
  func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

  /// Nothing of the surroundings changes what hq does.
  static let environment = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "TERM": "xterm", "LC_ALL": "C"]

  /// Runs hq here to its end.
  func hq(_ arguments: String..., input: String? = nil, environment: [String: String] = [:]) throws
    -> Finished
  {
    try run(Binary.path, arguments, input: input.map { Data($0.utf8) }, environment: environment)
  }

  /// Runs hq on a text, as standard input gives it.
  func script(_ text: String, _ options: String...) throws -> Finished {
    try run(Binary.path, options + ["-"], input: Data(text.utf8))
  }

  /// Runs a line of the shell, in which `hq` is the binary.
  func shell(_ line: String) throws -> Finished {
    try run("/bin/sh", ["-c", "hq() { \"\(Binary.path)\" \"$@\"; }\n" + line])
  }

  func run(
    _ program: String, _ arguments: [String], input: Data? = nil, environment: [String: String] = [:]
  ) throws -> Finished {
    let running = try Running(program, arguments, in: self, input: input, environment: environment)
    return try running.finish()
  }
}

/// A program at work. What it writes goes to files, so that no pipe can fill up.
final class Running {
  let process = Process()
  private let scratch: Workspace

  init(
    _ program: String, _ arguments: [String], in workspace: Workspace, input: Data? = nil,
    environment: [String: String] = [:]
  ) throws {
    scratch = try Workspace(fixtures: false)
    try scratch.write("input", input ?? Data())
    try scratch.write("output", "")
    try scratch.write("errors", "")
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: workspace.path)
    process.environment = Workspace.environment.merging(environment) { $1 }
    process.standardInput = try required(FileHandle(forReadingAtPath: scratch.path + "/input"), "the input")
    process.standardOutput = try required(
      FileHandle(forWritingAtPath: scratch.path + "/output"), "the output")
    process.standardError = try required(FileHandle(forWritingAtPath: scratch.path + "/errors"), "the errors")
    try process.run()
  }

  /// Waits for the end. A signal that ended it counts as the shells count it.
  func finish() throws -> Finished {
    process.waitUntilExit()
    let status = process.terminationStatus
    return Finished(
      output: try scratch.read("output"), errors: try scratch.read("errors"),
      code: process.terminationReason == .uncaughtSignal ? 128 + status : status)
  }
}
