import Numerics

/// Writes a model as bytes: numbers with their lowest byte first, arrays behind their length.
package struct ByteWriter {
  package private(set) var bytes: [UInt8] = []

  /// - Parameter capacity: about how many bytes there will be, so that many need not move while they grow.
  package init(_ kind: ModelKind, capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
    bytes.append(contentsOf: "hqm".utf8)
    bytes.append(kind.rawValue)
    write(UInt32(modelVersion))
  }

  package mutating func write(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  package mutating func write(_ value: Double) { write(value.bitPattern) }
  package mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }

  package mutating func write(_ values: [Double]) { write(plain: values) }
  package mutating func write(_ values: [Int32]) { write(plain: values) }

  private mutating func write(plain numbers: [some BitwiseCopyable]) {
    write(UInt64(numbers.count))
    // SAFETY: the bytes of an array of plain numbers; every machine that hq runs on keeps the lowest first.
    numbers.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  /// Whole numbers from 0 on, in as few bytes each as the largest of them needs.
  package mutating func write(narrow values: [Int32]) {
    let largest = values.max() ?? 0
    let width: UInt8 = largest < 1 << 8 ? 1 : largest < 1 << 16 ? 2 : 4
    write(width)
    switch width {
    case 1: write(values.map { UInt8(truncatingIfNeeded: $0) })
    case 2: write(plain: values.map { UInt16(truncatingIfNeeded: $0) })
    default: write(values)
    }
  }

  package mutating func write(_ values: [Bool]) {
    write(UInt64(values.count))
    bytes.append(contentsOf: values.map { $0 ? 1 : 0 })
  }

  package mutating func write(_ bytes: [UInt8]) {
    write(UInt64(bytes.count))
    self.bytes.append(contentsOf: bytes)
  }

  package mutating func write(_ text: String) { write(Array(text.utf8)) }

  package mutating func write(_ texts: [String]) {
    write(UInt64(texts.count))
    for text in texts { write(text) }
  }

  package mutating func write(_ matrix: Matrix) {
    write(UInt64(matrix.rows))
    write(UInt64(matrix.columns))
    write(matrix.values)
  }

  /// All that was written, with a sum behind it that shows damage.
  package consuming func finish() -> [UInt8] {
    var finished = self
    finished.write(checksum(finished.bytes[...]))
    return finished.bytes
  }
}

/// Reads what a `ByteWriter` wrote; anything else is an error, never a crash.
package struct ByteReader {
  private let bytes: [UInt8]
  private var place = 0
  private let end: Int
  /// Of the program that wrote it.
  package let version: Int

  package init(_ bytes: [UInt8], _ kind: ModelKind) throws(LearningError) {
    guard bytes.count >= 16, bytes.starts(with: "hqm".utf8), bytes[3] == kind.rawValue else {
      throw .damagedModel
    }
    self.bytes = bytes
    end = bytes.count - 8
    version = Int(ByteReader.integer(UInt32.self, bytes, at: 4))
    place = 8
    guard version <= modelVersion else { throw .newerModel(version: version) }
    guard ByteReader.integer(UInt64.self, bytes, at: end) == checksum(bytes[..<end]) else {
      throw .damagedModel
    }
  }

  private static func integer<Number: FixedWidthInteger>(
    _: Number.Type, _ bytes: [UInt8], at place: Int
  ) -> Number {
    var value: Number = 0
    for byte in (0..<MemoryLayout<Number>.size).reversed() {
      value = value << 8 | Number(bytes[place + byte])
    }
    return value
  }

  package mutating func readInteger<Number: FixedWidthInteger>(_ type: Number.Type) throws(LearningError)
    -> Number
  {
    guard end - place >= MemoryLayout<Number>.size else { throw .damagedModel }
    defer { place += MemoryLayout<Number>.size }
    return ByteReader.integer(type, bytes, at: place)
  }

  package mutating func readInt() throws(LearningError) -> Int {
    guard let value = Int(exactly: try readInteger(Int64.self)) else { throw .damagedModel }
    return value
  }

  package mutating func readDouble() throws(LearningError) -> Double {
    Double(bitPattern: try readInteger(UInt64.self))
  }

  package mutating func readBool() throws(LearningError) -> Bool { try readInteger(UInt8.self) != 0 }

  /// A length of things of so many bytes, that must all be there.
  private mutating func readCount(of size: Int) throws(LearningError) -> Int {
    let count = try readInteger(UInt64.self)
    guard count <= UInt64((end - place) / size) else { throw .damagedModel }
    return Int(count)
  }

  package mutating func readDoubles() throws(LearningError) -> [Double] {
    let count = try readCount(of: 8)
    defer { place += 8 * count }
    let (place, bytes) = (place, bytes)
    return Array(unsafeUninitializedCapacity: count) { buffer, filled in
      // SAFETY: `readCount` saw to it that so many bytes are there.
      bytes.withUnsafeBytes { raw in
        for index in 0..<count {
          buffer.initializeElement(
            at: index, to: raw.loadUnaligned(fromByteOffset: place + 8 * index, as: Double.self))
        }
      }
      filled = count
    }
  }

  package mutating func readInts() throws(LearningError) -> [Int32] {
    let count = try readCount(of: 4)
    defer { place += 4 * count }
    return (0..<count).map { ByteReader.integer(Int32.self, bytes, at: place + 4 * $0) }
  }

  package mutating func readNarrowInts() throws(LearningError) -> [Int32] {
    switch try readInteger(UInt8.self) {
    case 1: return try readBytes().map { Int32($0) }
    case 2:
      let count = try readCount(of: 2)
      defer { place += 2 * count }
      return (0..<count).map { Int32(ByteReader.integer(UInt16.self, bytes, at: place + 2 * $0)) }
    case 4: return try readInts()
    default: throw .damagedModel
    }
  }

  package mutating func readBools() throws(LearningError) -> [Bool] {
    let count = try readCount(of: 1)
    defer { place += count }
    return bytes[place..<(place + count)].map { $0 != 0 }
  }

  package mutating func readBytes() throws(LearningError) -> [UInt8] {
    let count = try readCount(of: 1)
    defer { place += count }
    return Array(bytes[place..<(place + count)])
  }

  package mutating func readText() throws(LearningError) -> String {
    guard let text = String(validating: try readBytes(), as: UTF8.self) else { throw .damagedModel }
    return text
  }

  package mutating func readTexts() throws(LearningError) -> [String] {
    var texts: [String] = []
    for _ in 0..<(try readCount()) { texts.append(try readText()) }
    return texts
  }

  /// How many things follow, each of which takes at least eight bytes.
  package mutating func readCount() throws(LearningError) -> Int { try readCount(of: 8) }

  package mutating func readMatrix() throws(LearningError) -> Matrix {
    let (rows, columns) = (try readInteger(UInt64.self), try readInteger(UInt64.self))
    let values = try readDoubles()
    let (count, overflows) = rows.multipliedReportingOverflow(by: columns)
    guard !overflows, count == UInt64(values.count), rows < 1 << 40, columns < 1 << 40 else {
      throw .damagedModel
    }
    return Matrix(rows: Int(rows), columns: Int(columns), values: values)
  }
}

/// Which model bytes hold.
package enum ModelKind: UInt8 {
  case forest = 1
  case forestIntervals, linear, logistic, clusters, neighbours, baseline, ensemble, boosting, components,
    scaling, table, textWeights, topics
}

/// Goes up when bytes of the version before could not be read any more as they are.
let modelVersion = 3

/// FNV-1a over eight bytes at a time.
private func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  // SAFETY: whole words are read only where eight bytes are left.
  bytes.withUnsafeBytes { raw in
    var place = 0
    while place + 8 <= raw.count {
      hash = (hash ^ raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)) &* 0x100_0000_01B3
      hash ^= hash >> 29
      place += 8
    }
    while place < raw.count {
      hash = (hash ^ UInt64(raw[place])) &* 0x100_0000_01B3
      place += 1
    }
  }
  return hash
}
