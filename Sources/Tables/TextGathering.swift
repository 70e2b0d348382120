/// Gathers texts that are put together one by one, each once.
package struct TextGathering: ~Copyable {
  private var gatherer = TextGatherer()
  private var scratch: [UInt8] = []

  deinit { gatherer.free() }

  package init() {}

  package mutating func code(_ write: (inout [UInt8]) -> Void) -> UInt32 {
    scratch.removeAll(keepingCapacity: true)
    write(&scratch)
    // SAFETY: here and below the gatherer copies the bytes.
    return scratch.withUnsafeBufferPointer { gatherer.code(of: $0) }
  }

  /// The code of a text by its bytes, which are copied.
  package mutating func code(of bytes: UnsafeBufferPointer<UInt8>) -> UInt32 { gatherer.code(of: bytes) }

  package mutating func code(of text: String) -> UInt32 {
    var text = text
    return text.withUTF8 { gatherer.code(of: $0) }
  }

  package func pool() -> TextPool { gatherer.pool() }
}
