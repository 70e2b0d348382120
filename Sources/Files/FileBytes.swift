import Glibc
import Parallel

/// A file as it was at one moment: equal identities mean that nothing was written in between.
package struct FileIdentity: Sendable, Hashable {
  package let size: Int
  package let modified: Int64
  package let device: UInt64
  package let inode: UInt64
}

/// Nil where there is no such file.
package func fileIdentity(at path: String) -> FileIdentity? {
  var status = stat()
  guard stat(path, &status) == 0 else { return nil }
  return FileIdentity(
    size: Int(status.st_size),
    modified: Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec),
    device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
}

/// The names of what stands in the directory of a path, sorted; none where it cannot be looked into.
package func names(beside path: String) -> [String] {
  guard let directory = opendir(directoryName(of: path)) else { return [] }
  defer { closedir(directory) }
  var names: [String] = []
  while let entry = readdir(directory) {
    // SAFETY: the entry is valid until the next call of readdir, and its name, which ends in a zero, is copied.
    let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
      name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    names.append(name)
  }
  return names.sorted()
}

/// A script. A table or a program given in its place is told by one problem, not by one in each of its lines.
package func readText(at path: String) throws(FileError) -> [UInt8] {
  if FileFormat(path: path) != nil, fileIdentity(at: path) != nil {
    throw FileError(
      .unknownFormat, path, "`\(path)` is a table by its ending, not a script",
      hints: ["`from \"\(path)\"` reads it, as in `hq -c 'from \"\(path)\" | show'`"])
  }
  let bytes = try readWhole(at: path)
  let beginning = bytes.prefix(1024)
  let controls = beginning.filter { $0 < 0x20 && !(0x09...0x0D).contains($0) }.count
  // One that went astray is told at its place.
  if controls > beginning.count / 16 {
    throw FileError(.binary, path, "`\(path)` is no text", hints: ["a script is a text in UTF-8"])
  }
  return bytes
}

/// A file, whatever is in it.
package func readWhole(at path: String) throws(FileError) -> [UInt8] {
  var bytes = try FileBytes.read(path, workers: Workers(count: 1), cancellation: Cancellation())
  bytes.removeLast(FileBytes.padding)
  return bytes
}

/// Whole files in memory. Not mapped: a file that shrinks while it is read would end the process.
package enum FileBytes {
  /// What stands behind the content: a line end, so that whoever scans it need not look for the end, and zeros,
  /// so that it can read ahead.
  package static let paddingBytes = [lineFeed] + [UInt8](repeating: 0, count: 63)
  package static let padding = 64
  private static let pieceSize = 4 << 20

  /// The content and its padding.
  ///
  /// - Parameter limit: a file of more bytes is refused.
  static func read(
    _ path: String, limit: Int = 1 << 40, workers: Workers, cancellation: Cancellation
  ) throws(FileError) -> [UInt8] {
    // Without waiting for one who writes to a pipe, so that waiting can be cancelled.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw openError(path) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw readError(path) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw FileError(.directory, path, "`\(path)` is a directory")
    case S_IFREG where status.st_size > limit: throw tooLarge(path, limit)
    case S_IFREG where status.st_size > 0:
      return try readRegular(file, path, size: Int(status.st_size), workers, cancellation)
    default: return try readStream(file, path, limit, cancellation)
    }
  }

  private static func readRegular(
    _ file: Int32, _ path: String, size: Int, _ workers: Workers, _ cancellation: Cancellation
  ) throws(FileError) -> [UInt8] {
    let pieces = (size + pieceSize - 1) / pieceSize
    cancellation.progress.begin("reading \(path)", total: size)
    do {
      return try [UInt8](unsafeUninitializedCapacity: size + padding) { buffer, count in
        // SAFETY: pieces are within `size`, and the padding fits behind them; all workers have stopped when
        // this ends, also by an error, after which nothing counts as initialized.
        adviseHugePages(UnsafeMutableRawBufferPointer(buffer))
        let target = SharedBuffer(buffer)
        let lengths = try workers.map(pieces) { piece in
          try cancellation.check()
          let start = piece * pieceSize
          let length = try readPiece(file, path, target, start: start, length: min(pieceSize, size - start))
          cancellation.progress.advance(by: length)
          return length
        }
        // A file that shrank ends at the first piece that came short.
        var total = 0
        for (piece, length) in lengths.enumerated() {
          total += length
          if length < min(pieceSize, size - piece * pieceSize) { break }
        }
        for (index, byte) in paddingBytes.enumerated() { buffer[total + index] = byte }
        count = total + padding
      }
    } catch let error as FileError {
      throw error
    } catch {
      throw .cancelled(path)
    }
  }

  private static func readPiece(
    _ file: Int32, _ path: String, _ target: SharedBuffer<UInt8>, start: Int, length: Int
  ) throws(FileError) -> Int {
    var done = 0
    while done < length {
      // SAFETY: `start + length` is at most the size that the buffer was made for.
      let got = pread(file, target.base + start + done, length - done, start + done)
      if got < 0, errno == EINTR { continue }
      if got < 0 { throw readError(path) }
      if got == 0 { break }
      done += got
    }
    return done
  }

  /// A pipe, a terminal, or a file that does not tell its size.
  private static func readStream(
    _ file: Int32, _ path: String, _ limit: Int, _ cancellation: Cancellation
  ) throws(FileError) -> [UInt8] {
    cancellation.progress.begin("reading \(path), bytes")
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      if cancellation.isCancelled { throw .cancelled(path) }
      var ready = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
      // Less than zero is a signal, which the next turn asks about: reading now could wait for ever.
      if poll(&ready, 1, 50) <= 0 { continue }
      let got = Glibc.read(file, &chunk, chunk.count)
      if got < 0, errno == EINTR || errno == EAGAIN { continue }
      if got < 0 { throw readError(path) }
      if got == 0 { break }
      guard bytes.count + got <= limit else { throw tooLarge(path, limit) }
      bytes.append(contentsOf: chunk[..<got])
      cancellation.progress.advance(by: got)
    }
    bytes.append(contentsOf: paddingBytes)
    return bytes
  }

  private static func tooLarge(_ path: String, _ limit: Int) -> FileError {
    FileError(.tooLarge, path, "`\(path)` holds more than \(limit) bytes")
  }

  private static func openError(_ path: String) -> FileError {
    switch errno {
    case ENOENT, ENOTDIR: FileError(.missing, path, "there is no file `\(path)`")
    case EACCES, EPERM:
      FileError(.unreadable, path, "`\(path)` may not be read", hints: ["see its permissions"])
    default: readError(path)
    }
  }

  private static func readError(_ path: String) -> FileError {
    FileError(.unreadable, path, "`\(path)` cannot be read: \(systemReason(errno))")
  }
}

/// What the system says of an error, in lower case.
func systemReason(_ code: Int32) -> String {
  guard let reason = strerror(code) else { return "error \(code)" }
  let text = String(cString: reason)
  return text.prefix(1).lowercased() + text.dropFirst()
}
