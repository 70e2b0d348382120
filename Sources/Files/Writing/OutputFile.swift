import Glibc

/// A file being written. A regular file appears under its name only when all of it is on the disk; until then
/// it stands beside it under another name, and goes away when anything fails.
final class OutputFile {
  private let path: String
  /// Behind symbolic links.
  private let target: String
  /// Nil for a pipe or a device, which is written as it is.
  private var temporary: String?
  private let file: Int32

  init(path: String) throws(FileError) {
    self.path = path
    if let standard = OutputFile.descriptor(path) {
      (target, temporary) = (path, nil)
      file = dup(standard)
      guard file >= 0 else { throw writeError(path, errno) }
      return
    }
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, status.st_mode & S_IFMT == S_IFDIR {
      throw FileError(.unwritable, path, "`\(path)` is a directory")
    }
    target = resolvedPath(path)
    if exists, status.st_mode & S_IFMT != S_IFREG {
      temporary = nil
      file = open(path, O_WRONLY | O_CLOEXEC)
      guard file >= 0 else { throw writeError(path, errno) }
      return
    }
    if exists, access(target, W_OK) != 0 { throw writeError(path, errno) }
    let name = OutputFile.temporaryName(beside: target)
    // A new file gets what the umask leaves; one that replaces another is private until it has its mode.
    file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, exists ? 0o600 : 0o666)
    guard file >= 0 else { throw writeError(path, errno) }
    temporary = name
    if exists { fchmod(file, status.st_mode & 0o7777) }
  }

  deinit {
    close(file)
    if let temporary { unlink(temporary) }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    // SAFETY: what is left to write is always a part of the bytes that the caller holds.
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = UnsafeRawBufferPointer(rebasing: rest)
      let written = Glibc.write(file, part.baseAddress, part.count)
      if written < 0, errno == EINTR { continue }
      if written < 0, errno == EAGAIN {
        var ready = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
        poll(&ready, 1, 1000)
        continue
      }
      if written < 0 { throw writeError(path, errno) }
      rest = rest.dropFirst(written)
    }
  }

  /// Puts the file in its place.
  func finish() throws(FileError) {
    guard let temporary else { return }
    guard fsync(file) == 0 else { throw writeError(path, errno) }
    guard rename(temporary, target) == 0 else { throw writeError(path, errno) }
    self.temporary = nil
    let directory = open(directoryName(of: target), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if directory >= 0 {
      fsync(directory)
      close(directory)
    }
  }

  /// What is open already is written where it stands, also when it leads to a regular file.
  private static func descriptor(_ path: String) -> Int32? {
    switch path {
    case "/dev/stdout": 1
    case "/dev/stderr": 2
    default: path.hasPrefix("/dev/fd/") ? Int32(path.dropFirst("/dev/fd/".count)) : nil
    }
  }

  /// A hidden name in the same directory that nothing has.
  static func temporaryName(beside target: String) -> String {
    let number = UInt64.random(in: 0...UInt64.max)
    return directoryName(of: target) + "/.hq-" + String(number, radix: 36) + ".part"
  }
}

func directoryName(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// Where a path leads through symbolic links; also when the last of them points to nothing yet.
func resolvedPath(_ path: String) -> String {
  if let real = realpath(path, nil) {
    defer { free(real) }
    return String(cString: real)
  }
  var link = [CChar](repeating: 0, count: Int(PATH_MAX))
  let length = readlink(path, &link, link.count - 1)
  guard length > 0 else { return path }
  let destination = String(decoding: link[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  return destination.hasPrefix("/") ? destination : directoryName(of: path) + "/" + destination
}

func writeError(_ path: String, _ code: Int32) -> FileError {
  switch code {
  case ENOSPC, EDQUOT: FileError(.full, path, "no room is left to write `\(path)`")
  case ENOENT, ENOTDIR: FileError(.unwritable, path, "there is no directory `\(directoryName(of: path))`")
  case EACCES, EPERM, EROFS: FileError(.unwritable, path, "`\(path)` may not be written")
  default: FileError(.unwritable, path, "`\(path)` cannot be written: \(systemReason(code))")
  }
}
