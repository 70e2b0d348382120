/// What could stand where the cursor is.
package struct CompletionOffer: Sendable {
  package struct Candidate: Sendable, Hashable {
    package let text: String
    /// What it is, in a few words; empty where nothing is to be said.
    package let note: String

    package init(text: String, note: String) {
      self.text = text
      self.note = note
    }
  }

  /// The byte at which the word that a candidate replaces begins; it ends at the cursor.
  package let start: Int
  package let candidates: [Candidate]

  package init(start: Int, candidates: [Candidate]) {
    self.start = start
    self.candidates = candidates
  }
}
