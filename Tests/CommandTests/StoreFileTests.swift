import Foundation
import Parallel
import SQLite
import TestSupport
import Testing

/// Whatever lies where the store should be: a clear message, and nothing is lost.
@Suite struct StoreFileTests {
  private static let films = "tmdb_id,title,popularity\n1,One,1.5\n2,Two,2.5\n"

  private func workspace() throws -> Workspace {
    let workspace = try Workspace(fixtures: false)
    try workspace.write("films.csv", Self.films)
    return workspace
  }

  private func ingest(_ workspace: Workspace, into path: String = "films.sqlite") throws -> Finished {
    try workspace.hq("--db", path, "-c", "ingest from \"films.csv\"")
  }

  /// The store as another program would open it.
  private func connection(_ workspace: Workspace) throws -> SQLiteConnection {
    try SQLiteConnection(path: workspace.path + "/films.sqlite", .write, cancellation: Cancellation())
  }

  @Test(arguments: [
    ("missing.sqlite", "load horror", 6, "there is no store at `missing.sqlite` yet"),
    (".", "load horror", 4, "is a directory"),
    (".", "ingest from \"films.csv\"", 4, "is a directory"),
    ("films.csv", "load horror", 4, "it is not a SQLite file"),
    ("films.csv", "ingest from \"films.csv\"", 4, "it is not a SQLite file"),
    ("/proc/no/films.sqlite", "ingest from \"films.csv\"", 4, "/proc/no/"),
    ("films.csv/films.sqlite", "ingest from \"films.csv\"", 4, "films.csv"),
  ])
  func `what is no store is left as it is`(_ path: String, _ text: String, _ code: Int32, _ word: String)
    throws
  {
    let workspace = try workspace()
    let finished = try workspace.hq("--db", path, "-c", text)
    #expect(finished.code == code, "\(finished.errors)")
    #expect(finished.errors.contains(word), "\(finished.errors)")
    #expect(try workspace.read("films.csv") == Self.films)
    #expect(try workspace.names() == ["films.csv"])
  }

  @Test func `an empty store says what to do`() throws {
    let workspace = try workspace()
    let finished = try workspace.hq("-c", "load horror", environment: ["HQ_DB": "none.sqlite"])
    #expect(finished.code == 6)
    #expect(finished.errors.contains("`use demo`") && finished.errors.contains("`ingest from"))
  }

  @Test func `the store is where the environment says`() throws {
    let workspace = try workspace()
    let variables = ["XDG_DATA_HOME": workspace.path + "/data"]
    let finished = try workspace.hq(
      "-c", "ingest from \"films.csv\" ; load films | aggregate count()", environment: variables)
    #expect(finished.output.hasSuffix("    2\n"), "\(finished.errors)")
    #expect(workspace.has("data/hq/hq.sqlite"))
  }

