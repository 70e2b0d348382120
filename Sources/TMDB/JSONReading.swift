import Files
import Tables

/// An answer is no JSON, or not the JSON that it should be.
struct BadAnswer: Error {
  let reason: String
}

extension JSONScanner {
  /// Reads an answer from its first byte to its last. Nothing of it is taken when any of it is no JSON.
  static func read<Result>(
    _ body: [UInt8], _ work: (inout JSONScanner) throws(JSONProblem) -> Result
  ) throws(BadAnswer) -> Result {
    let count = body.count - FileBytes.padding
    guard count > 0 else { throw BadAnswer(reason: "the answer is empty") }
    do throws(JSONProblem) {
      return try body.withUnsafeBufferPointer { bytes throws(JSONProblem) in
        // SAFETY: the body is not empty, its padding stands behind it, and it outlives the scanner.
        guard let base = bytes.baseAddress else { preconditionFailure("the body is not empty") }
        var scanner = JSONScanner(base, from: 0, to: count)
        let result = try work(&scanner)
        scanner.skipBlanks()
        guard scanner.atEnd else { throw scanner.problem("something stands behind the end") }
        return result
      }
    } catch {
      throw BadAnswer(reason: "the answer is no JSON: \(error.reason)")
    }
  }

  /// Whether a text is one of the words; for the keys of objects.
  func key(_ cell: JSONCell) -> String { text(cell) ?? "" }

  /// A text as it came; nil when it is not UTF-8.
  func text(_ cell: JSONCell) -> String? {
    let inside = slice(cell).dropFirst().dropLast()
    if !inside.contains(UInt8(ascii: "\\")) {
      return String(validating: UnsafeBufferPointer(rebasing: inside), as: UTF8.self)
    }
    var bytes: [UInt8] = []
    appendText(cell, to: &bytes)
    return String(validating: bytes, as: UTF8.self)
  }
}

/// Takes the values of one row out, and remembers the first that is not what it should be.
struct FieldReader {
  private(set) var problem: String?

  mutating func fail(_ name: String, _ wanted: String) {
    if problem == nil { problem = "\(name) is no \(wanted)" }
  }

  /// Null, absent and empty are the same.
  mutating func text(_ name: String, _ cell: JSONCell, _ scanner: JSONScanner) -> String? {
    switch cell.kind {
    case .null: return nil
    case .text:
      guard let text = scanner.text(cell) else {
        fail(name, "text in UTF-8")
        return nil
      }
      return text.isEmpty ? nil : text
    default:
      fail(name, "text")
      return nil
    }
  }

  mutating func date(_ name: String, _ cell: JSONCell, _ scanner: JSONScanner) -> CalendarDate? {
    guard let text = text(name, cell, scanner) else { return nil }
    var bytes = text
    // SAFETY: the bytes are only read while the text is there.
    let date = bytes.withUTF8 { $0.count == 10 ? ValueReading.date($0) : nil }
    if date == nil { fail(name, "date") }
    return date
  }

  mutating func whole(_ name: String, _ cell: JSONCell, _ scanner: JSONScanner) -> Int64? {
    switch cell.kind {
    case .null: return nil
    case .int:
      // SAFETY: the slice lies within the text that is scanned.
      if let number = ValueReading.int(scanner.slice(cell)) { return number }
    case .double:
      if let number = ValueReading.double(scanner.slice(cell)).flatMap({ Int64(exactly: $0) }) {
        return number
      }
    default: break
    }
    fail(name, "whole number")
    return nil
  }

  mutating func number(_ name: String, _ cell: JSONCell, _ scanner: JSONScanner) -> Double? {
    switch cell.kind {
    case .null: return nil
    case .int, .double:
      // SAFETY: the slice lies within the text that is scanned.
      if let number = ValueReading.double(scanner.slice(cell)), number.isFinite { return number }
    default: break
    }
    fail(name, "number")
    return nil
  }
}
