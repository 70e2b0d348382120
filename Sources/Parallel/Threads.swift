import Glibc

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
