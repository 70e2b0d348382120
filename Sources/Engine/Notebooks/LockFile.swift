import Files
import Store
import Tables

/// Why a lock cannot be used.
package struct LockProblem: Error {
  package let message: String
  /// The byte of the lock at which that shows; nil for the whole of it.
  package let place: Int?
  package let hints: [String]
}

/// A lock as a file: sorted JSON, one fact a line.
extension Lock {
  package var text: String {
    tree.lines
  }

  private var tree: JSONTree {
    func texts(_ values: [String: String]) -> JSONTree { .object(values.mapValues { .text($0) }) }
    var members: [String: JSONTree] = [
      "lock": .number(Lock.version), "hq": .text(hq), "edition": .number(edition),
      "clock": .text(clock.description), "seed": .number(seed), "folder": .text(folder),
      "parameters": texts(parameters), "information": texts(information),
      "statements": .list(statements.map(\.tree)),
    ]
    if !stores.isEmpty { members["stores"] = .object(stores.mapValues(\.tree)) }
    return .object(members)
  }

  /// Reads what `text` writes.
  package init(reading bytes: [UInt8]) throws(LockProblem) {
    let tree: JSONTree
    do throws(JSONTree.Problem) { tree = try JSONTree.read(bytes) } catch {
      throw LockProblem(
        message: "the lock is no whole JSON: \(error.reason)", place: error.place,
        hints: ["`hq record` writes it anew; a version control system may have the old one"])
    }
    let version = try tree.int("lock")
    guard version == Lock.version else {
      throw LockProblem(
        message: "the lock is of version \(version), and this hq reads version \(Lock.version)",
        place: tree["lock"]?.place,
        hints: [version > Lock.version ? "a newer hq has written it" : "`hq record` writes it anew"])
    }
    let clockText = try tree.text("clock")
    guard let clock = Timestamp(text: clockText) else {
      throw LockProblem(message: "`\(clockText)` is no instant", place: tree["clock"]?.place, hints: [])
    }
    hq = try tree.text("hq")
    edition = try tree.int("edition")
    self.clock = clock
    seed = try tree.int("seed")
    folder = try tree.text("folder")
    parameters = try tree.texts("parameters")
    information = try tree.texts("information")
    stores = [:]
    for (name, moment) in try tree["stores"] == nil ? [:] : tree.members("stores") {
      stores[name] = try StoreMoment(moment)
    }
    statements = try tree.items("statements").map { item throws(LockProblem) in try Statement(item) }
  }
}

extension StoreMoment {
  fileprivate var tree: JSONTree {
    .object(["ingest": .number(ingest), "analyses": .object((analyses ?? [:]).mapValues { .number($0) })])
  }

  fileprivate init(_ tree: JSONTree) throws(LockProblem) {
    var analyses: [String: Int] = [:]
    let rows = try tree.members("analyses")
    for name in rows.keys { analyses[name] = try JSONTree(.object(rows)).int(name) }
    self.init(ingest: try tree.int("ingest"), analyses: analyses)
  }
}

extension Lock.Source {
  fileprivate var tree: JSONTree {
    var members: [String: JSONTree] = [
      "stage": .text(stage), "rows": .number(rows), "digest": .text(digest),
    ]
    if let store { members["store"] = .text(store) }
    if let ingest { members["ingest"] = .number(ingest) }
    return .object(members)
  }

  fileprivate init(_ tree: JSONTree) throws(LockProblem) {
    stage = try tree.text("stage")
    rows = try tree.int("rows")
    digest = try tree.text("digest")
    store = tree["store"] == nil ? nil : try tree.text("store")
    ingest = tree["ingest"] == nil ? nil : try tree.int("ingest")
  }
}

extension Lock.Statement {
  fileprivate var tree: JSONTree {
    var members: [String: JSONTree] = [
      "text": .text(text), "digest": .text(digest),
    ]
    if let output { members["output"] = .text(output) }
    // What most statements have none of is left out.
    if !sources.isEmpty { members["sources"] = .list(sources.map(\.tree)) }
    if !models.isEmpty { members["models"] = .list(models.map(\.tree)) }
    if !pictures.isEmpty { members["pictures"] = .list(pictures.map(\.tree)) }
    return .object(members)
  }

  fileprivate init(_ tree: JSONTree) throws(LockProblem) {
    text = try tree.text("text")
    digest = try tree.text("digest")
    output = tree["output"] == nil ? nil : try tree.text("output")
    sources = try tree.items("sources", orNone: true).map { item throws(LockProblem) in
      try Lock.Source(item)
    }
    models = try tree.items("models", orNone: true).map { item throws(LockProblem) in
      try Lock.Model(item)
    }
    pictures = try tree.items("pictures", orNone: true).map { item throws(LockProblem) in
      try Lock.Picture(item)
    }
  }
}

extension Lock.Model {
  fileprivate var tree: JSONTree {
    .object([
      "name": .text(name), "statement": .text(statement), "data": .text(data),
      "metrics": .object(metrics.mapValues { JSONTree(.number(NumberText.shortest($0))) }),
    ])
  }

  fileprivate init(_ tree: JSONTree) throws(LockProblem) {
    name = try tree.text("name")
    statement = try tree.text("statement")
    data = try tree.text("data")
    metrics = try tree.numbers("metrics")
  }
}

extension Lock.Picture {
  fileprivate var tree: JSONTree {
    var members: [String: JSONTree] = ["path": .text(path), "script": .text(script)]
    if let file { members["file"] = .text(file) }
    return .object(members)
  }

  fileprivate init(_ tree: JSONTree) throws(LockProblem) {
    path = try tree.text("path")
    script = try tree.text("script")
    file = tree["file"] == nil ? nil : try tree.text("file")
  }
}

extension JSONTree {
  private func missing(_ key: String, _ wanted: String) -> LockProblem {
    LockProblem(
      message: "the lock has no `\(key)` that is \(wanted)", place: self[key]?.place ?? place,
      hints: ["`hq record` writes it anew"])
  }

  fileprivate func text(_ key: String) throws(LockProblem) -> String {
    guard case .text(let text)? = self[key]?.content else { throw missing(key, "a text") }
    return text
  }

  fileprivate func int(_ key: String) throws(LockProblem) -> Int {
    guard case .number(let text)? = self[key]?.content, let number = Int(text) else {
      throw missing(key, "a whole number")
    }
    return number
  }

  fileprivate func items(_ key: String, orNone: Bool = false) throws(LockProblem) -> [JSONTree] {
    if orNone, self[key] == nil { return [] }
    guard case .list(let items)? = self[key]?.content else { throw missing(key, "a list") }
    return items
  }

  fileprivate func members(_ key: String) throws(LockProblem) -> [String: JSONTree] {
    guard case .object(let members)? = self[key]?.content else { throw missing(key, "an object") }
    return members
  }

  fileprivate func texts(_ key: String) throws(LockProblem) -> [String: String] {
    guard case .object(let members)? = self[key]?.content else { throw missing(key, "an object") }
    var texts: [String: String] = [:]
    for (name, value) in members {
      guard case .text(let text) = value.content else { throw missing(key, "an object of texts") }
      texts[name] = text
    }
    return texts
  }

  fileprivate func numbers(_ key: String) throws(LockProblem) -> [String: Double] {
    guard case .object(let members)? = self[key]?.content else { throw missing(key, "an object") }
    var numbers: [String: Double] = [:]
    for (name, value) in members {
      guard case .number(let text) = value.content, let number = Double(text) else {
        throw missing(key, "an object of numbers")
      }
      numbers[name] = number
    }
    return numbers
  }
}
