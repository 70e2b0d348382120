import Dispatch
import Glibc
import Synchronization

/// Starts a thread that is neither waited for nor named, with a stack as deep as that of a program.
package func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
  final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  defer { pthread_attr_destroy(&attributes) }
  pthread_attr_setstacksize(&attributes, 16 << 20)
  pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
  let work = Unmanaged.passRetained(Work(body))
  var thread = pthread_t()
  let result = pthread_create(
    &thread, &attributes,
    { context in
      guard let context else { return nil }
      // SAFETY: the work was retained for this thread, which is the one that releases it.
      Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
      return nil
    }, work.toOpaque())
  if result != 0 { work.release() }
  return result == 0
}

/// The results of pieces of work that are programs of their own, with a stack as deep: on up to so many threads, in the
/// order of the pieces.
package func mapOnThreads<Result: Sendable>(
  _ pieces: Int, threads: Int, _ body: @escaping @Sendable (Int) -> Result
) -> [Result] {
  let next = SharedCounter()
  let results = SharedResults<Result>()
  let work: @Sendable () -> Void = {
    while let piece = next.take(below: pieces) { results.set(piece, to: body(piece)) }
  }
  let group = DispatchGroup()
  for _ in 1..<max(2, min(threads, pieces)) where threads > 1 {
    group.enter()
    let started = startThread {
      work()
      group.leave()
    }
    // Without room for another thread those that are there do it all.
    if !started { group.leave() }
  }
  work()
  group.wait()
  return results.inOrder
}

private final class SharedCounter: Sendable {
  private let next = Atomic<Int>(0)

  func take(below limit: Int) -> Int? {
    let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return piece < limit ? piece : nil
  }
}

private final class SharedResults<Result: Sendable>: Sendable {
  private let results = Mutex<[Int: Result]>([:])

  func set(_ piece: Int, to result: Result) { results.withLock { $0[piece] = result } }

  var inOrder: [Result] { results.withLock { $0.sorted { $0.key < $1.key }.map(\.value) } }
}
