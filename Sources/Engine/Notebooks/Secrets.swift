/// Values of the environment that no notebook, no lock and no report may show.
package struct Secrets: Sendable {
  private let values: [String]

  /// What is shorter hides too much that is no secret.
  private static let shortest = 6
  private static let names = ["TMDB_API_KEY", "HQ_SMTP_PASSWORD"]
  /// What stands in the place of one.
  package static let mask = "•••"

  package init(variable: (String) -> String?) {
    values = Secrets.names.compactMap(variable).filter { $0.count >= Secrets.shortest }
      .sorted { $0.count > $1.count }
  }

  package func masking(_ text: String) -> String {
    var masked = text
    for value in values where masked.contains(value) {
      masked = masked.split(separator: value, omittingEmptySubsequences: false).joined(
        separator: Secrets.mask)
    }
    return masked
  }

  var isThere: Bool { !values.isEmpty }
}
