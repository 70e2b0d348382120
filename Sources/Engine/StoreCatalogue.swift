import Films
import Parallel
import Store

/// The stores of a session: opened when first asked, then kept.
///
/// All statements of a script see one version of a store. In a shell each line that is typed may see a newer
/// one.
final class StoreCatalogue {
  private var readers: [StoreLocation: StoreReader] = [:]
  private var writers: [String: StoreWriter] = [:]
  /// Who filled the demo catalogue, which readers share.
  private var demoWriter: StoreWriter?
  private let cancellation: Cancellation

  init(cancellation: Cancellation) { self.cancellation = cancellation }

  /// Who reads the store; an error when there is nothing in it yet.
  func reader(_ location: StoreLocation) throws(StoreError) -> StoreReader {
    if let reader = readers[location] { return reader }
    let reader = try open(location)
    readers[location] = reader
    return reader
  }

  private func open(_ location: StoreLocation) throws(StoreError) -> StoreReader {
    switch location {
    case .file(let path): return try StoreReader(path: path, cancellation: cancellation)
    case .demo:
      let writer = try StoreWriter(inMemory: cancellation)
      try writer.fill(DemoCatalogue.history())
      demoWriter = writer
      return try StoreReader(writer)
    }
  }

  /// Who writes to the store at a path, which it makes where there is none.
  func writer(_ path: String) throws(StoreError) -> StoreWriter {
    if let writer = writers[path], writer.isCurrent { return writer }
    let writer = try StoreWriter(path: path, cancellation: cancellation)
    writers[path] = writer
    return writer
  }

  /// Keeps what a training found; false when it is known already.
  func keep(_ analysis: Analysis, in location: StoreLocation) throws(StoreError) -> Bool {
    let isKept: Bool
    switch location {
    case .file(let path): isKept = try writer(path).keep(analysis)
    case .demo:
      let reader = try reader(location)
      guard let demoWriter else { return false }
      isKept = try reader.writing { () throws(StoreError) in try demoWriter.keep(analysis) }
    }
    // What was kept can be loaded by the next statement.
    readers[location]?.refresh()
    return isKept
  }

  /// Lets the next look see what was written since the last, also where another file has come in the place of
  /// one.
  func refresh() {
    readers = readers.filter { $0.value.isCurrent }
    for reader in readers.values { reader.refresh() }
  }
}
