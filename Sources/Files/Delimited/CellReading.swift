import Tables

/// Says what a single field is, from its bytes alone.
///
/// Stricter than `ValueReading` where a value would not print as it was written: `007`, `+5` and numbers that
/// do not fit are texts.
struct CellReading: Sendable {
  // SAFETY: places are held against `count` before they are read, but for the first, which every field has.
  let givenPattern: DatePattern?
  private let givenKind: CellKind

  init(givenPattern: DatePattern?) {
    self.givenPattern = givenPattern
    givenKind = givenPattern?.isAllDigits == true ? .givenDigits : .givenDate
  }

  /// - Precondition: the field is not empty and has no blanks around it.
  func kind(of field: UnsafeBufferPointer<UInt8>) -> CellKind {
    if let givenPattern, givenPattern.date(field) != nil { return givenKind }
    let first = field[0]
    if (48...57).contains(first) || first == UInt8(ascii: "-") || first == UInt8(ascii: ".") {
      return kind(ofNumeric: field)
    }
    return CellReading.bool(field) == nil ? .text : .bool
  }

  private func kind(ofNumeric field: UnsafeBufferPointer<UInt8>) -> CellKind {
    switch CellReading.number(field) {
    case .int: return .int
    case .double: return .double
    case nil: break
    }
    guard field.count >= 8, field.count <= 40 else { return .text }
    if ValueReading.date(field) != nil { return .date }
    if ValueReading.timestamp(field) != nil { return .timestamp }
    if DatePattern.yearFirst?.date(field) != nil { return .yearFirst }
    if DatePattern.dashedName?.date(field) != nil { return .dashedName }
    if DatePattern.spacedName?.date(field) != nil { return .spacedName }
    for family in DatePattern.numericFamilies {
      switch (family.dayFirst.date(field) != nil, family.monthFirst.date(field) != nil) {
      case (true, true): return family.unsettledKind
      case (true, false): return family.dayFirstKind
      case (false, true): return family.monthFirstKind
      case (false, false): continue
      }
    }
    return .text
  }

  /// The pattern of a kind of date, but for `date` itself.
  func pattern(of kind: CellKind) -> DatePattern? {
    switch kind {
    case .givenDate, .givenDigits: return givenPattern
    case .yearFirst: return DatePattern.yearFirst
    case .dashedName: return DatePattern.dashedName
    case .spacedName: return DatePattern.spacedName
    default:
      for family in DatePattern.numericFamilies {
        if kind == family.dayFirstKind || kind == family.unsettledKind { return family.dayFirst }
        if kind == family.monthFirstKind { return family.monthFirst }
      }
      return nil
    }
  }

  enum Number {
    case int(Int64)
    case double(Double)
  }

  /// A number that loses nothing but digits beyond a double's: no sign `+`, no leading zeros, no whole number
  /// beyond 64 bits, none that rounds to zero or infinity.
  static func number(_ field: UnsafeBufferPointer<UInt8>) -> Number? {
    var next = 0
    if next < field.count, field[next] == UInt8(ascii: "-") { next += 1 }
    let digits = field[next...].prefix { (48...57).contains($0) }.count
    if digits > 1, field[next] == 48 { return nil }
    if next + digits == field.count {
      guard digits > 0 else { return nil }
      if digits == 1, next == 1, field[1] == 48 { return .double(0) }
      return ValueReading.int(field).map { .int($0) }
    }
    guard let value = ValueReading.double(field) else { return nil }
    if value == 0,
      field.prefix(while: { $0 | 32 != UInt8(ascii: "e") }).contains(where: { (49...57).contains($0) })
    {
      return nil
    }
    return .double(value == 0 ? 0 : value)
  }

  /// `true`, `True`, `TRUE` and the same of false.
  static func bool(_ field: UnsafeBufferPointer<UInt8>) -> Bool? {
    guard field.count == 4 || field.count == 5, let value = ValueReading.bool(field) else { return nil }
    let capitals = field.map { (65...90).contains($0) }
    return capitals.dropFirst().allSatisfy { $0 == capitals[1] } && (capitals[0] || !capitals[1])
      ? value : nil
  }
}

/// Dates of three numbers, where day and month can trade places.
struct NumericDateFamily: Sendable {
  let dayFirst: DatePattern
  let monthFirst: DatePattern
  let unsettledKind: CellKind
  let dayFirstKind: CellKind
  let monthFirstKind: CellKind

  init?(separator: String, _ unsettled: CellKind, _ dayFirst: CellKind, _ monthFirst: CellKind) {
    guard let dayPattern = DatePattern("d" + separator + "m" + separator + "yyyy"),
      let monthPattern = DatePattern("m" + separator + "d" + separator + "yyyy")
    else { return nil }
    self.dayFirst = dayPattern
    self.monthFirst = monthPattern
    unsettledKind = unsettled
    dayFirstKind = dayFirst
    monthFirstKind = monthFirst
  }
}

extension DatePattern {
  static let yearFirst = DatePattern("yyyy/m/d")
  static let dashedName = DatePattern("d-mmm-yyyy")
  static let spacedName = DatePattern("d mmm yyyy")
  static let numericFamilies = [
    NumericDateFamily(separator: "/", .slashUnsettled, .slashDayFirst, .slashMonthFirst),
    NumericDateFamily(separator: ".", .dotUnsettled, .dotDayFirst, .dotMonthFirst),
    NumericDateFamily(separator: "-", .dashUnsettled, .dashDayFirst, .dashMonthFirst),
  ].compactMap { $0 }
}
