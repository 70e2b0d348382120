/// Finds the names that were probably meant.
package enum Suggestion {
  /// A longer word is no mistyped name, and would take long to compare.
  private static let longestWord = 64
  private static let most = 5

  /// The names nearest to the word, all of them when several are equally near; none when nothing is close.
  ///
  /// Near is, in this order: the same but for case or for `_`, `-` and blanks; a few letters changed, missing,
  /// too many or swapped, the more the longer the word is; the beginning of a name, or a name and more; an
  /// abbreviation that keeps the order of the letters.
  ///
  /// - Complexity: O(names × length²), with names of another length passed over at once.
  package static func nearest(to word: String, among names: [String]) -> [String] {
    guard !word.isEmpty, word.utf8.count <= longestWord else { return [] }
    let wanted = Array(word.lowercased().unicodeScalars)
    var nearest: [String] = []
    var best = Int.max
    for name in names where name != word && !name.isEmpty && name.utf8.count <= 4 * longestWord {
      guard let distance = distance(from: wanted, to: Array(name.lowercased().unicodeScalars)),
        distance <= best
      else { continue }
      if distance < best { nearest = [] }
      best = distance
      nearest.append(name)
    }
    var distinct: [String] = []
    for name in nearest.sorted() where distinct.last != name { distinct.append(name) }
    return Array(distinct.prefix(most))
  }

  /// ``did you mean `a`?``, ``did you mean `a` or `b`?``; nil when there is no name.
  package static func question(_ names: [String]) -> String? {
    let quoted = names.map { "`\($0)`" }
    guard let last = quoted.last else { return nil }
    let others = quoted.dropLast().joined(separator: ", ")
    return "did you mean \(others.isEmpty ? "" : others + " or ")\(last)?"
  }

  /// How far a name is from the word, both in lower case; nil when that is too far to suggest it. An edit
  /// counts two, so that the other likenesses find their places between.
  private static func distance(from word: [Unicode.Scalar], to name: [Unicode.Scalar]) -> Int? {
    if word == name { return 0 }
    if isSameButSeparators(word, name) { return 1 }
    let allowed = allowedEdits(word.count)
    if abs(word.count - name.count) <= allowed {
      let edits = editDistance(word, name, atMost: allowed)
      if edits <= allowed { return 2 * edits }
    }
    if word.count >= 2, name.starts(with: word) { return 3 }
    if name.count >= 4, 2 * name.count >= word.count, word.starts(with: name) { return 3 }
    return isAbbreviation(word, of: name) ? 5 : nil
  }

  private static func allowedEdits(_ length: Int) -> Int {
    switch length {
    case ..<3: 0
    case 3...4: 1
    case 5...8: 2
    default: 3
    }
  }

  private static func isSameButSeparators(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Bool {
    let separators: [Unicode.Scalar] = ["_", "-", " "]
    let letters = left.filter { !separators.contains($0) }
    return !letters.isEmpty && letters == right.filter { !separators.contains($0) }
  }

  /// `vt_avg` for `vote_average`: the letters in their order from the first one on, and at least a third of them.
  private static func isAbbreviation(_ word: [Unicode.Scalar], of name: [Unicode.Scalar]) -> Bool {
    guard word.count >= 3, 3 * word.count >= name.count, word.first == name.first else { return false }
    var rest = name[...]
    for letter in word {
      guard let place = rest.firstIndex(of: letter) else { return false }
      rest = rest[(place + 1)...]
    }
    return true
  }

  /// Letters changed, missing, added or swapped with their neighbour (optimal string alignment); any number
  /// above `most` when there are more.
  private static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], atMost most: Int)
    -> Int
  {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    var current = last
    for row in left.indices {
      current[0] = row + 1
      var least = row + 1
      for column in right.indices {
        var edits = last[column] + (left[row] == right[column] ? 0 : 1)
        edits = min(edits, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          edits = min(edits, beforeLast[column - 1] + 1)
        }
        current[column + 1] = edits
        least = min(least, edits)
      }
      if least > most { return least }
      (beforeLast, last, current) = (last, current, beforeLast)
    }
    return last[right.count]
  }
}
