import Foundation
import Glibc
import Synchronization
import TestSupport

/// TMDB as the tests know it: a server on loopback with its own films, and with every fault that was ever seen.
package final class StandIn: Sendable {
  package static let key = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
  package static let token = "eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJoaXRoZXJ0byJ9.c2VjcmV0LXRva2VuLW5ldmVyLXNob3du"

  /// A request as it came, without the credential.
  package struct Logged: Sendable, Hashable {
    package let path: String
    package let query: [String: String]
    package let connection: Int
    package let isAuthorized: Bool
    package let ifNoneMatch: String?
    package let userAgent: String
    package let status: Int
  }

  struct State {
    var catalogue: StandInCatalogue
    var faults: [Fault]
    var calls: [String: Int] = [:]
    var log: [Logged] = []
    var cache: [String: Answer] = [:]
    var connections: Set<Int32> = []
    var connectionCount = 0
    var mostAtOnce = 0
    var isOpen = true
    var changedIDs: [Int] = []
    /// When the requests of the last second came.
    var times: [ContinuousClock.Instant] = []
    /// Where the fault `redirect` sends requests.
    var elsewhere = "http://localhost:1/3"
  }

  /// An answer before anything happens to it.
  struct Answer {
    var status = 200
    var body: [UInt8]
    var packed: [UInt8] = []
    var tag = ""
    var fields: [String] = []

    init(status: Int = 200, _ text: String) {
      self.status = status
      body = Array(text.utf8)
      packed = gzipped(body)
      tag = "W/\"\(StandIn.hash(body))\""
    }
  }

  private let state: Mutex<State>
  private let listener: Int32
  package let port: UInt16
  private let seed: Int
  private let delay: UInt32
  private let rate: Int?

  /// - Parameters:
  ///   - delay: milliseconds before each answer.
  ///   - rate: how many requests it answers within a second; the others are asked to wait.
  package init(
    _ catalogue: StandInCatalogue, faults: [Fault] = [], seed: Int = 1, delay: UInt32 = 0, port: UInt16 = 0,
    rate: Int? = nil
  ) throws {
    struct CannotListen: Error {}
    guard let (socket, port) = listening(on: port) else { throw CannotListen() }
    state = Mutex(State(catalogue: catalogue, faults: faults))
    listener = socket
    self.port = port
    self.seed = seed
    self.delay = delay
    self.rate = rate
    Thread.detachNewThread { [weak self] in
      while true {
        let connection = accept(socket, nil, nil)
        guard connection >= 0 else {
          Glibc.close(socket)
          return
        }
        guard let self, self.enter(connection) else {
          Glibc.close(connection)
          Glibc.close(socket)
          return
        }
        Thread.detachNewThread {
          self.serve(Peer(connection))
          self.leave(connection)
        }
      }
    }
  }

  /// Ends all connections, and takes no more.
  package func close() {
    let open = state.withLock { state -> Set<Int32>? in
      guard state.isOpen else { return nil }
      state.isOpen = false
      return state.connections
    }
    guard let connections = open else { return }
    // The thread that accepts closes it.
    shutdown(listener, Int32(SHUT_RDWR))
    for connection in connections { shutdown(connection, Int32(SHUT_RDWR)) }
  }

  package var url: String { "http://127.0.0.1:\(port)/3" }
  package var requests: [Logged] { state.withLock { $0.log } }
  package var mostConnections: Int { state.withLock { $0.mostAtOnce } }
  package var catalogue: StandInCatalogue { state.withLock { $0.catalogue } }

  /// Changes films between two requests.
  package func change(_ work: (inout StandInCatalogue) -> Void) {
    state.withLock { state in
      let before = state.catalogue
      work(&state.catalogue)
      state.cache = [:]
      let known = Dictionary(before.films.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
      state.changedIDs += state.catalogue.films.filter { known[$0.id] != $0 }.map(\.id)
    }
  }

  package func set(faults: [Fault]) {
    state.withLock {
      $0.faults = faults
      $0.calls = [:]
    }
  }

  package func redirect(to other: StandIn) { state.withLock { $0.elsewhere = other.url } }

  package func forgetRequests() { state.withLock { $0.log = [] } }

  static func hash(_ bytes: [UInt8]) -> String {
    String(bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }, radix: 16)
  }

  // MARK: Connections

  private func enter(_ connection: Int32) -> Bool {
    state.withLock { state in
      guard state.isOpen else { return false }
      state.connections.insert(connection)
      state.connectionCount += 1
      state.mostAtOnce = max(state.mostAtOnce, state.connections.count)
      return true
    }
  }

  private func leave(_ connection: Int32) {
    state.withLock { _ = $0.connections.remove(connection) }
    Glibc.close(connection)
  }

  private func serve(_ peer: Peer) {
    var peer = peer
    let number = state.withLock { $0.connectionCount }
    while let head = peer.readHead() {
      if delay > 0 { usleep(delay * 1000) }
      let question = Question(head)
      let (answer, faults) = state.withLock { state -> (Answer, [Fault.Kind]) in
        var faults = StandIn.faults(&state, question, seed)
        if let rate, state.isTooFast(rate) { faults.append(.waitUnsaid) }
        for kind in faults { StandIn.apply(kind, &state, question) }
        let answer = StandIn.answer(&state, question, faults)
        state.log.append(
          Logged(
            path: question.path, query: question.query, connection: number,
            isAuthorized: question.isAuthorized,
            ifNoneMatch: head.fields["if-none-match"], userAgent: head.fields["user-agent"] ?? "",
            status: answer.status))
        return (answer, faults)
      }
      guard reply(peer, answer, faults, head) else { return }
    }
  }

  // MARK: Writing an answer, with what goes wrong on its way

  private func reply(_ peer: Peer, _ answer: Answer, _ faults: [Fault.Kind], _ head: Peer.Head) -> Bool {
    if faults.contains(.resetBefore) {
      peer.reset()
      return false
    }
    if faults.contains(.stall) {
      peer.waitForEnd()
      return false
    }
    var fields = ["Content-Type: application/json;charset=utf-8", "Cache-Control: public, max-age=21600"]
    fields += ["Date: Sat, 21 Nov 2026 05:00:00 GMT"] + answer.fields
    if answer.status == 200, !answer.tag.isEmpty {
      fields += ["ETag: \(answer.tag)", "x-memc-age: 120"]
      if head.fields["if-none-match"] == answer.tag, faults.isEmpty {
        return peer.write(Array("HTTP/1.1 304 Not Modified\r\nETag: \(answer.tag)\r\n\r\n".utf8))
      }
    }
    var body = answer.body
    let isPacked = head.fields["accept-encoding"]?.contains("gzip") == true && !faults.contains(.unsaidGzip)
    if isPacked {
      fields.append("Content-Encoding: gzip")
      body = answer.packed.isEmpty ? gzipped(body) : answer.packed
    }
    if faults.contains(.unsaidGzip) { body = gzipped(body) }
    if faults.contains(.doubleGzip) { body = gzipped(body) }
    if faults.contains(.brokenGzip), isPacked { body = Array(body.dropLast(body.count / 2)) }
    let length = faults.contains(.wrongLength) ? body.count + 100 : body.count
    fields.append("Content-Length: \(length)")
    let start = "HTTP/1.1 \(answer.status) X\r\n" + fields.joined(separator: "\r\n") + "\r\n\r\n"
    if faults.contains(.resetInBody) {
      peer.write(Array(start.utf8) + body.prefix(body.count / 2))
      peer.reset()
      return false
    }
    if faults.contains(.drip) {
      guard peer.write(Array(start.utf8)) else { return false }
      for piece in stride(from: 0, to: body.count, by: max(1, body.count / 8)) {
        guard peer.write(Array(body[piece..<min(body.count, piece + max(1, body.count / 8))])) else {
          return false
        }
        usleep(2000)
      }
      return true
    }
    guard peer.write(Array(start.utf8) + body) else { return false }
    return !faults.contains(.wrongLength)
  }
}

