/// Gathers texts that are put together one by one, each once.
package struct TextGathering: ~Copyable {
  private var gatherer = TextGatherer()
  private var scratch: [UInt8] = []

  deinit { gatherer.free() }

  package init() {}

  package mutating func code(_ write: (inout [UInt8]) -> Void) -> UInt32 {
    scratch.removeAll(keepingCapacity: true)
    write(&scratch)
    let length = scratch.count
    guard length > 0 else { return 0 }
    scratch.append(contentsOf: [0, 0, 0, 0, 0, 0, 0, 0])
    // SAFETY: eight bytes stand behind the text; the gatherer copies it.
    return scratch.withUnsafeBufferPointer { buffer in
      guard let text = buffer.baseAddress else { return 0 }
      return gatherer.code(text, length, textKey(text, length), row: .max)
    }
  }

  /// The code of a text by its bytes, which are copied.
  package mutating func code(of bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    code { $0.append(contentsOf: bytes) }
  }

  package func pool() -> TextPool { gatherer.pool() }
}
