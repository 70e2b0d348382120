import Glibc
import GnuplotStream
import Parallel
import Tables

/// A gnuplot at work: it is told on a pipe to read a script, and pictures come out. Both are files that live in
/// memory only: from a pipe, gnuplot reads each letter on its own, which takes longer than to draw.
///
/// It runs with an environment of its own and reads no settings. Used by one thread at a time.
final class GnuplotProcess {
  private let process: pid_t
  private let stream: OpaquePointer
  /// Where gnuplot prints that a picture is done.
  private let answers: Int32
  private let script: Int32
  private let picture: Int32
  private let words: Int32
  private var drawn = 0
  /// Where the words about this picture begin: what was said of others before is no news.
  private var wordsStart = 0
  /// False once it was told to end, or has.
  private(set) var isUsable = true
  private var isReaped = false

  /// What gnuplot calls the files of its pictures and its script: the descriptors that it was started with.
  static let output = "/dev/fd/3"
  private static let input = "/dev/fd/4"

  init(program: String) throws(ChartError) {
    var files = try GnuplotFiles()
    process = try files.start(program)
    let input = files.takeInput()
    guard let stream = hq_gnuplot_stream_open(input) else {
      kill(-process, SIGKILL)
      waitpid(process, nil, 0)
      throw ChartError(.system, "gnuplot cannot be written to")
    }
    self.stream = stream
    script = files.takeScript()
    (answers, picture, words) = files.takeOutputs()
  }

  deinit {
    // Nothing that it still does is wanted.
    if !isReaped {
      kill(-process, SIGKILL)
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    hq_gnuplot_stream_close(stream)
    for file in [answers, script, picture, words] { close(file) }
  }

  /// The picture that a script makes.
  func draw(_ script: String, limit: Duration, cancellation: Cancellation) throws -> [UInt8] {
    let deadline = Deadline(limit)
    drawn += 1
    try write(script)
    let request = """
      reset errors
      set output '\(GnuplotProcess.output)'
      load '\(GnuplotProcess.input)'
      set output
      set print '-'
      print GPVAL_ERRNO ? 'failed \(drawn)' : 'drawn \(drawn)'

      """
    try send(request, script, deadline, cancellation)
    try awaitAnswer(script, deadline, cancellation)
    let bytes = try contents(of: picture)
    guard !bytes.isEmpty else { throw failure("gnuplot drew nothing", script) }
    wordsStart = size(of: words)
    return bytes
  }

  private func write(_ text: String) throws(ChartError) {
    guard ftruncate(script, 0) == 0, lseek(script, 0, SEEK_SET) == 0,
      writeAll(Array(text.utf8), to: script) == 0
    else { throw ChartError(.system, "there is no memory for what gnuplot is to draw") }
  }

  private func send(
    _ request: String, _ script: String, _ deadline: Deadline, _ cancellation: Cancellation
  ) throws {
    let bytes = Array(request.utf8)
    while true {
      // SAFETY: the array outlives the call; the stream copies what it sends.
      let answer = bytes.withUnsafeBytes { piece in
        hq_gnuplot_stream_send(
          stream, piece.baseAddress?.assumingMemoryBound(to: CChar.self), piece.count, deadline.slice)
      }
      switch answer {
      case hq_gnuplot_sent: return
      case hq_gnuplot_waiting: try checkTime(script, deadline, cancellation)
      default: throw failure("gnuplot stopped before the picture was drawn", script)
      }
    }
  }

  private func awaitAnswer(_ script: String, _ deadline: Deadline, _ cancellation: Cancellation) throws {
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 512)
    while true {
      var ready = pollfd(fd: answers, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, deadline.slice) > 0 else {
        try checkTime(script, deadline, cancellation)
        continue
      }
      let count = read(answers, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure("gnuplot stopped before the picture was drawn", script) }
      answer += buffer[..<count]
      if GnuplotProcess.ends(answer, with: "drawn \(drawn)\n") { return }
      if GnuplotProcess.ends(answer, with: "failed \(drawn)\n") {
        throw failure("gnuplot does not take what it was to draw", script)
      }
      // A program that talks on and on is no gnuplot.
      if answer.count > 65_536 { throw failure("gnuplot answers with something else", script) }
      try checkTime(script, deadline, cancellation)
    }
  }

  private static func ends(_ answer: [UInt8], with line: String) -> Bool {
    answer.suffix(line.utf8.count).elementsEqual(line.utf8)
  }

  private func checkTime(_ script: String, _ deadline: Deadline, _ cancellation: Cancellation) throws {
    if cancellation.isCancelled {
      end()
      throw Cancelled()
    }
    guard deadline.hasPassed else { return }
    end()
    throw ChartError(
      .gnuplotHung, "gnuplot took longer than \(deadline.text) and was ended", words: spoken, script: script)
  }

  private func failure(_ message: String, _ script: String) -> ChartError {
    end()
    return ChartError(.gnuplotFailed, message, words: spoken, script: script)
  }

  func end() {
    isUsable = false
    guard !isReaped else { return }
    // What it started itself ends with it.
    kill(-process, SIGKILL)
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    isReaped = true
  }

  /// What gnuplot said on its error output, line by line.
  private var spoken: String {
    let bytes = ((try? contents(of: words)) ?? []).dropFirst(wordsStart)
    let lines = bytes.split(separator: UInt8(ascii: "\n")).map { DisplayText.clean($0) }
    return lines.filter { line in line.contains { $0 != " " && $0 != "^" && $0 != "␉" } }
      .suffix(12).joined(separator: "\n")
  }

  private func size(of file: Int32) -> Int {
    var status = stat()
    return fstat(file, &status) == 0 ? status.st_size : 0
  }

  private func contents(of file: Int32) throws(ChartError) -> [UInt8] {
    let size = size(of: file)
    var bytes = [UInt8](repeating: 0, count: size)
    var start = 0
    while start < size {
      // SAFETY: no more is read than is left of the array behind `start`.
      let count = bytes.withUnsafeMutableBytes { room in
        pread(file, room.baseAddress.map { $0 + start }, size - start, off_t(start))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw ChartError(.system, "the picture cannot be read back") }
      start += count
    }
    return bytes
  }
}

/// Until when something must be done.
private struct Deadline {
  private let end: ContinuousClock.Instant
  private let limit: Duration

  init(_ limit: Duration) {
    self.limit = limit
    end = ContinuousClock.now + limit
  }

  var hasPassed: Bool { ContinuousClock.now >= end }

  /// How many milliseconds to wait at most before looking at the time and at interruptions again.
  var slice: Int32 {
    let rest = (end - ContinuousClock.now).components
    let milliseconds = rest.seconds * 1000 + rest.attoseconds / 1_000_000_000_000_000
    return Int32(min(50, max(0, milliseconds + 1)))
  }

  var text: String {
    let seconds = Double(limit.components.seconds) + Double(limit.components.attoseconds) / 1e18
    return NumberText.readable(seconds, significantDigits: 3) + " seconds"
  }
}
