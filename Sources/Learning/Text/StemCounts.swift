import Parallel

/// How often each stem stands in each of some texts.
///
/// Reading the texts is most of the work: who fits weights on several parts of the same texts counts them once.
package struct StemCounts: Sendable {
  /// The stems, in the order in which the texts bring them.
  private(set) var stems = WordTable()
  /// Text `n` has the entries from `starts[n]` up to `starts[n + 1]`: a stem's number, and how often it is there.
  private(set) var starts = [0]
  private(set) var numbers: [Int32] = []
  private(set) var counts: [Int32] = []

  package var texts: Int { starts.count - 1 }

  package init(_ texts: [String], workers: Workers, cancellation: Cancellation) throws {
    let block = 512
    let parts = try workers.map((texts.count + block - 1) / block) { piece in
      try StemCounts(part: texts[(piece * block)..<min(texts.count, (piece + 1) * block)], cancellation)
    }
    for part in parts { append(part) }
  }

  private init(part texts: ArraySlice<String>, _ cancellation: Cancellation) throws {
    let stemmer = try Stemmer()
    var words = WordTable()
    // Few words are new: each is brought to its stem once.
    var stemOfWord: [Int32] = []
    var countOfStem: [Int32] = []
    for text in texts {
      try cancellation.check()
      let start = numbers.count
      forEachWord(of: text) { word in
        let number = words.add(word)
        if number == stemOfWord.count {
          stemOfWord.append(Int32(stems.add(stemmer.stem(word))))
          if stems.count > countOfStem.count { countOfStem.append(0) }
        }
        let stem = stemOfWord[number]
        if countOfStem[Int(stem)] == 0 { numbers.append(stem) }
        countOfStem[Int(stem)] += 1
      }
      for stem in numbers[start...] {
        counts.append(countOfStem[Int(stem)])
        countOfStem[Int(stem)] = 0
      }
      starts.append(numbers.count)
    }
  }

  private mutating func append(_ part: StemCounts) {
    let numberHere = (0..<part.stems.count).map { number in
      Int32(part.stems.withWord(number) { stems.add($0) })
    }
    let before = numbers.count
    numbers.append(contentsOf: part.numbers.lazy.map { numberHere[Int($0)] })
    counts.append(contentsOf: part.counts)
    starts.append(contentsOf: part.starts.dropFirst().lazy.map { before + $0 })
  }

  /// Some of the texts, in this order.
  package func selecting(texts chosen: [Int]) -> StemCounts {
    var selected = self
    (selected.starts, selected.numbers, selected.counts) = ([0], [], [])
    for text in chosen {
      selected.numbers.append(contentsOf: numbers[starts[text]..<starts[text + 1]])
      selected.counts.append(contentsOf: counts[starts[text]..<starts[text + 1]])
      selected.starts.append(selected.numbers.count)
    }
    return selected
  }

  /// In how many of the texts each stem stands.
  var documents: [Int] {
    var documents = Array(repeating: 0, count: stems.count)
    for number in numbers { documents[Int(number)] += 1 }
    return documents
  }
}
