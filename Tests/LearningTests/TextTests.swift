import Foundation
import Learning
import Numerics
import Parallel
import Testing

@Suite(.enabled(if: Stemming.isAvailable)) struct TextTests {
  private func count(_ texts: [String], threads: Int = 2) throws -> StemCounts {
    try StemCounts(texts, workers: Workers(count: threads), cancellation: cancellation)
  }

  private func fit(
    _ counts: StemCounts, least: Int = 1, share: Double = 1, words: Int = 10_000
  ) throws -> TextWeights {
    var parameters = TextParameters()
    parameters.minDocuments = least
    parameters.maxShare = share
    parameters.maxWords = words
    return TextWeights.fit(try parameters.validated(), counts)
  }

  private func apply(_ weights: TextWeights, _ texts: [String], threads: Int = 2) throws -> SparseRows {
    try weights.apply(
      count(texts, threads: threads), workers: Workers(count: threads), cancellation: cancellation)
  }

  private static let referenceTexts: [String] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let file = folder.appendingPathComponent("Reference/texts.txt")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.components(separatedBy: "\n").dropLast()
  }()

  /// Texts of words that are as unequally frequent as those of a language.
  private func texts(_ count: Int, seed: UInt64) -> [String] {
    var generator = CounterGenerator(seed: seed, stream: 1)
    let syllables = ["ha", "un", "ted", "mor", "gue", "vil", "lin", "cro", "zé", "ing", "s", "ло"]
    return (0..<count).map { _ in
      (0..<generator.below(60)).map { _ in
        var rank = Int(1 / (generator.uniform() + 0.0004))
        var word = syllables[rank % 11]
        while rank > 0 {
          word += syllables[rank % 12]
          rank /= 12
        }
        return word
      }.joined(separator: [" ", ", ", "... ", " 🦇 "][generator.below(4)])
    }
  }

  // MARK: Words

  @Test(arguments: [
    ("Haunted, haunting: HAUNTS!", ["haunt", "haunt", "haunt"]),
    ("the dying skies over Zombie-towns", ["the", "die", "sky", "over", "zombi", "town"]),
    ("consigned knackeries generously", ["consign", "knackeri", "generous"]),
    ("don't 3D blood2blood a I", ["don", "blood", "blood"]),
    ("ÜBER café naïve", ["über", "café", "naïv"]),
    ("cafe\u{301} \u{301}x", ["cafe\u{301}"]),
    ("ДОМ и призраки", ["дом", "призраки"]),
    ("ﬁlms\u{2028}ﬁn\u{0}films\u{7}", ["ﬁlms", "ﬁn", "film"]),
    ("👻🎃 𝒜𝒷 👩‍👩‍👧", ["𝒜𝒷"]), ("", []), ("x", []), ("é", []), ("1984 …", []),
  ])
  func `words are runs of letters, in lower case, brought to their stems`(
    text: String, stems: [String]
  ) throws {
    let found = try Stemming.stems(of: text)
    #expect(found.map { Array($0.utf8) } == stems.map { Array($0.utf8) })
  }

  @Test func `a run of letters that is longer than any word is left out`() throws {
    let runs = [96, 97, 500].map { String(repeating: "z", count: $0) }
    #expect(try Stemming.stems(of: runs.joined(separator: " ") + " end") == [runs[0], "end"])
    #expect(try Stemming.stems(of: String(repeating: "é", count: 48)).count == 1)
    #expect(try Stemming.stems(of: String(repeating: "é", count: 49)).isEmpty)
  }

  // MARK: Weights

  @Test(arguments: [("all", 1, 1.0), ("cut", 2, 0.3)])
  func `weights are those of the reference`(name: String, least: Int, share: Double) throws {
    let reference = try Reference("words")
    let weights = try fit(count(TextTests.referenceTexts), least: least, share: share)
    #expect(weights.words.count == Int(reference.number("\(name).words")))
    for (word, rarity) in zip(weights.words, weights.rarities) {
      #expect(abs(rarity - reference.number("\(name).rarity.\(word)")) < 1e-12)
    }
    let rows = try apply(weights, TextTests.referenceTexts)
    #expect(rows.starts == reference["\(name).starts"].map { Int($0) })
    #expect(rows.places == reference["\(name).places"].map { Int32($0) })
    #expect(largestDifference(rows.values, reference["\(name).values"]) < 1e-12)
  }

  @Test
  func `of more words those are kept that stand in the most texts, of equals the first by the alphabet`()
    throws
  {
    let counts = try count(["moon bat fog", "moon bat elk", "moon owl owl", "cat dog"])
    #expect(try fit(counts).words == ["bat", "cat", "dog", "elk", "fog", "moon", "owl"])
    #expect(try fit(counts, words: 4).words == ["bat", "cat", "dog", "moon"])
    #expect(try fit(counts, words: 1).words == ["moon"])
    #expect(try fit(counts, share: 0.5, words: 2).words == ["bat", "cat"])
    #expect(try fit(counts, least: 2).words == ["bat", "moon"])
    #expect(try fit(counts, least: 3, share: 0.7).words == [])
  }

  @Test func `words that training has not seen weigh nothing`() throws {
    let weights = try fit(count(["a ghost in the attic", "a ghost in the cellar"]))
    let rows = try apply(weights, ["werewolves!", "a ghost among werewolves", ""])
    #expect(rows.starts == [0, 0, 1, 1])
    #expect(rows.values == [1])
    #expect(weights.words[Int(rows.places[0])] == "ghost")
  }

  @Test func `a text weighs the same wherever it stands`() throws {
    let texts = texts(1_300, seed: 3)
    var generator = CounterGenerator(seed: 3, stream: 2)
    let order = generator.permutation(texts.count)
    let shuffled = order.map { texts[$0] }
    let weights = try fit(count(texts), least: 2, share: 0.5)
    #expect(try fit(count(shuffled), least: 2, share: 0.5) == weights)
    let rows = try apply(weights, texts).dense
    #expect(try apply(weights, shuffled).dense == rows.selecting(rows: order))
    #expect(try apply(weights, [texts[77]]).dense == rows.selecting(rows: [77]))
    for row in 0..<texts.count {
      let length = rows.row(row).reduce(0) { $0 + $1 * $1 }
      #expect(abs(length - 1) < 1e-12 || length == 0)
    }
  }

  @Test func `texts counted once give the same weights as some of them counted alone`() throws {
    let texts = texts(1_200, seed: 4)
    let chosen = stride(from: 0, to: texts.count, by: 3).map { texts.count - 1 - $0 }
    let selected = try count(texts).selecting(texts: chosen)
    let alone = try count(chosen.map { texts[$0] })
    let weights = try fit(selected, least: 2)
    #expect(weights == (try fit(alone, least: 2)))
    #expect(selected.texts == chosen.count)
    let rows = try weights.apply(selected, workers: workers, cancellation: cancellation)
    #expect(rows == (try weights.apply(alone, workers: workers, cancellation: cancellation)))
  }

  @Test func `nothing changes a bit with the number of workers`() throws {
    let texts = texts(2_300, seed: 5)
    var results: [(TextWeights, SparseRows, LatentTopics, Matrix)] = []
    for threads in [1, 2, 7] {
      let weights = try fit(count(texts, threads: threads), least: 2, share: 0.5)
      let rows = try apply(weights, texts, threads: threads)
      let topics = try LatentTopics.fit(
        TopicParameters().validated(), rows, workers: Workers(count: threads), cancellation: cancellation)
      let columns = try topics.apply(rows, workers: Workers(count: threads), cancellation: cancellation)
      results.append((weights, rows, topics, columns))
    }
    #expect(results[0].0.words.count > 100)
    for result in results[1...] {
      #expect(result.0 == results[0].0)
      #expect(result.1 == results[0].1)
      #expect(result.2.bytes == results[0].2.bytes)
      #expect(result.3 == results[0].3)
    }
  }

  // MARK: Texts and parameters that nobody means

  @Test func `no texts, and texts without words, are weighed as nothing`() throws {
    for texts in [[], [""], ["", "a", "🎃", "\u{0}\u{1}\u{1B}[31m\u{7F}", "\u{301}\u{200D}\u{FEFF}", "42"]] {
      let weights = try fit(count(texts))
      #expect(weights.words.isEmpty)
      let rows = try apply(weights, texts)
      #expect(rows.rows == texts.count && rows.columns == 0)
      let topics = try LatentTopics.fit(
        TopicParameters().validated(), rows, workers: workers, cancellation: cancellation)
      let columns = try topics.apply(rows, workers: workers, cancellation: cancellation)
      #expect(columns == Matrix(rows: texts.count, columns: 12))
    }
  }

  @Test(arguments: ["screams ", "z", "👻", "é", "\u{0}", "\u{301}", "ß İ ", "的"])
  func `a text of ten megabytes is a text`(piece: String) throws {
    let long = String(repeating: piece, count: 10_000_000 / piece.utf8.count)
    let texts = ["a quiet house", long, "the quiet house of screams"]
    let weights = try fit(count(texts))
    let rows = try apply(weights, texts)
    #expect(weights.words.contains("quiet") && weights.words.count <= 6)
    #expect(rows.values.allSatisfy { $0 > 0 && $0 <= 1 })
  }

  @Test func `a million different words are counted`() throws {
    let letters = Array("bcdfghjklmnpqrtvwxyz")
    let texts = (0..<25).map { text in
      (0..<40_000).map { place in
        var number = 400 + text * 40_000 + place
        var word = ""
        while number > 0 {
          word.append(letters[number % 20])
          number /= 20
        }
        return word
      }.joined(separator: " ")
    }
    let weights = try fit(count(texts), words: 50_000)
    #expect(weights.words.count == 50_000)
    #expect(weights.words == weights.words.sorted())
    #expect(try weights == fit(count(texts.reversed()), words: 50_000))
  }

  @Test func `parameters that nobody can mean are named`() {
    var parameters = TextParameters()
    (parameters.minDocuments, parameters.maxShare, parameters.maxWords) = (0, .nan, 0)
    #expect {
      try parameters.validated()
    } throws: { error in
      guard case LearningError.parameters(let problems) = error else { return false }
      return problems.map(\.name) == ["min_documents", "max_share", "max_words"]
    }
    var topics = TopicParameters()
    (topics.topics, topics.iterations) = (0, 0)
    #expect(throws: LearningError.self) { try topics.validated() }
  }

  @Test func `interrupted work stops`() throws {
    let cancelled = Cancellation()
    cancelled.cancel()
    let counts = try count(["the ghost", "the house"])
    let weights = try fit(counts)
    let rows = try weights.apply(counts, workers: workers, cancellation: cancellation)
    #expect(throws: Cancelled.self) {
      try StemCounts(["the ghost"], workers: workers, cancellation: cancelled)
    }
    #expect(throws: Cancelled.self) { try weights.apply(counts, workers: workers, cancellation: cancelled) }
    #expect(throws: Cancelled.self) {
      try LatentTopics.fit(TopicParameters().validated(), rows, workers: workers, cancellation: cancelled)
    }
  }

  @Test func `saved weights weigh the same, and damaged ones are an error`() throws {
    let weights = try fit(count(TextTests.referenceTexts))
    let bytes = weights.bytes
    #expect(try TextWeights(bytes: bytes) == weights)
    #expect(try TextWeights(bytes: fit(count([])).bytes).words.isEmpty)
    for place in stride(from: 0, to: bytes.count, by: 37) {
      var damaged = bytes
      damaged[place] ^= 0x21
      #expect(throws: LearningError.self) { try TextWeights(bytes: damaged) }
      #expect(throws: LearningError.self) { try TextWeights(bytes: Array(bytes[..<place])) }
    }
    #expect(throws: LearningError.damagedModel) { try LatentTopics(bytes: bytes) }
    #expect(throws: LearningError.damagedModel) { try loadModel(bytes) }
  }
}

@Suite struct MissingStemmerTests {
  @Test(.enabled(if: !Stemming.isAvailable)) func `without the library its package is named`() {
    let missing = LearningError.libraryMissing("libstemmer0d")
    #expect(throws: missing) { try Stemming.stems(of: "ghosts") }
    #expect(throws: missing) { try StemCounts(["ghosts"], workers: workers, cancellation: cancellation) }
  }
}
