import Glibc

/// The server's end of a connection. Belongs to the thread that serves it.
struct Peer {
  let socket: Int32
  private var pending: [UInt8] = []

  init(_ socket: Int32) {
    self.socket = socket
    var yes: Int32 = 1
    setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, 4)
  }

  struct Head {
    let method: String
    let target: String
    let fields: [String: String]
  }

  /// The head of the next request; nil when the client has gone.
  mutating func readHead() -> Head? {
    var searched = 0
    while true {
      if let end = endOfHead(from: max(0, searched - 3)) {
        let lines = String(decoding: pending[..<end], as: UTF8.self).split(separator: "\r\n")
        pending.removeFirst(end + 4)
        guard let first = lines.first else { return nil }
        let words = first.split(separator: " ").map(String.init)
        guard words.count == 3 else { return nil }
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
          guard let colon = line.firstIndex(of: ":") else { continue }
          fields[line[..<colon].lowercased()] = String(line[line.index(after: colon)...].drop { $0 == " " })
        }
        return Head(method: words[0], target: words[1], fields: fields)
      }
      searched = pending.count
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = recv(socket, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      pending.append(contentsOf: buffer[..<count])
    }
  }

  private func endOfHead(from start: Int) -> Int? {
    guard pending.count >= 4 else { return nil }
    for index in start..<(pending.count - 3)
    where pending[index] == 13 && pending[index + 1] == 10 && pending[index + 2] == 13
      && pending[index + 3] == 10
    {
      return index
    }
    return nil
  }

  /// False when the client has gone.
  @discardableResult
  func write(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        send(socket, buffer.baseAddress.map { $0 + sent }, buffer.count - sent, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// Waits until the client leaves, or the stand-in closes the connection.
  func waitForEnd() {
    var byte: UInt8 = 0
    while recv(socket, &byte, 1, 0) > 0 {}
  }

  /// Ends the connection as a crash does.
  func reset() {
    var linger = Glibc.linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
  }
}

/// Opens a socket that listens on loopback. Port 0 is any.
func listening(on port: UInt16) -> (socket: Int32, port: UInt16)? {
  let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
  guard socket >= 0 else { return nil }
  var yes: Int32 = 1
  setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, 4)
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = port.bigEndian
  address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  var length = socklen_t(MemoryLayout<sockaddr_in>.size)
  let bound = withUnsafeMutablePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
      bind(socket, generic, length) == 0 && listen(socket, 128) == 0
        && getsockname(socket, generic, &length) == 0
    }
  }
  guard bound else {
    close(socket)
    return nil
  }
  return (socket, UInt16(bigEndian: address.sin_port))
}
