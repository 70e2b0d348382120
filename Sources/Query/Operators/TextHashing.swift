import Glibc
import Tables

extension TextPool {
  /// A hash of the bytes of a text; equal texts of any two pools have equal hashes.
  @inline(__always)
  func hash(_ code: UInt32) -> UInt64 {
    let start = offsets[Int(code)]
    let end = offsets[Int(code) + 1]
    return bytes.withUnsafeBytes { bytes in
      var hash = UInt64(truncatingIfNeeded: end - start)
      var next = start
      while next + 8 <= end {
        hash = folded(hash, bytes.loadUnaligned(fromByteOffset: next, as: UInt64.self))
        next += 8
      }
      var rest: UInt64 = 0
      while next < end {
        rest = rest << 8 | UInt64(bytes[next])
        next += 1
      }
      return mixed(folded(hash, rest))
    }
  }

  @inline(__always)
  func isEqual(_ code: UInt32, to other: UInt32, of pool: TextPool) -> Bool {
    compare(code, to: other, of: pool) == 0
  }

  /// Below 0 when the text stands before the other by its bytes, above 0 when behind.
  @inline(__always)
  func compare(_ code: UInt32, to other: UInt32, of pool: TextPool) -> Int {
    let range = offsets[Int(code)]..<offsets[Int(code) + 1]
    let otherRange = pool.offsets[Int(other)]..<pool.offsets[Int(other) + 1]
    return bytes.withUnsafeBytes { bytes in
      pool.bytes.withUnsafeBytes { otherBytes in
        compareBytes(
          UnsafeRawBufferPointer(rebasing: bytes[range]),
          UnsafeRawBufferPointer(rebasing: otherBytes[otherRange]))
      }
    }
  }
}

@inline(__always)
private func folded(_ hash: UInt64, _ word: UInt64) -> UInt64 {
  let product = (hash ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: word ^ 0xD6E8_FEB8_6659_FD93)
  return product.high ^ product.low ^ (hash &* 31)
}

@inline(__always)
private func compareBytes(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
  let common = min(left.count, right.count)
  if common > 0, let leftBase = left.baseAddress, let rightBase = right.baseAddress {
    let order = memcmp(leftBase, rightBase, common)
    if order != 0 { return Int(order) }
  }
  return left.count - right.count
}

/// Whether rows of one column of texts are equal.
struct TextEquality: KeyEquality {
  let texts: TextVector

  @inline(__always)
  func areEqual(_ left: Int32, _ right: Int32) -> Bool {
    let leftCode = texts.codes[Int(left)]
    let rightCode = texts.codes[Int(right)]
    return leftCode == rightCode || texts.pool.isEqual(leftCode, to: rightCode, of: texts.pool)
  }
}

extension ListVector {
  /// A text for each list, so that the texts are equal, and in order, just as the lists are.
  ///
  /// Each item ends with two zero bytes, and a zero byte inside becomes a zero and a one: so an item stands
  /// before every longer one that starts with it, and a list before every longer one.
  var orderedTexts: TextVector {
    var offsets = [0, 0]
    var bytes: [UInt8] = []
    let pool = items.pool
    for row in 0..<count {
      for item in starts[row]..<starts[row + 1] {
        let code = Int(items.codes[item])
        for byte in pool.bytes[pool.offsets[code]..<pool.offsets[code + 1]] {
          bytes.append(byte)
          if byte == 0 { bytes.append(1) }
        }
        bytes.append(0)
        bytes.append(0)
      }
      offsets.append(bytes.count)
    }
    return TextVector(
      codes: (0..<UInt32(count)).map { $0 + 1 },
      pool: TextPool(offsets: offsets, bytes: bytes, isDistinct: false))
  }
}