extension StandIn.State {
  /// Counts a request, and says whether more than the rate have come within this second.
  fileprivate mutating func isTooFast(_ rate: Int) -> Bool {
    let now = ContinuousClock.now
    times = times.filter { now - $0 < .seconds(1) }
    if times.count >= rate { return true }
    times.append(now)
    return false
  }
}

/// What a request asks for.
struct Question {
  let path: String
  let query: [String: String]
  let isAuthorized: Bool

  init(_ head: Peer.Head) {
    let parts = head.target.split(separator: "?", maxSplits: 1).map(String.init)
    path = parts[0]
    var query: [String: String] = [:]
    for pair in parts.count > 1 ? parts[1].split(separator: "&") : [] {
      let sides = pair.split(separator: "=", maxSplits: 1).map { String($0).removingPercentEncoding ?? "" }
      query[sides[0]] = sides.count > 1 ? sides[1] : ""
    }
    let key = query.removeValue(forKey: "api_key")
    isAuthorized = key == StandIn.key || head.fields["authorization"] == "Bearer " + StandIn.token
    self.query = query
  }

  /// Below `/3`.
  var route: String { path.hasPrefix("/3") ? String(path.dropFirst(2)) : path }
  var key: String {
    path + "?" + query.sorted { $0.key < $1.key }.map { $0.key + "=" + $0.value }.joined(separator: "&")
  }
}
