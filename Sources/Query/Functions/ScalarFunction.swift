import Language
import Tables

/// A function of one row: what is known of it, and how it is computed.
package struct ScalarFunction: Sendable {
  package let signature: FunctionSignature
  /// Whether it looks at nulls itself; any other function gives null where an argument is null.
  let takesNulls: Bool
  let kernel: Kernel

  init(_ signature: FunctionSignature, takesNulls: Bool = false, kernel: @escaping Kernel) {
    self.signature = signature
    self.takesNulls = takesNulls
    self.kernel = kernel
  }
}
