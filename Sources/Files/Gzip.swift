import CZlib
import Parallel

/// Packed files: told by their first bytes, whatever they are called.
package enum Gzip {
  package static func isPacked(_ bytes: [UInt8]) -> Bool {
    bytes.count >= FileBytes.padding + 2 && bytes[0] == 0x1F && bytes[1] == 0x8B
  }

  /// The content of all the members of a packed file, and its padding.
  ///
  /// - Parameter packed: has its own padding.
  package static func unpack(
    _ packed: [UInt8], path: String, limit: Int, cancellation: Cancellation
  ) throws(FileError) -> [UInt8] {
    let count = packed.count - FileBytes.padding
    let unpacker = Unpacker(packedCount: count)
    guard unpacker.isReady else { throw FileError(.unreadable, path, "`\(path)` cannot be unpacked") }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count * 4)
    var position = 0
    while position < count {
      if cancellation.isCancelled { throw .cancelled(path) }
      let step = unpacker.step(packed, from: position, to: count, onto: &bytes)
      position += step.used
      guard bytes.count <= limit else {
        throw FileError(.tooLarge, path, "`\(path)` holds more than \(limit) bytes when unpacked")
      }
      switch step.state {
      case .more: continue
      case .memberEnd:
        // Zeros behind the last member are filling, as of a tape.
        while position < count, packed[position] == 0 { position += 1 }
        guard position < count else { break }
        guard packed[position] == 0x1F, unpacker.restart() else {
          throw FileError(.damaged, path, "`\(path)` has bytes behind its packed content that are no gzip")
        }
      case .starved: throw FileError(.damaged, path, "`\(path)` is cut off: its packed content has no end")
      case .broken:
        throw FileError(.damaged, path, "`\(path)` is damaged: its packed content cannot be unpacked")
      }
      if step.state == .memberEnd, position >= count {
        bytes.append(contentsOf: FileBytes.paddingBytes)
        return bytes
      }
    }
    throw FileError(.damaged, path, "`\(path)` is cut off: its packed content has no end")
  }

  /// Owns a zlib stream that unpacks.
  private final class Unpacker {
    enum State { case more, memberEnd, starved, broken }

    // SAFETY: allocated and freed with this object, and used by it alone; zlib remembers where the stream stands,
    // so it must not move.
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private var chunk: [UInt8]
    let isReady: Bool

    // 16 asks for the gzip wrapping.
    init(packedCount: Int) {
      chunk = [UInt8](repeating: 0, count: min(1 << 20, max(1 << 12, packedCount * 5)))
      stream.initialize(to: z_stream())
      isReady = hq_inflate_start(stream, 15 + 16) == Z_OK
    }

    deinit {
      if isReady { inflateEnd(stream) }
      stream.deallocate()
    }

    func restart() -> Bool { inflateReset(stream) == Z_OK }

    func step(_ packed: [UInt8], from start: Int, to end: Int, onto bytes: inout [UInt8]) -> (
      used: Int, state: State
    ) {
      packed.withUnsafeBufferPointer { source in
        chunk.withUnsafeMutableBufferPointer { target in
          // SAFETY: zlib reads `avail_in` and writes `avail_out` bytes of buffers that live through the call; it
          // never writes to its input, although the pointer is declared mutable.
          stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress.map { $0 + start })
          let given = min(end - start, 1 << 30)
          stream.pointee.avail_in = UInt32(given)
          stream.pointee.next_out = target.baseAddress
          stream.pointee.avail_out = UInt32(target.count)
          let result = inflate(stream, Z_NO_FLUSH)
          let room = Int(stream.pointee.avail_out)
          bytes.append(contentsOf: target[..<(target.count - room)])
          let used = given - Int(stream.pointee.avail_in)
          switch result {
          case Z_OK: return (used, used == 0 && room > 0 ? .starved : .more)
          case Z_STREAM_END: return (used, .memberEnd)
          case Z_BUF_ERROR: return (used, .starved)
          default: return (used, .broken)
          }
        }
      }
    }
  }
}
