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
}
