/// What can be told of the bytes of a text before they are taken for one.
extension UnsafeBufferPointer<UInt8> {
  // SAFETY: only read here, from end to end.
  /// Looks at all bytes, many at once, rather than stop at the first that is none.
  @inline(__always) package var isASCII: Bool {
    var all: UInt8 = 0
    for byte in self { all |= byte }
    return all < 0x80
  }

  package var isUTF8: Bool { isASCII || (try? UTF8Span(validating: span)) != nil }
}
