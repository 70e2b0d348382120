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

  package init() {}

  func page(_ key: String) -> Page? { pages[key] }

  func note(_ page: Page, for key: String) { noted[key] = page }

  /// What was noted is in the store.
  package func commit() {
    if pages.count + noted.count > PageMemory.limit { pages = [:] }
    pages.merge(noted) { $1 }
    noted = [:]
  }

  package func forgetNoted() { noted = [:] }
}
