import Files
import Parallel

/// Bodies come packed, sometimes twice, sometimes without a word of it: told by their first bytes.
enum Unpacking {
  /// What is in a body, with `FileBytes.padding` bytes behind its end; nil when it is damaged or too large.
  static func body(_ packed: [UInt8], limit: Int, _ cancellation: Cancellation) -> [UInt8]? {
    var body = packed
    body.reserveCapacity(packed.count + FileBytes.padding)
    body.append(contentsOf: FileBytes.paddingBytes)
    for _ in 0..<2 where Gzip.isPacked(body) {
      guard let inner = try? Gzip.unpack(body, path: "", limit: limit, cancellation: cancellation) else {
        return nil
      }
      body = inner
    }
    return body
  }
}
