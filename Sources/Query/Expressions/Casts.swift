import Tables

/// The loops of `cast`: every pair of types that has a meaning.
enum Casts {
  static func kernel(from source: DataType, to target: DataType) -> Kernel {
    switch (source, target) {
    case _ where source == target: { Vector($0[0].values) }
    case (.int, .double): { Vector(.double(mapped($0[0].ints, count: $0.count) { Double($0) })) }
    case (.bool, .double): { Vector(.double(mapped($0[0].bools, count: $0.count) { $0 ? 1 : 0 })) }
    case (.bool, .int): { Vector(.int(mapped($0[0].bools, count: $0.count) { $0 ? 1 : 0 })) }
    case (.int, .bool): { Vector(.bool(mapped($0[0].ints, count: $0.count) { $0 != 0 })) }
    case (.double, .bool): { Vector(.bool(mapped($0[0].doubles, count: $0.count) { $0 != 0 })) }
    case (.double, .int): truncate
    case (.date, .timestamp):
      { Vector(.timestamp(mapped($0[0].days, count: $0.count) { Int64($0) * Timestamp.day })) }
    case (.timestamp, .date): { Vector(.date($0[0].dayNumbers(count: $0.count).lanes)) }
    case (.text, _): reading(target)
    case (_, .text): writing(source)
    default: { _ in .null(target) }
    }
  }

  /// Towards zero; what does not fit has no result.
  @Sendable private static func truncate(_ arguments: Arguments) -> Vector {
    let doubles = arguments[0].doubles
    let whole = optionals(arguments, zero: Int64(0)) { Int64(exactly: doubles[$0].rounded(.towardZero)) }
    return Vector(.int(whole.lanes), present: whole.present)
  }

  private static func reading(_ target: DataType) -> Kernel {
    { arguments in
      // SAFETY: texts are asked for rows below `count`; what is read from them holds no pointer.
      arguments[0].texts.withTexts { texts in
        switch target {
        case .int:
          let read = optionals(arguments, zero: Int64(0)) { ValueReading.int(trimmed(texts[$0])) }
          return Vector(.int(read.lanes), present: read.present)
        case .double:
          let read = optionals(arguments, zero: 0.0) { ValueReading.double(trimmed(texts[$0])) }
          return Vector(.double(read.lanes), present: read.present)
        case .bool:
          let read = optionals(arguments, zero: false) { ValueReading.bool(trimmed(texts[$0])) }
          return Vector(.bool(read.lanes), present: read.present)
        case .date:
          let read = optionals(arguments, zero: Int32(0)) { date(trimmed(texts[$0]))?.days }
          return Vector(.date(read.lanes), present: read.present)
        case .timestamp:
          let read = optionals(arguments, zero: Int64(0)) { timestamp(trimmed(texts[$0]))?.microseconds }
          return Vector(.timestamp(read.lanes), present: read.present)
        case .list, .text:
          let comma: [UInt8] = [UInt8(ascii: ",")]
          return comma.withUnsafeBufferPointer { comma in
            Vector(split(arguments, texts) { _ in comma })
          }
        }
      }
    }
  }

  /// The day of a text that is a date or an instant.
  private static func date(_ text: UnsafeBufferPointer<UInt8>) -> CalendarDate? {
    // SAFETY: here and below, readers look only within the text.
    ValueReading.date(text) ?? ValueReading.timestamp(text)?.date
  }

  private static func timestamp(_ text: UnsafeBufferPointer<UInt8>) -> Timestamp? {
    ValueReading.timestamp(text) ?? ValueReading.date(text).map { Timestamp($0) }
  }

  /// The parts of each text between the separators, without the blanks around them. A blank text has none.
  static func split(
    _ arguments: Arguments, _ texts: Texts, at separator: (Int) -> UnsafeBufferPointer<UInt8>
  ) -> Vector.Values {
    // SAFETY: a separator that is found is within the text, and so is the place behind it; parts are copied.
    var writer = TextWriter(rows: arguments.count)
    var lists = ListWriter()
    for row in 0..<arguments.count {
      let text = texts[row]
      let separator = separator(row)
      if !trimmed(text).isEmpty {
        var start = 0
        while let end = separator.isEmpty ? nil : TextMatching.find(separator, in: text, from: start) {
          writer.write(trimmed(UnsafeBufferPointer(rebasing: text[start..<end])))
          lists.append(writer.endText())
          start = end + separator.count
        }
        writer.write(trimmed(UnsafeBufferPointer(rebasing: text[start...])))
        lists.append(writer.endText())
      }
      lists.endRow()
    }
    return lists.values(writer.pool)
  }

  private static func writing(_ source: DataType) -> Kernel {
    { arguments in
      let vector = arguments[0]
      switch source {
      case .bool:
        let bools = vector.bools
        return Vector(texts(arguments) { $1.append(contentsOf: bools[$0] ? "true".utf8 : "false".utf8) })
      case .int:
        let ints = vector.ints
        return Vector(texts(arguments) { NumberText.append(ints[$0], to: &$1) })
      case .double:
        let doubles = vector.doubles
        // Adding zero makes a negative zero positive.
        return Vector(texts(arguments) { NumberText.appendShortest(doubles[$0] + 0, to: &$1) })
      case .date:
        let days = vector.days
        return Vector(texts(arguments) { ValueText.append(CalendarDate(days: days[$0]), to: &$1) })
      case .timestamp:
        let instants = vector.ints
        return Vector(texts(arguments) { ValueText.append(Timestamp(microseconds: instants[$0]), to: &$1) })
      case .list, .text:
        let comma = Array(", ".utf8)
        return Vector(join(arguments) { _ in comma })
      }
    }
  }

  /// The items of each list, with a separator between them.
  static func join(
    _ arguments: Arguments, separator: (Int) -> some Sequence<UInt8>
  ) -> Vector.Values {
    arguments[0].withLists { lists in
      texts(arguments) { row, bytes in
        let places = lists[row]
        for place in places {
          if place > places.lowerBound { bytes.append(contentsOf: separator(row)) }
          bytes.append(contentsOf: lists.item(place))
        }
      }
    }
  }

  /// A text for every row that has its operands.
  @inline(__always)
  static func texts(_ arguments: Arguments, _ write: (Int, inout [UInt8]) throws -> Void) rethrows
    -> Vector.Values
  {
    var writer = TextWriter(rows: arguments.count)
    for row in 0..<arguments.count {
      if !arguments.isNull(row) { try write(row, &writer.bytes) }
      writer.endRow()
    }
    return writer.values
  }
}

extension Vector {
  /// The days of dates, or of timestamps.
  func dayNumbers(count: Int) -> Operand<Int32> {
    guard case .timestamp = values else { return days }
    let lanes = mapped(ints, count: isConstant ? 1 : count) { Timestamp(microseconds: $0).date.days }
    return Operand(lanes: lanes, isConstant: isConstant)
  }
}
