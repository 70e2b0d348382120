import Charts
import Glibc
import Parallel
import Store
import Tables

/// What works here, and what is missing: `hq doctor`.
package struct Doctor {
  package let lines: [String]
  /// Whether something is broken, and not only absent.
  package let isHealthy: Bool

  package init(store: StoreLocation, environment: (String) -> String?, cancellation: Cancellation) {
    var findings = [Finding("hq", Version.text)]
    findings += Doctor.storeFindings(store, cancellation)
    findings.append(Doctor.program("gnuplot", environment("PATH"), without: "charts cannot be drawn"))
    findings.append(
      Finding(
        "letters",
        GnuplotSession.missingPackage.map { "no \($0): without it there are no PNGs and no PDFs" }
          ?? "Pango and Cairo, for PNGs and PDFs"))
    findings.append(Doctor.key(environment("TMDB_API_KEY")))
    findings.append(Finding("clock", "\(systemClock()), UTC"))
    lines = findings.map(\.line)
    isHealthy = !findings.contains(where: \.isBroken)
  }

  private struct Finding {
    let what: String
    let says: String
    var isBroken = false

    init(_ what: String, _ says: String, isBroken: Bool = false) {
      self.what = what
      self.says = says
      self.isBroken = isBroken
    }

    var line: String {
      what + String(repeating: " ", count: max(1, 10 - what.count)) + (isBroken ? "BROKEN: " : "") + says
    }
  }

  private static func storeFindings(_ location: StoreLocation, _ cancellation: Cancellation) -> [Finding] {
    guard case .file(let path) = location else { return [Finding("store", "demo: made-up films, in memory")] }
    var findings: [Finding] = []
    do throws(StoreError) {
      let store = try StoreInspection(path: path, cancellation: cancellation)
      let last = store.lastIngest.map { ", the last is ingest \($0.number) of \($0.time)" } ?? ""
      findings.append(
        Finding(
          "store",
          "`\(path)`: \(counted(store.filmCount, "film")), \(counted(store.snapshotCount, "snapshot"))\(last); "
            + "\(store.byteCount / 1024) KB, schema \(store.schemaVersion)"))
      findings.append(
        store.problems.isEmpty
          ? Finding("", "whole: every page and every reference was checked")
          : Finding("", store.problems.joined(separator: "\n          "), isBroken: true))
    } catch {
      let isMissing = error.kind == .missing
      findings.append(
        Finding(
          "store", error.message + (isMissing ? "" : "; " + error.hints.joined(separator: "; ")),
          isBroken: !isMissing))
    }
    findings.append(disk(at: path))
    return findings
  }

  /// The room that is left where the store lies, or will lie.
  private static func disk(at path: String) -> Finding {
    var folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    while true {
      let name = folder.isEmpty ? "." : folder.joined(separator: "/") + "/"
      var status = statvfs()
      if statvfs(name, &status) == 0 {
        let megabytes = UInt64(status.f_bavail) * UInt64(status.f_frsize) / 1_048_576
        return Finding("disk", "\(megabytes) MB free at `\(name)`", isBroken: megabytes == 0)
      }
      if folder.isEmpty { return Finding("disk", "unknown") }
      folder = folder.dropLast()
    }
  }

  private static func program(_ name: String, _ path: String?, without loss: String) -> Finding {
    for folder in (path ?? "/usr/bin:/bin").split(separator: ":") where access("\(folder)/\(name)", X_OK) == 0
    {
      return Finding(name, "\(folder)/\(name)")
    }
    return Finding(name, "not on the path: without it \(loss)")
  }

  /// Says whether there is a key, and of which kind; never the key.
  private static func key(_ key: String?) -> Finding {
    guard let key, !key.isEmpty else {
      return Finding("TMDB key", "none: TMDB_API_KEY is not set, and films come from files or the demo")
    }
    let isToken = key.hasPrefix("eyJ")
    let isKey =
      key.utf8.count == 32
      && key.utf8.allSatisfy {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0
      }
    return Finding(
      "TMDB key", isToken ? "a token (v4)" : isKey ? "a key (v3)" : "set, but neither a v3 key nor a v4 token"
    )
  }
}
