import Foundation
import StandIn

/// The stand-in as a process of its own: it prints its address, and ends when its input does.
struct Options {
  private let values: [String: String]

  init(_ arguments: [String]) {
    let pairs = stride(from: 0, to: arguments.count - 1, by: 2).map { (arguments[$0], arguments[$0 + 1]) }
    values = Dictionary(pairs, uniquingKeysWith: { $1 })
  }

  func text(_ name: String) -> String { values[name] ?? "" }
  func number(_ name: String, default fallback: Int) -> Int { values[name].flatMap { Int($0) } ?? fallback }
}

let options = Options(Array(CommandLine.arguments.dropFirst()))
let catalogue = StandInCatalogue(
  seed: options.number("--seed", default: 1), years: 2010...options.number("--last-year", default: 2026),
  filmsPerYear: options.number("--films-per-year", default: 400))
let faults = options.text("--faults").split(separator: ",").compactMap { Fault(String($0)) }
let standIn = try StandIn(
  catalogue, faults: faults, seed: options.number("--seed", default: 1),
  delay: UInt32(options.number("--delay", default: 0)), port: UInt16(options.number("--port", default: 0)),
  rate: options.text("--rate").isEmpty ? nil : options.number("--rate", default: 40))
FileHandle.standardOutput.write(Data((standIn.url + "\n").utf8))
while readLine() != nil {}
standIn.close()
