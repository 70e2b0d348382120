import Films
import Parallel
import Store
import Tables

/// The stores of a session: opened when first asked, then kept.
///
/// All statements of a script see one version of a store, and what the script itself puts into it. In a shell each
/// line that is typed may see a newer one.
final class StoreCatalogue {
  private var readers: [StoreLocation: StoreReader] = [:]
  private var writers: [String: StoreWriter] = [:]
  /// Who filled the demo catalogue, which readers share.
  private var demoWriter: StoreWriter?
  /// The store of the session, whose path is taken from where hq was started.
  private let own: StoreLocation
  private let circumstances: Circumstances
  /// Where other sessions of this process have the demo catalogue from, if there are others.
  private let demo: DemoShelf?
  private let workers: Workers
  private let cancellation: Cancellation

  init(
    own: StoreLocation, circumstances: Circumstances, demo: DemoShelf?, workers: Workers,
    cancellation: Cancellation
  ) {
    self.own = own
    self.workers = workers
    self.demo = demo
    self.circumstances = circumstances
    self.cancellation = cancellation
  }

  /// Who reads the store; an error when there is nothing in it yet.
  func reader(_ location: StoreLocation) throws(StoreError) -> StoreReader {
    if let reader = readers[location] { return reader }
    let reader = try open(location)
    readers[location] = reader
    return reader
  }

  private func open(_ location: StoreLocation) throws(StoreError) -> StoreReader {
    switch location {
    case .file(let path):
      let reader = try StoreReader(
        path: place(of: location, path), workers: workers, cancellation: cancellation)
      if let moment = circumstances.moments[location.lockName(inSessionOf: own)] {
        try pin(reader, to: moment)
      }
      return reader
    case .demo:
      let writer: StoreWriter
      if let demo {
        writer = try demo.writer(cancellation)
      } else {
        writer = try DemoCatalogue.writer(cancellation)
      }
      demoWriter = writer
      return try StoreReader(writer)
    }
  }

  private func pin(_ reader: StoreReader, to moment: StoreMoment) throws(StoreError) {
    do throws(StoreError) { try reader.pin(to: moment) } catch {
      guard error.kind == .unknown else { throw error }
      throw StoreError(
        .notThen,
        "`\(reader.path)` cannot be read as of ingest \(moment.ingest), as the lock says: \(error.message)",
        hints: ["`hq record` writes the lock anew, with what is there now"])
    }
  }

  /// How far each store has come that was opened, by its name in a lock. The demo catalogue is always the same.
  func moments() -> [String: StoreMoment] {
    var moments: [String: StoreMoment] = [:]
    for (location, reader) in readers where location != .demo {
      moments[location.lockName(inSessionOf: own)] = try? reader.moment()
    }
    return moments
  }

  private func place(of location: StoreLocation, _ path: String) -> String {
    location == own ? path : circumstances.places.reading(path)
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
    case .file(let path): isKept = try keep(analysis, in: location, path)
    case .demo:
      let reader = try reader(location)
      guard let demoWriter else { return false }
      isKept = try reader.writing { () throws(StoreError) in try demoWriter.keep(analysis) }
    }
    // What was kept can be loaded by the next statement.
    readers[location]?.refresh()
    return isKept
  }

  /// What others have taken in since the script began stays unseen.
  private func keep(
    _ analysis: Analysis, in location: StoreLocation, _ path: String
  ) throws(StoreError) -> Bool {
    let reader = readers[location]
    let before = try reader?.ingest(isLast: true)
    let isKept = try writer(place(of: location, path)).keep(analysis)
    guard let reader, let before else { return isKept }
    reader.refresh()
    if try reader.ingest(isLast: true) != before {
      try reader.pin(to: StoreMoment(ingest: before.number, analyses: nil))
    }
    return isKept
  }

  /// Lets the next look see what was written since the last, also where another file has come in the place of
  /// one.
  func refresh() {
    readers = readers.filter { $0.value.isCurrent && !$0.value.isPinned }
    for reader in readers.values { reader.refresh() }
  }
}
