import Charts
import Glibc

/// What a lock says of the machine, for people.
enum Surroundings {
  /// - Parameter gnuplot: the program to ask for its version, if any is.
  static func facts(gnuplot: String?) -> [String: String] {
    var facts: [String: String] = [:]
    var names = utsname()
    if uname(&names) == 0 {
      facts["system"] = text(&names.sysname) + " " + text(&names.machine)
    }
    if let processor { facts["processor"] = processor }
    if let gnuplot, let version = GnuplotSession(program: gnuplot).version { facts["gnuplot"] = version }
    return facts
  }

  /// A text in a fixed room of a C structure.
  private static func text<Room>(_ room: inout Room) -> String {
    // SAFETY: the system ends the text with a zero within the room.
    withUnsafeBytes(of: &room) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }

  private static var processor: String? {
    guard let file = fopen("/proc/cpuinfo", "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 512)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      guard text.hasPrefix("model name"), let colon = text.firstIndex(of: ":") else { continue }
      return String(text[text.index(after: colon)...].drop { $0 == " " }.prefix { $0 != "\n" })
    }
    return nil
  }
}
