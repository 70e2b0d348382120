import Files
import Films
import Language
import Parallel
import Tables

/// A script on disk that is recorded and replayed.
package struct Notebook: Sendable {
  package let path: String
  package let source: SourceText

  package init(at path: String) throws(FileError) {
    self.path = path
    source = SourceText(name: path, bytes: try readText(at: path))
  }

  package var lockPath: String { Lock.path(of: path) }

  /// Where it lies, with a slash at the end, or nothing.
  package var folder: String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// What it was recorded with; nil when it never was.
  package func lock() throws(Diagnostic) -> Lock? {
    guard fileIdentity(at: lockPath) != nil else { return nil }
    return try Notebook.lock(at: lockPath)
  }

  package static func lock(at path: String) throws(Diagnostic) -> Lock {
    let bytes: [UInt8]
    do throws(FileError) { bytes = try readWhole(at: path) } catch { throw Diagnostic(error) }
    do throws(LockProblem) { return try Lock(reading: bytes) } catch {
      let source = SourceText(name: path, bytes: bytes)
      let place = min(error.place ?? 0, max(0, bytes.count - 1))
      throw Diagnostic(
        .badLock, error.message, at: Span(source, place, min(place + 1, bytes.count)), hints: error.hints)
    }
  }
}

/// What all notebooks of a command run with.
package struct NotebookSetup: Sendable {
  package var settings: Settings
  package let store: StoreLocation
  /// Values for parameters from the command line.
  package private(set) var overrides: [String: Literal]
  package let cancellation: Cancellation
  /// A variable of the environment, for a script in this folder.
  package let variable: @Sendable (_ name: String, _ folder: String) -> String?
  package let keepsGoing: Bool
  /// For the demo catalogue of several notebooks.
  private(set) var demo: DemoShelf?

  package init(
    settings: Settings, store: StoreLocation, overrides: [String: Literal], cancellation: Cancellation,
    variable: @escaping @Sendable (_ name: String, _ folder: String) -> String?, keepsGoing: Bool
  ) {
    self.settings = settings
    self.store = store
    self.overrides = overrides
    self.cancellation = cancellation
    self.variable = variable
    self.keepsGoing = keepsGoing
  }

  /// The same with what a lock has kept, where there is one, in the place of what is now.
  func locked(to lock: Lock?) -> NotebookSetup {
    guard let lock else { return self }
    var values: [String: Literal] = [:]
    // A secret is not in the lock: the script has it, or the command line.
    for (name, text) in lock.parameters where !text.contains(Secrets.mask) {
      values[name] = Literal.read(text)
    }
    var locked = self
    // What the command line says counts, and shows as a difference.
    locked.overrides = values.merging(overrides) { $1 }
    locked.settings.seed = lock.seed
    return locked
  }

  /// The same for so many notebooks side by side: each has a thread, what is left over goes to those that there are.
  package func shared(by count: Int) -> NotebookSetup {
    var shared = self
    shared.settings.threads = max(1, settings.threads / max(1, count))
    shared.demo = DemoShelf()
    return shared
  }

  func variable(of notebook: Notebook) -> (String) -> String? {
    let folder = notebook.folder.isEmpty ? "." : notebook.folder
    return { variable($0, folder) }
  }

  func secrets(of notebook: Notebook) -> Secrets { Secrets(variable: variable(of: notebook)) }
}

// MARK: Record

extension Notebook {
  /// Runs the notebook so that it can be replayed. Nothing is written yet.
  package func recording(
    _ setup: NotebookSetup, at clock: Timestamp, hearing: @escaping (OutputEvent) -> Void = { _ in },
    around: @escaping (() -> Interpreter.Outcome) -> Interpreter.Outcome = { $0() }
  ) -> (run: NotebookRun, lock: Lock) {
    var done = run(.record, under: nil, setup, at: clock, hearing: hearing, around: around)
    let draws = done.run.statements.contains { $0.events.contains(where: \.isPicture) }
    done.lock.information = Surroundings.facts(
      gnuplot: draws ? setup.variable("HQ_GNUPLOT", ".") ?? "gnuplot" : nil)
    return (done.run, done.lock)
  }

  /// Writes what a run told into the notebook, and its lock beside it: both whole, or none.
  package func write(_ run: NotebookRun, _ lock: Lock) throws(FileError) {
    let text = NotebookText.recording(run.outputs, in: source)
    // A lock that says the same at another time of day would be a change of nothing.
    if let old = try? self.lock(), text == source.bytes,
      old.differences(to: lock).allSatisfy({ $0.subject == .clock })
    {
      return
    }
    if text != source.bytes { try writeText(text, to: path) }
    do throws(FileError) {
      try writeText(Array(lock.text.utf8), to: lockPath)
    } catch {
      // One without the other would be a drift that nobody made.
      if text != source.bytes { try? writeText(source.bytes, to: path) }
      throw error
    }
  }
}

// MARK: Run

extension Notebook {
  /// Runs the notebook under a lock, or as things are now; with what a recording of that would have as its lock, but
  /// for what it says of the machine, and with where its files are.
  ///
  /// - Parameter aside: the folder for what it writes, where that is not to stay.
  func run(
    _ purpose: Circumstances.Purpose, under lock: Lock?, aside: String? = nil, _ setup: NotebookSetup,
    at clock: Timestamp, hearing: @escaping (OutputEvent) -> Void = { _ in },
    around: @escaping (() -> Interpreter.Outcome) -> Interpreter.Outcome = { $0() },
    after: @escaping (NotebookRun.StatementRun, Interpreter) -> Void = { _, _ in }
  ) -> (run: NotebookRun, lock: Lock, places: Places) {
    let places = Places(base: lock.map(base) ?? "", aside: aside)
    let circumstances = Circumstances(purpose, places: places, moments: lock?.stores ?? [:])
    let run = setup.locked(to: lock).run(
      self, circumstances, at: lock?.clock ?? clock, hearing: hearing, around: around, after: after)
    let start = places.base.isEmpty ? "." : places.base
    let now = Lock(
      run, folder: relativePath(from: folder.isEmpty ? "." : folder, to: start) ?? ".", places: places,
      secrets: setup.secrets(of: self))
    return (run, now, places)
  }

  /// Where paths are taken from: nothing where that is where hq was started.
  private func base(of lock: Lock) -> String {
    let path = folder + lock.folder + "/"
    return relativePath(from: ".", to: path) == "." ? "" : path
  }
}

extension OutputEvent {
  fileprivate var isPicture: Bool { if case .drawn = self { true } else { false } }
}
