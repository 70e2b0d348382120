import Store
import Tables

/// One thing in which a run differs from another of the same notebook.
package struct LockDifference: Sendable, Equatable {
  package enum Weight: Sendable {
    /// What the notebook stands on: its text, its data, its parameters.
    case ground
    /// What came of it, though it stands on the same.
    case outcome
    /// Worth to be known where something else differs.
    case remark
  }

  package enum Subject: Sendable {
    case version, language, seed, parameter, clock, machine, statement, source, model, picture, output
  }

  package let weight: Weight
  package let subject: Subject
  /// The statement of the later run; nil for the whole of it.
  package let statement: Int?
  package let message: String
}

/// What changed from one run of a notebook to another.
struct LockComparison {
  private let old: Lock
  private let new: Lock
  private(set) var differences: [LockDifference] = []
  /// Of more metrics those that tell most are named.
  private static let mostMetrics = 4

  init(_ old: Lock, _ new: Lock) {
    self.old = old
    self.new = new
    compareConditions()
    compareStatements()
  }

  private mutating func add(
    _ weight: LockDifference.Weight, _ subject: LockDifference.Subject, at statement: Int? = nil,
    _ message: String
  ) {
    differences.append(
      LockDifference(weight: weight, subject: subject, statement: statement, message: message))
  }

  // MARK: The whole

  private mutating func compareConditions() {
    if old.hq != new.hq { add(.remark, .version, "hq was \(old.hq), is \(new.hq)") }
    if old.edition != new.edition {
      add(.ground, .language, "the language was of edition \(old.edition), is of \(new.edition)")
    }
    if old.seed != new.seed { add(.ground, .seed, "the seed was \(old.seed), is \(new.seed)") }
    for name in Set(old.parameters.keys).union(new.parameters.keys).sorted() {
      let (before, after) = (old.parameters[name], new.parameters[name])
      if before != after {
        add(
          .ground, .parameter,
          "the parameter `\(name)` was \(before ?? "not there"), is \(after ?? "not there")")
      }
    }
    if old.clock != new.clock { add(.remark, .clock, "the clock was \(old.clock), is \(new.clock)") }
    for name in Set(old.information.keys).union(new.information.keys).sorted() {
      let (before, after) = (old.information[name], new.information[name])
      if let before, let after, before != after {
        add(.remark, .machine, "\(name) was \(before), is \(after)")
      }
    }
  }

  // MARK: Statement by statement

