import Foundation
import Testing

/// A folder of `Tests/Golden`: inputs with what was recorded of them beside, under another ending.
package struct GoldenFolder {
  package let directory: URL

  package init(_ name: String) {
    directory = URL(fileURLWithPath: packageRoot + "/Tests/Golden/" + name)
  }

  /// The names of the inputs, sorted.
  package var inputs: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
    return names.filter { $0.hasSuffix(".hq") }.sorted()
  }

  package func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: directory.appendingPathComponent(name)))
  }

  /// Holds the text against the record of the input, or records it with `HQ_RECORD=1`; a missing record fails.
  package func expect(_ actual: [UInt8], for input: String, sourceLocation: SourceLocation = #_sourceLocation)
    throws
  {
    let record = directory.appendingPathComponent(String(input.dropLast(3)) + ".expected")
    if ProcessInfo.processInfo.environment["HQ_RECORD"] == "1" {
      try Data(actual).write(to: record)
      return
    }
    let expected = try? Data(contentsOf: record)
    let recorded = expected.map { String(decoding: $0, as: UTF8.self) } ?? "no record: run with HQ_RECORD=1"
    #expect(String(decoding: actual, as: UTF8.self) == recorded, "\(input)", sourceLocation: sourceLocation)
    #expect(expected.map { Array($0) == actual } ?? false, "\(input)", sourceLocation: sourceLocation)
  }
}
