import Tables

/// An expression made ready to be run over the morsels of one table.
struct Computation: Sendable {
  /// The columns that the result depends on, as far as it matters here.
  enum Source: Sendable, Equatable {
    case nothing
    case column(Int)
    case several

    func joined(with other: Source) -> Source {
      switch (self, other) {
      case (.nothing, _): other
      case (_, .nothing): self
      default: self == other ? self : .several
      }
    }
  }

  let type: DataType
  let source: Source
  /// The pool of all the texts that it can give, where that is known before it runs.
  let pool: TextPool?
  /// Whether it costs no more than looking up its result would.
  let isCheap: Bool
  let run: @Sendable (Morsel) throws -> Vector

  init(
    _ type: DataType, source: Source, pool: TextPool? = nil, isCheap: Bool = false,
    run: @escaping @Sendable (Morsel) throws -> Vector
  ) {
    self.type = type
    self.source = source
    self.pool = pool
    self.isCheap = isCheap
    self.run = run
  }
}