  private mutating func compareStatements() {
    let changes = new.statements.map(\.digest).difference(from: old.statements.map(\.digest))
    var removed = Set<Int>()
    var inserted = Set<Int>()
    for change in changes {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var before = 0
    var after = 0
    while before < old.statements.count || after < new.statements.count {
      switch (removed.contains(before), inserted.contains(after)) {
      case (true, true):
        add(.ground, .statement, at: after, "it was `\(old.statements[before].text)`")
        compare(old.statements[before], new.statements[after], at: after)
        (before, after) = (before + 1, after + 1)
      case (true, false):
        add(.ground, .statement, "`\(old.statements[before].text)` is not there any more")
        before += 1
      case (false, true):
        add(.ground, .statement, at: after, "it was not there")
        after += 1
      case (false, false):
        let count = differences.count
        compare(old.statements[before], new.statements[after], at: after)
        // What is told of its data, its model or its picture says more.
        if differences.count == count, old.statements[before].output != new.statements[after].output {
          add(.outcome, .output, at: after, "its output differs")
        }
        (before, after) = (before + 1, after + 1)
      }
    }
  }

  private mutating func compare(_ old: Lock.Statement, _ new: Lock.Statement, at place: Int) {
    for (before, after) in zip(old.sources, new.sources) where before != after {
      if let message = LockComparison.account(before, after) { add(.ground, .source, at: place, message) }
    }
    for (before, after) in zip(old.models, new.models) { compare(before, after, at: place) }
    for (before, after) in zip(old.pictures, new.pictures) where before.script != after.script {
      add(
        .outcome, .picture, at: place,
        "the picture `\(after.path)` is another: what gnuplot is given was \(short(before.script)), is \(short(after.script))"
      )
    }
  }

  private static func account(_ before: Lock.Source, _ after: Lock.Source) -> String? {
    var parts: [String] = []
    if before.store != after.store {
      parts.append("the store was \(before.store ?? "none"), is \(after.store ?? "none")")
    }
    if before.ingest != after.ingest, let was = before.ingest, let now = after.ingest {
      parts.append("it was read as of ingest \(was), is as of \(now)")
    }
    if before.rows != after.rows || before.digest != after.digest {
      parts.append(
        "`\(after.stage)` gave \(counted(before.rows, "row")) (\(short(before.digest))), gives "
          + "\(counted(after.rows, "row")) (\(short(after.digest)))")
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  private mutating func compare(_ before: Lock.Model, _ after: Lock.Model, at place: Int) {
    let known = Set(before.metrics.keys).union(after.metrics.keys)
    let telling = StoredRun.telling.filter(known.contains)
    let names = telling + known.subtracting(telling).sorted()
    let all = names.filter { before.metrics[$0] != after.metrics[$0] }.map { name in
      let (was, now) = LockComparison.distinct(before.metrics[name], after.metrics[name])
      return "\(name) was \(was), is \(now)"
    }
    var changes = Array(all.prefix(LockComparison.mostMetrics))
    if all.count > changes.count {
      changes.append("\(counted(all.count - changes.count, "more metric")) differ")
    }
    let options = LockComparison.options(before.statement, after.statement)
    let hasSameData = before.data == after.data
    guard !changes.isEmpty || !options.isEmpty || !hasSameData else { return }
    let data =
      hasSameData
      ? "its data is the same (\(short(after.data)))"
      : "its data differs (\(short(before.data)), now \(short(after.data)))"
    let asked =
      options.isEmpty ? "its options are the same" : "its options differ: " + options.joined(separator: ", ")
    let metrics =
      changes.isEmpty ? "the metrics of `\(after.name)` are the same" : changes.joined(separator: ", ")
    add(
      hasSameData && options.isEmpty ? .outcome : .ground, .model, at: place,
      "\(metrics); \(data), \(asked)")
  }

  /// Two numbers with as many digits as tell them apart.
  private static func distinct(_ one: Double?, _ other: Double?) -> (String, String) {
    guard let one, let other else {
      return (one.map { NumberText.readable($0) } ?? "none", other.map { NumberText.readable($0) } ?? "none")
    }
    for digits in 4...16 {
      let texts = (
        NumberText.readable(one, significantDigits: digits),
        NumberText.readable(other, significantDigits: digits)
      )
      if texts.0 != texts.1 { return texts }
    }
    return (NumberText.shortest(one), NumberText.shortest(other))
  }

  /// `depth 10 → 8`, for each option in which two expansions differ.
  private static func options(_ one: String, _ other: String) -> [String] {
    guard one != other else { return [] }
    let (before, after) = (settings(of: one), settings(of: other))
    let names = Set(before.keys).union(after.keys).sorted()
    let changed = names.filter { before[$0] != after[$0] }.map { name in
      "\(name) \(before[name] ?? "none") → \(after[name] ?? "none")"
    }
    return changed.isEmpty ? ["`\(one)` → `\(other)`"] : changed
  }

  /// The options of an expansion; of several statements each under its number but the first.
  private static func settings(of statement: String) -> [String: String] {
    var settings: [String: String] = [:]
    var number = 1
    for word in statement.split(separator: " ") {
      if word == ";" { number += 1 }
      guard let equals = word.firstIndex(of: "=") else { continue }
      let name = String(word[..<equals])
      settings[number == 1 ? name : "\(name) (\(number))"] = String(word[word.index(after: equals)...])
    }
    return settings
  }
}

/// The beginning of a digest: enough to tell two apart.
private func short(_ digest: String) -> String { "\(digest.prefix(8))…" }

extension Lock {
  /// What changed from this run to another.
  package func differences(to other: Lock) -> [LockDifference] { LockComparison(self, other).differences }
}
