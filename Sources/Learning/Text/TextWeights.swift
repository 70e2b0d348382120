import Glibc
import Parallel

/// Which words of the training texts are to count.
package struct TextParameters: Hashable, Sendable {
  /// A word must stand in so many texts, and in no more than this share of them.
  package var minDocuments = 3
  package var maxShare = 0.5
  /// Of more words those are kept that stand in the most texts.
  package var maxWords = 4_000

  package init() {}

  package func validated() throws(LearningError) -> ValidTextParameters {
    var check = ParameterCheck()
    check.expect((1...1_000_000).contains(minDocuments), "min_documents", minDocuments, "1 to 1000000")
    check.expect(maxShare > 0 && maxShare <= 1, "max_share", maxShare, "above 0, up to 1")
    check.expect((1...100_000).contains(maxWords), "max_words", maxWords, "1 to 100000")
    try check.finish()
    return ValidTextParameters(parameters: self)
  }
}

package struct ValidTextParameters: Hashable, Sendable {
  package let parameters: TextParameters

  fileprivate init(parameters: TextParameters) { self.parameters = parameters }
}

/// How much each word of a text says about it: more when it stands there often, less when it stands in many texts.
///
/// TF-IDF as scikit-learn has it with `sublinear_tf`: a word that stands n times weighs 1 + ln n, times
/// 1 + ln((1 + texts) / (1 + texts with it)); the weights of a text are one unit long. Words are stems.
package struct TextWeights: Sendable, Equatable {
  /// The stems that count, in order.
  package let words: [String]
  /// What a stem weighs that stands in a text once.
  package let rarities: [Double]

  /// Without texts, or without words in them, no word counts.
  package static func fit(_ valid: ValidTextParameters, _ texts: StemCounts) -> TextWeights {
    let parameters = valid.parameters
    let documents = texts.documents
    let most = parameters.maxShare * Double(texts.texts)
    let frequent = documents.indices.filter {
      documents[$0] >= parameters.minDocuments && Double(documents[$0]) <= most
    }
    let kept = frequent.sorted {
      documents[$0] != documents[$1] ? documents[$0] > documents[$1] : texts.stems.precedes($0, $1)
    }
    let chosen = kept.prefix(parameters.maxWords).sorted { texts.stems.precedes($0, $1) }
    return TextWeights(
      words: chosen.map { texts.stems.text($0) },
      rarities: chosen.map { 1 + log((1 + Double(texts.texts)) / (1 + Double(documents[$0]))) })
  }

  /// A row for each text, a column for each word; words that do not count are passed over.
  package func apply(_ texts: StemCounts, workers: Workers, cancellation: Cancellation) throws -> SparseRows {
    var columnOfStem = Array(repeating: Int32(-1), count: texts.stems.count)
    for (column, var word) in words.enumerated() {
      // SAFETY: read during the call only.
      if let stem = word.withUTF8({ texts.stems.number(of: $0) }) { columnOfStem[stem] = Int32(column) }
    }
    let block = 512
    let (columns, pieces) = (columnOfStem, (texts.texts + block - 1) / block)
    let parts = try workers.map(pieces) { piece in
      try cancellation.check()
      return weigh(texts, (piece * block)..<min(texts.texts, (piece + 1) * block), columns)
    }
    var starts = [0]
    for part in parts {
      let before = starts[starts.count - 1]
      for end in part.starts.dropFirst() { starts.append(before + end) }
    }
    return SparseRows(
      columns: words.count, starts: starts, places: parts.flatMap(\.places), values: parts.flatMap(\.values))
  }

  private func weigh(_ texts: StemCounts, _ range: Range<Int>, _ columnOfStem: [Int32]) -> SparseRows {
    var (starts, places, values) = ([0], [Int32](), [Double]())
    // Column and count in one number, so that they are sorted fast.
    var entries: [UInt64] = []
    for text in range {
      entries.removeAll(keepingCapacity: true)
      for entry in texts.starts[text]..<texts.starts[text + 1] {
        let column = columnOfStem[Int(texts.numbers[entry])]
        if column >= 0 { entries.append(UInt64(column) << 32 | UInt64(texts.counts[entry])) }
      }
      // By column, so that the length is summed in the same order wherever the words stand.
      entries.sort()
      var square = 0.0
      for entry in entries {
        let (column, count) = (Int(entry >> 32), entry & 0xFFFF_FFFF)
        let weight = rarities[column] * (count == 1 ? 1 : 1 + log(Double(count)))
        places.append(Int32(column))
        values.append(weight)
        square += weight * weight
      }
      let length = square.squareRoot()
      for place in starts[starts.count - 1]..<values.count { values[place] /= length }
      starts.append(values.count)
    }
    return SparseRows(columns: words.count, starts: starts, places: places, values: values)
  }
}

extension TextWeights {
  package var bytes: [UInt8] {
    var writer = ByteWriter(.textWeights)
    writer.write(Array(words.joined(separator: "\n").utf8))
    writer.write(rarities)
    return writer.finish()
  }

  package init(bytes: [UInt8]) throws(LearningError) {
    var reader = try ByteReader(bytes, .textWeights)
    words = String(decoding: try reader.readBytes(), as: UTF8.self).split(separator: "\n").map(String.init)
    rarities = try reader.readDoubles()
    guard words.count == rarities.count, rarities.allSatisfy(\.isFinite),
      Set(words).count == words.count
    else { throw .damagedModel }
  }
}
