import Foundation
import TestSupport

/// A workspace in which notebooks are recorded and replayed: `a.csv` and `films.csv` lie in it.
struct NotebookHouse {
  let workspace: Workspace

  init(_ text: String? = nil) throws {
    workspace = try Workspace(fixtures: false)
    try workspace.write("a.csv", "a\n1\n2\n")
    try workspace.write("films.csv", NotebookHouse.films(popularity: 0))
    if let text { try write(text) }
  }

  /// Sixty made-up films, whose popularity is that of another day for each number.
  static func films(popularity day: Int) -> String {
    let rows = (1...60).map { id in
      let numbers = "\(Double(id * 37 % 50 + day) + 0.5),\(id % 90 + 15),\(id % 10).\(id * id % 10)"
      return
        "\(id),Film \(id),\(numbers),20\(10 + id % 10)-0\(id % 9 + 1)-1\(id % 9),\(80 + id * 7 % 60),Horror"
    }
    return "tmdb_id,title,popularity,vote_count,vote_average,release_date,runtime,genres\n"
      + rows.joined(separator: "\n") + "\n"
  }

  func write(_ text: String, to name: String = "n.hq") throws { try workspace.write(name, text) }
  func read(_ name: String = "n.hq") throws -> String { try workspace.read(name) }

  func change(_ name: String = "n.hq", _ old: String, to new: String) throws {
    let text = try read(name)
    guard text.contains(old) else { throw Missing(what: "`\(old)` in \(text)") }
    try write(text.replacingOccurrences(of: old, with: new), to: name)
  }

  func hq(_ arguments: String..., environment: [String: String] = [:]) throws -> Finished {
    try workspace.run(Binary.path, arguments, environment: environment)
  }

  /// Runs hq in a folder of the workspace.
  func hq(
    in folder: String, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Finished {
    try workspace.run(
      "/bin/sh", ["-c", "cd \"$0\" && exec \"$@\"", folder, Binary.path] + arguments, environment: environment
    )
  }

  /// Records `n.hq`, which must succeed.
  @discardableResult
  func record(_ options: String..., environment: [String: String] = [:]) throws -> Finished {
    let finished = try workspace.run(
      Binary.path, options + ["--quiet", "record", "n.hq"], environment: environment)
    guard finished.code == 0 else { throw Missing(what: "a recording, but: \(finished.errors)") }
    return finished
  }

  func replay(_ options: String...) throws -> Finished {
    try workspace.run(Binary.path, options + ["--diagnostics", "short", "replay", "n.hq"])
  }

  /// All files below the workspace with their bytes. What SQLite puts beside a store while somebody reads it is no
  /// part of it.
  func tree() throws -> [String: Data] {
    var files: [String: Data] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: workspace.path) ?? .init() {
      guard !name.hasSuffix("-wal"), !name.hasSuffix("-shm") else { continue }
      files[name] = (try? workspace.data(name)) ?? Data()
    }
    return files
  }

  /// The lock of `n.hq`, without the clock.
  func lockWithoutClock() throws -> String {
    try read("n.hq.lock").split(separator: "\n").filter { !$0.hasPrefix("  \"clock\"") }
      .joined(separator: "\n")
  }
}
