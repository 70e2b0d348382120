/// Which store a session reads and writes.
package enum StoreLocation: Sendable, Hashable {
  /// The demo catalogue, in memory.
  case demo
  case file(String)

  /// As a person calls it.
  package var name: String {
    switch self {
    case .demo: "demo"
    case .file(let path): path
    }
  }

  /// As a lock calls it, wherever it lies: the demo catalogue, the store that the session began with, or the path in
  /// the script.
  func lockName(inSessionOf own: StoreLocation) -> String {
    switch self {
    case .demo: "demo"
    case own: "session"
    case .file(let path): path
    }
  }
}
