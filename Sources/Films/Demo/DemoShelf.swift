import Parallel
import Store
import Synchronization

/// The demo catalogue for many sessions of one process: made once, and copied for each that wants to write to it.
package final class DemoShelf: Sendable {
  private let contents = Mutex<[UInt8]?>(nil)

  package init() {}

  package func writer(_ cancellation: Cancellation) throws(StoreError) -> StoreWriter {
    let result = contents.withLock { contents -> Result<Carried, StoreError> in
      Result { () throws(StoreError) in
        if let contents {
          return Carried(writer: try StoreWriter(contents: contents, cancellation: cancellation))
        }
        let writer = try DemoCatalogue.writer(cancellation)
        contents = try writer.contents()
        return Carried(writer: writer)
      }
    }
    return try result.get().writer
  }

  private struct Carried: @unchecked Sendable {
    // SAFETY: the writer was just made, and goes to the one caller.
    let writer: StoreWriter
  }
}

extension DemoCatalogue {
  /// The catalogue in a store of its own.
  package static func writer(_ cancellation: Cancellation) throws(StoreError) -> StoreWriter {
    let writer = try StoreWriter(inMemory: cancellation)
    try writer.fill(history())
    return writer
  }
}
