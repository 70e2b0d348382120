/// What is asked of TMDB, without where and by whom.
package struct Request: Sendable {
  /// Below the base: `/discover/movie`.
  let path: String
  let query: [(name: String, value: String)]
  /// What the same request was answered with before, so that the answer can be "the same".
  var tag: String?
  /// The daily exports are on another host, where the credential has no business.
  let isExport: Bool
  /// Tells its sender what was asked.
  let token: Int

  init(
    _ path: String, _ query: [(name: String, value: String)] = [], tag: String? = nil, isExport: Bool = false,
    token: Int = 0
  ) {
    self.path = path
    self.query = query
    self.tag = tag
    self.isExport = isExport
    self.token = token
  }

  /// What the same thing is asked by again: path and query, without the credential.
  var key: String {
    path + (query.isEmpty ? "" : "?" + query.map { $0.name + "=" + $0.value }.joined(separator: "&"))
  }

  func url(_ settings: TransportSettings, _ credential: Credential) -> String {
    let parts = query + (isExport ? [] : credential.query)
    let text = parts.map { $0.name + "=" + Request.encoded($0.value) }.joined(separator: "&")
    return (isExport ? settings.exportBase : settings.base) + path + (text.isEmpty ? "" : "?" + text)
  }

  private static func encoded(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: ","):
        encoded.unicodeScalars.append(UnicodeScalar(byte))
      default: encoded += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
    return encoded
  }
}

/// An answer that can be looked into: found, not found, or the same as before.
struct Reply {
  enum Status {
    case found
    case unchanged
    case notFound
  }

  let status: Status
  /// Unpacked; with `FileBytes.padding` bytes behind its end.
  let body: [UInt8]
  /// As it came, for keeping.
  let packed: [UInt8]
  let tag: String?
}

/// Why a request got no answer that could be used.
package struct RequestFailure: Sendable, Hashable {
  /// A fact in lower case: `TMDB answered 502`.
  package let reason: String
  /// Whether it may work later.
  package let isPassing: Bool
}

/// Someone who has things to ask, and takes in what comes back.
protocol Conversation {
  /// The next request; nil when there is none before another answer has come.
  mutating func next() throws -> Request?

  /// Takes an answer in, or says why it is none.
  mutating func take(_ reply: Reply, to request: Request) throws -> Verdict

  /// Nothing will come.
  mutating func giveUp(_ request: Request, _ failure: RequestFailure) throws
}

enum Verdict {
  case taken
  case askAgain(reason: String)
}
