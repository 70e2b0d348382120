import Tables

/// Reads the cells of a column as what a film has there, whatever the column's type is.
///
/// Each gives a function from a row to its value, for which the type is looked at once. A column that is not there
/// is unknown in every row.
enum FilmCells {
  typealias Cells<Value> = (_ row: Int) -> Value?

  static func ints(_ column: Column?) -> Cells<Int64> {
    guard let column else { return { _ in nil } }
    return switch column.values {
    case .int(let values): present(column) { values[$0] }
    case .double(let values): present(column) { Int64(exactly: values[$0].rounded()) }
    case .text(let texts): present(column) { Int64(texts[$0]) }
    default: { _ in nil }
    }
  }

  static func doubles(_ column: Column?) -> Cells<Double> {
    guard let column else { return { _ in nil } }
    return switch column.values {
    case .int(let values): present(column) { Double(values[$0]) }
    case .double(let values): present(column) { values[$0] }
    case .text(let texts): present(column) { Double(texts[$0]) }
    default: { _ in nil }
    }
  }

  static func texts(_ column: Column?) -> Cells<String> {
    guard let column else { return { _ in nil } }
    guard case .text(let texts) = column.values else {
      return present(column) { ValueText.exact(column[$0]) }
    }
    // What is looked at in every row is held by itself, so that nothing is counted up and down for it.
    let (codes, offsets, bytes) = (texts.codes, texts.pool.offsets, texts.pool.bytes)
    return present(column) { row in
      let code = Int(codes[row])
      // SAFETY: the offsets of a pool are places in its bytes, and the text is copied.
      return bytes.withUnsafeBufferPointer {
        String(decoding: UnsafeBufferPointer(rebasing: $0[offsets[code]..<offsets[code + 1]]), as: UTF8.self)
      }
    }
  }

  static func dates(_ column: Column?) -> Cells<CalendarDate> {
    guard let column else { return { _ in nil } }
    return switch column.values {
    case .date(let days): present(column) { CalendarDate(days: days[$0]) }
    case .timestamp(let instants): present(column) { Timestamp(microseconds: instants[$0]).date }
    case .text(let texts):
      present(column) {
        var text = texts[$0]
        // SAFETY: the bytes are only read while the text is there.
        return text.withUTF8 { ValueReading.date($0) }
      }
    default: { _ in nil }
    }
  }

  /// Lists of names, also where they stand as texts; the same few come again and again, and are read once.
  static func lists(_ column: Column?) -> Cells<[String]> {
    guard let column else { return { _ in nil } }
    switch column.values {
    case .list(let lists): return present(column) { lists[$0] }
    case .text(let texts):
      var known: [UInt32: [String]] = [:]
      return present(column) { row in
        let code = texts.codes[row]
        if let list = known[code] { return list }
        let list = names(in: texts[row])
        known[code] = list
        return list
      }
    default: return { _ in nil }
    }
  }

  private static func present<Value>(_ column: Column, _ cells: @escaping Cells<Value>) -> Cells<Value> {
    guard let present = column.present else { return cells }
    return { present[$0] ? cells($0) : nil }
  }

  /// Names in a text: a JSON list, or with commas or bars between.
  private static func names(in text: String) -> [String] {
    JSONText.texts(in: text.utf8)
      ?? text.utf8.split { ",|[]".utf8.contains($0) }.compactMap { part in
        let isMargin: (UInt8) -> Bool = { " '\"".utf8.contains($0) }
        let name = part.drop(while: isMargin)
        guard let last = name.lastIndex(where: { !isMargin($0) }) else { return nil }
        return String(decoding: name[...last], as: UTF8.self)
      }
  }
}
