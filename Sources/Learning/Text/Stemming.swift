/// The words of a text brought to their stems: `haunted`, `haunting` and `haunts` are all `haunt`.
///
/// Snowball's English stemmer (Porter 2001), in Debian's libstemmer.
package enum Stemming {
  /// Whether the library is there.
  package static var isAvailable: Bool { StemmerLibrary.shared != nil }

  /// The stem of each word, in the order of the text.
  package static func stems(of text: String) throws(LearningError) -> [String] {
    let stemmer = try Stemmer()
    var stems: [String] = []
    forEachWord(of: text) { stems.append(String(decoding: stemmer.stem($0), as: UTF8.self)) }
    return stems
  }
}
