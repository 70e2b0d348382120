import Files

/// The daily list of all films: a number and a popularity a line.
package struct FilmExport {
  package private(set) var popularity: [Int64: Double] = [:]
  package private(set) var badLineCount = 0

  /// - Parameter body: unpacked, with `FileBytes.padding` bytes behind its end.
  package init(_ body: [UInt8]) {
    let count = body.count - FileBytes.padding
    guard count > 0 else { return }
    popularity.reserveCapacity(count / 90)
    body.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      var start = 0
      while start < count {
        let end = bytes[start..<count].firstIndex(of: UInt8(ascii: "\n")) ?? count
        // SAFETY: the line lies within the body, and at least the padding stands behind it.
        var scanner = JSONScanner(base, from: start, to: end)
        if end > start, !takeLine(&scanner) { badLineCount += 1 }
        start = end + 1
      }
    }
  }

  private mutating func takeLine(_ scanner: inout JSONScanner) -> Bool {
    var (id, popularity): (Int64?, Double?) = (nil, nil)
    var fields = FieldReader()
    do throws(JSONProblem) {
      try scanner.eachMember { key, scanner throws(JSONProblem) in
        let cell = try scanner.value()
        switch scanner.key(key) {
        case "id": id = fields.whole("id", cell, scanner)
        case "popularity": popularity = fields.number("popularity", cell, scanner)
        default: break
        }
      }
    } catch {
      return false
    }
    guard let id, fields.problem == nil else { return false }
    self.popularity[id] = popularity ?? 0
    return true
  }
}
