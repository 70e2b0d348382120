import Parallel

/// Why a checked query could not be answered.
package struct QueryError: Error, Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// A result exists but is too large for its type.
    case overflow
    case cancelled
    /// More rows or texts than a table can hold.
    case tooLarge
    case unknownFunction
    case unknownTable
  }

  package let kind: Kind
  /// A fact in lower case, with the offending text in backticks.
  package let message: String
  package let hints: [String]

  package init(_ kind: Kind, _ message: String, hints: [String] = []) {
    self.kind = kind
    self.message = message
    self.hints = hints
  }

  package static let cancelled = QueryError(.cancelled, "interrupted")
}

extension Workers {
  /// The results of a parallel loop for work that fails only as queries do.
  func results<Result: Sendable>(
    _ pieces: Int, _ body: @Sendable (Int) throws -> Result
  ) throws(QueryError) -> [Result] {
    do { return try map(pieces, body) } catch { throw QueryError(error) }
  }
}

extension QueryError {
  /// What a loop has thrown: a query's error, or the word that it was interrupted.
  init(_ error: any Error) { self = error as? QueryError ?? .cancelled }
}
