/// The numbers, from 1, of the lines on which some places of a text are.
///
/// All the places are asked for at once, so that the text is walked through once.
struct LineNumbers {
  // SAFETY: what is read ends at a place, or one byte behind it, which the caller lets be read.
  private var numbers: [Int: Int] = [:]

  private static let blockSize = 4096

  /// - Precondition: a byte behind each place can be read.
  init(_ base: UnsafePointer<UInt8>, of places: [Int]) {
    var position = 0
    var line = 1
    for place in places.sorted() {
      while place - position >= LineNumbers.blockSize {
        let block = UnsafeRawBufferPointer(start: base + position, count: LineNumbers.blockSize)
        if countBytes(carriageReturn, block) == 0 {
          line += countBytes(lineFeed, block)
        } else {
          line += LineNumbers.lineEnds(base, position..<position + LineNumbers.blockSize)
        }
        position += LineNumbers.blockSize
      }
      line += LineNumbers.lineEnds(base, position..<max(position, place))
      position = max(position, place)
      numbers[place] = line
    }
  }

  subscript(place: Int) -> Int { numbers[place] ?? 1 }

  private static func lineEnds(_ base: UnsafePointer<UInt8>, _ range: Range<Int>) -> Int {
    var count = 0
    for index in range {
      if base[index] == lineFeed || (base[index] == carriageReturn && base[index + 1] != lineFeed) {
        count += 1
      }
    }
    return count
  }
}
