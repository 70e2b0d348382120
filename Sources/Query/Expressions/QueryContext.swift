import Parallel

/// What every step of a query needs beside its data: the threads it may use and the word to stop.
package struct QueryContext: Sendable {
  package let workers: Workers
  package let cancellation: Cancellation

  package init(workers: Workers, cancellation: Cancellation) {
    self.workers = workers
    self.cancellation = cancellation
  }
}
