/// What the pages of earlier sweeps held, so that TMDB can answer that they still do.
///
/// What a sweep notes counts only after its films are in the store.
package final class PageMemory {
  struct Page {
    let tag: String
    let pageCount: Int
    let resultCount: Int
    let ids: [Int64]
  }

  private static let limit = 4096
  private var pages: [String: Page] = [:]
  private var noted: [String: Page] = [:]

  /// Which store has taken what is remembered: another text where films were purged, or another file has come.
  private var store: String?

  package init() {}

  /// Forgets everything unless it was remembered of this store.
  package func hold(for store: String?) {
    guard store != self.store else { return }
    self.store = store
    (pages, noted) = ([:], [:])
  }

  func page(_ key: String) -> Page? { pages[key] }

  func note(_ page: Page, for key: String) { noted[key] = page }

  /// What was noted is in the store.
  package func commit(to store: String?) {
    self.store = store
    if pages.count + noted.count > PageMemory.limit { pages = [:] }
    pages.merge(noted) { $1 }
    noted = [:]
  }

  package func forgetNoted() { noted = [:] }
}
