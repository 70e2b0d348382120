import Tables

/// A small JSON text as a tree, for files that hq itself writes: read with places, written so that a person can
/// follow it in a diff.
package struct JSONTree: Sendable, Equatable {
  package indirect enum Content: Sendable, Equatable {
    case null
    case bool(Bool)
    /// As it is written.
    case number(String)
    case text(String)
    case list([JSONTree])
    case object([String: JSONTree])
  }

  package let content: Content
  /// The byte at which it begins in the text that it was read from.
  package let place: Int

  package init(_ content: Content, place: Int = 0) {
    self.content = content
    self.place = place
  }

  package static func text(_ text: String) -> JSONTree { JSONTree(.text(text)) }
  package static func number(_ number: Int) -> JSONTree { JSONTree(.number(String(number))) }
  package static func object(_ members: [String: JSONTree]) -> JSONTree { JSONTree(.object(members)) }
  package static func list(_ items: [JSONTree]) -> JSONTree { JSONTree(.list(items)) }

  package static func == (one: JSONTree, other: JSONTree) -> Bool { one.content == other.content }

  package subscript(key: String) -> JSONTree? {
    if case .object(let members) = content { members[key] } else { nil }
  }
}

// MARK: Writing

extension JSONTree {
  /// One member or item a line, members by their names.
  package var lines: String { written(indentation: "") + "\n" }

  private func written(indentation: String) -> String {
    let inner = indentation + "  "
    switch content {
    case .null: return "null"
    case .bool(let value): return value ? "true" : "false"
    case .number(let text): return text
    case .text(let text): return JSONText.quote(text)
    case .list(let items):
      guard !items.isEmpty else { return "[]" }
      let lines = items.map { inner + $0.written(indentation: inner) }
      return "[\n" + lines.joined(separator: ",\n") + "\n" + indentation + "]"
    case .object(let members):
      guard !members.isEmpty else { return "{}" }
      let lines = members.sorted { $0.key < $1.key }.map { key, value in
        inner + JSONText.quote(key) + ": " + value.written(indentation: inner)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n" + indentation + "}"
    }
  }
}

// MARK: Reading

extension JSONTree {
  /// Reads a text from its first byte to its last.
  package static func read(_ text: [UInt8]) throws(Problem) -> JSONTree {
    let padded = text + FileBytes.paddingBytes
    do throws(JSONProblem) {
      return try padded.withUnsafeBufferPointer { bytes throws(JSONProblem) in
        // SAFETY: the padding makes sure that there is a first byte, stands behind the end, and outlives the scanner.
        guard let base = bytes.baseAddress else { preconditionFailure("there is padding") }
        var scanner = JSONScanner(base, from: 0, to: text.count)
        let tree = try scanner.tree(depth: 0)
        scanner.skipBlanks()
        guard scanner.atEnd else { throw scanner.problem("something stands behind the end") }
        return tree
      }
    } catch {
      throw Problem(reason: error.reason, place: error.place)
    }
  }

  /// Why a text is no JSON.
  package struct Problem: Error {
    package let reason: String
    /// The byte at which that shows.
    package let place: Int
  }
}

extension JSONScanner {
  fileprivate mutating func tree(depth: Int) throws(JSONProblem) -> JSONTree {
    skipBlanks()
    let place = position
    switch byte {
    case UInt8(ascii: "{"):
      var members: [String: JSONTree] = [:]
      try eachMember(depth: depth) { key, scanner throws(JSONProblem) in
        var name: [UInt8] = []
        scanner.appendText(key, to: &name)
        members[String(decoding: name, as: UTF8.self)] = try scanner.tree(depth: depth + 1)
      }
      return JSONTree(.object(members), place: place)
    case UInt8(ascii: "["):
      var items: [JSONTree] = []
      try eachItem(depth: depth) { scanner throws(JSONProblem) in
        items.append(try scanner.tree(depth: depth + 1))
      }
      return JSONTree(.list(items), place: place)
    default:
      let cell = try value(depth: depth)
      var text: [UInt8] = []
      if cell.kind == .text {
        appendText(cell, to: &text)
        return JSONTree(.text(String(decoding: text, as: UTF8.self)), place: place)
      }
      let word = String(decoding: slice(cell), as: UTF8.self)
      switch cell.kind {
      case .null: return JSONTree(.null, place: place)
      case .bool: return JSONTree(.bool(word == "true"), place: place)
      default: return JSONTree(.number(word), place: place)
      }
    }
  }
}
