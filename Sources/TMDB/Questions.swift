/// A list of things to ask, each once, that may grow while the answers come.
struct Questions: Conversation {
  private var requests: [Request]
  private var head = 0
  private let answer: (Reply, Request, inout [Request]) throws -> Verdict
  private let failure: (Request, RequestFailure) throws -> Void

  /// - Parameter answer: takes a reply, and may put further requests behind those that are there.
  init(
    _ requests: [Request], answer: @escaping (Reply, Request, inout [Request]) throws -> Verdict,
    failure: @escaping (Request, RequestFailure) throws -> Void
  ) {
    self.requests = requests
    self.answer = answer
    self.failure = failure
  }

  mutating func next() -> Request? {
    guard head < requests.count else { return nil }
    defer { head += 1 }
    return requests[head]
  }

  mutating func take(_ reply: Reply, to request: Request) throws -> Verdict {
    try answer(reply, request, &requests)
  }

  mutating func giveUp(_ request: Request, _ failure: RequestFailure) throws {
    try self.failure(request, failure)
  }
}
