/// Sorts numbers together with the places they came from.
///
/// Least significant digits first, in digits of eleven bits; digits that are all alike are passed over, so
/// columns of few or whole numbers take two or three passes. NaN sorts last, and -0 as 0.
struct SortedOrder {
  private var keys: [UInt64]
  private var places: [UInt32]
  private var otherKeys: [UInt64]
  private var otherPlaces: [UInt32]
  private var counts: [UInt32]

  private static let digitBits = 11
  private static let digits = 6
  private static let digitCount = 1 << digitBits

  init(capacity: Int) {
    keys = Array(repeating: 0, count: capacity)
    places = Array(repeating: 0, count: capacity)
    otherKeys = keys
    otherPlaces = places
    counts = Array(repeating: 0, count: SortedOrder.digitCount * SortedOrder.digits)
  }

  /// The order of column `column` of row-major `values`: body gets the values, ascending, and their rows.
  mutating func withOrder<Result>(
    of values: UnsafeBufferPointer<Double>, column: Int, columns: Int,
    _ body: (_ keys: UnsafeBufferPointer<UInt64>, _ rows: UnsafeBufferPointer<UInt32>) -> Result
  ) -> Result {
    let count = keys.count
    for place in counts.indices { counts[place] = 0 }
    for row in 0..<count {
      let key = SortedOrder.key(of: values[row * columns + column])
      keys[row] = key
      places[row] = UInt32(truncatingIfNeeded: row)
    }
    sort(count)
    return keys.withUnsafeBufferPointer { keys in places.withUnsafeBufferPointer { body(keys, $0) } }
  }

  private mutating func sort(_ count: Int) {
    let mask = UInt64(SortedOrder.digitCount - 1)
    // SAFETY: every digit is below `digitCount`, every place below `count`, which all four arrays have.
    counts.withUnsafeMutableBufferPointer { counts in
      keys.withUnsafeBufferPointer { keys in
        for row in 0..<count {
          var rest = keys[row]
          for digit in 0..<SortedOrder.digits {
            counts[digit * SortedOrder.digitCount + Int(rest & mask)] &+= 1
            rest >>= UInt64(SortedOrder.digitBits)
          }
        }
      }
    }
    for digit in 0..<SortedOrder.digits {
      let base = digit * SortedOrder.digitCount
      let shift = UInt64(digit * SortedOrder.digitBits)
      guard count > 0, counts[base + Int((keys[0] >> shift) & mask)] != UInt32(count) else { continue }
      var sum: UInt32 = 0
      for value in base..<(base + SortedOrder.digitCount) {
        let here = counts[value]
        counts[value] = sum
        sum &+= here
      }
      counts.withUnsafeMutableBufferPointer { counts in
        keys.withUnsafeBufferPointer { keys in
          places.withUnsafeBufferPointer { places in
            otherKeys.withUnsafeMutableBufferPointer { otherKeys in
              otherPlaces.withUnsafeMutableBufferPointer { otherPlaces in
                for row in 0..<count {
                  let key = keys[row]
                  let bucket = base + Int((key >> shift) & mask)
                  let place = Int(counts[bucket])
                  counts[bucket] &+= 1
                  otherKeys[place] = key
                  otherPlaces[place] = places[row]
                }
              }
            }
          }
        }
      }
      swap(&keys, &otherKeys)
      swap(&places, &otherPlaces)
    }
  }

  static let missing = UInt64.max

  /// A number that sorts as the value does.
  static func key(of value: Double) -> UInt64 {
    if value.isNaN { return missing }
    let bits = (value == 0 ? 0 : value).bitPattern
    return bits >> 63 == 1 ? ~bits : bits | 1 << 63
  }

  static func value(of key: UInt64) -> Double {
    Double(bitPattern: key >> 63 == 1 ? key & ~(1 << 63) : ~key)
  }
}