  @Test func `a store of a newer hq, and a database of another program, are left alone`() throws {
    let workspace = try workspace()
    #expect(try ingest(workspace).code == 0)
    try connection(workspace).run("pragma user_version = 99")
    for text in ["load films", "ingest from \"films.csv\""] {
      let finished = try workspace.hq("--db", "films.sqlite", "-c", text)
      #expect(
        finished.code == 4 && finished.errors.contains("was made by a newer hq: its schema is 99"),
        "\(finished.errors)")
    }
    try connection(workspace).run("pragma application_id = 7")
    let finished = try ingest(workspace)
    #expect(finished.code == 4 && finished.errors.contains("of another program"), "\(finished.errors)")
  }

  @Test func `a damaged store is told, and doctor names it`() throws {
    let workspace = try workspace()
    #expect(try ingest(workspace).code == 0)
    #expect(try !workspace.names().contains("films.sqlite-wal"), "the store was not closed")
    var bytes = try workspace.data("films.sqlite")
    for offset in stride(from: 4096, to: bytes.count, by: 97) { bytes[offset] = 0xAA }
    try workspace.write("films.sqlite", bytes)
    let finished = try workspace.hq("--db", "films.sqlite", "-c", "load films")
    #expect(finished.code == 4 && finished.errors.contains("is damaged"), "\(finished.errors)")
    let doctor = try workspace.hq("--db", "films.sqlite", "doctor")
    #expect(doctor.code == 4 && doctor.output.contains("BROKEN"), "\(doctor.output)")
  }

  @Test func `a store to which another process writes is read, and waited for`() throws {
    let workspace = try workspace()
    #expect(try ingest(workspace).code == 0)
    let other = try connection(workspace)
    try other.run("begin immediate")
    let read = try workspace.hq(
      "--db", "films.sqlite", "--format", "csv", "-c", "load films | aggregate count()")
    #expect(read.output == "count\n2\n", "\(read.errors)")
    let refused = try ingest(workspace)
    #expect(
      refused.code == 4 && refused.errors.contains("is locked: another process is writing"),
      "\(refused.errors)")
    try other.run("rollback")
    #expect(try ingest(workspace).code == 0)
  }

  @Test func `a disk that is full changes nothing`() throws {
    let workspace = try workspace()
    #expect(try ingest(workspace).code == 0)
    let rows = (1...20_000).map { "\($0),A title that takes some room \($0),\($0)" }
    try workspace.write("films.csv", "tmdb_id,title,popularity\n" + rows.joined(separator: "\n"))
    let finished = try workspace.run(
      "/bin/bash",
      ["-c", "ulimit -f 300; exec \"\(Binary.path)\" --db films.sqlite -c 'ingest from \"films.csv\"'"])
    #expect(finished.code != 0, "\(finished.output)")
    let after = try workspace.hq(
      "--db", "films.sqlite", "--format", "csv", "-c", "load films | aggregate count()")
    #expect(after.output == "count\n2\n", "\(after.errors)")
    #expect(try workspace.hq("--db", "films.sqlite", "doctor").code == 0)
  }

  @Test func `two processes that make a store at once both find it made`() throws {
    let workspace = try workspace()
    for round in 1...5 {
      let text = ["--db", "\(round).sqlite", "-c", "ingest from \"films.csv\""]
      let both = try (0..<2).map { _ in try Running(Binary.path, text, in: workspace) }
      for running in both {
        let finished = try running.finish()
        #expect(finished.code == 0, "\(finished.errors)")
      }
      let count = try workspace.hq(
        "--db", "\(round).sqlite", "--format", "csv", "-c", "load ingests | aggregate count()")
      #expect(count.output == "count\n2\n", "\(count.errors)")
    }
  }

  @Test func `rows without a number are told, and a table without numbers is refused`() throws {
    let workspace = try workspace()
    try workspace.write("films.csv", "id,title\n1,One\n,Two\n")
    let finished = try ingest(workspace)
    #expect(
      finished.code == 0 && finished.errors.contains("1 row of `films.csv` have no number"),
      "\(finished.errors)")
    try workspace.write("films.csv", "name\nOne\n")
    let refused = try ingest(workspace)
    #expect(refused.code == 4 && refused.errors.contains("no column `tmdb_id` or `id`"), "\(refused.errors)")
  }

  @Test func `control characters in a title do not reach the screen`() throws {
    let workspace = try workspace()
    try workspace.write("films.json", "[{\"id\":1,\"title\":\"a\\u001b[31mred\\u0007\\u009b2J\"}]")
    _ = try workspace.hq("--db", "films.sqlite", "-c", "ingest from \"films.json\"")
    let shown = try workspace.hq("--db", "films.sqlite", "-c", "load films | select title")
    #expect(
      !shown.output.contains("\u{1B}") && !shown.output.contains("\u{7}") && !shown.output.contains("\u{9B}"))
    #expect(shown.output.contains("red"))
  }
}
