import CZlib

/// Bytes as gzip packs them.
func gzipped(_ bytes: [UInt8]) -> [UInt8] {
  var stream = z_stream()
  guard hq_deflate_start(&stream, 1, 15 + 16) == Z_OK else { return bytes }
  defer { deflateEnd(&stream) }
  var source = bytes
  var packed = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))) + 32)
  let room = packed.count
  let used = source.withUnsafeMutableBufferPointer { input in
    packed.withUnsafeMutableBufferPointer { output in
      // SAFETY: both buffers live through the call, which packs all at once.
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      stream.next_out = output.baseAddress
      stream.avail_out = UInt32(output.count)
      _ = deflate(&stream, Z_FINISH)
      return room - Int(stream.avail_out)
    }
  }
  return Array(packed.prefix(used))
}
