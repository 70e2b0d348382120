import Glibc

/// The functions of libxgboost that are used, opened when first asked for.
final class XGBoostLibrary: @unchecked Sendable {
  // SAFETY: function pointers, read from a library that stays open; they may be called from any thread, each with
  // handles of its own.
  typealias Handle = OpaquePointer

  let lastError: @convention(c) () -> UnsafePointer<CChar>?
  let createMatrix:
    @convention(c) (UnsafePointer<Float>?, UInt64, UInt64, Float, UnsafeMutablePointer<Handle?>) -> Int32
  let freeMatrix: @convention(c) (Handle) -> Int32
  let setFloats: @convention(c) (Handle, UnsafePointer<CChar>, UnsafePointer<Float>?, UInt64) -> Int32
  let createBooster: @convention(c) (UnsafePointer<Handle?>?, UInt64, UnsafeMutablePointer<Handle?>) -> Int32
  let freeBooster: @convention(c) (Handle) -> Int32
  let setParameter: @convention(c) (Handle, UnsafePointer<CChar>, UnsafePointer<CChar>) -> Int32
  let update: @convention(c) (Handle, Int32, Handle) -> Int32
  let evaluate:
    @convention(c) (
      Handle, Int32, UnsafePointer<Handle?>?, UnsafePointer<UnsafePointer<CChar>?>?, UInt64,
      UnsafeMutablePointer<UnsafePointer<CChar>?>
    ) -> Int32
  let predict:
    @convention(c) (
      Handle, Handle, Int32, UInt32, Int32, UnsafeMutablePointer<UInt64>,
      UnsafeMutablePointer<UnsafePointer<Float>?>
    ) -> Int32
  let slice: @convention(c) (Handle, Int32, Int32, Int32, UnsafeMutablePointer<Handle?>) -> Int32
  let save:
    @convention(c) (
      Handle, UnsafePointer<CChar>, UnsafeMutablePointer<UInt64>, UnsafeMutablePointer<UnsafePointer<CChar>?>
    ) -> Int32
  let load: @convention(c) (Handle, UnsafeRawPointer, UInt64) -> Int32

  /// nil when the library is not installed.
  static let shared: XGBoostLibrary? =
    XGBoostLibrary(path: "libxgboost.so.0") ?? XGBoostLibrary(path: "libxgboost.so")

  private init?(path: String) {
    guard let library = dlopen(path, RTLD_NOW | RTLD_LOCAL) else { return nil }
    // SAFETY: the types are those of xgboost/c_api.h, versions 1.5 to 3.
    func function<Function>(_ name: String, as _: Function.Type) -> Function? {
      dlsym(library, name).map { unsafeBitCast($0, to: Function.self) }
    }
    guard let lastError = function("XGBGetLastError", as: type(of: lastError)),
      let createMatrix = function("XGDMatrixCreateFromMat", as: type(of: createMatrix)),
      let freeMatrix = function("XGDMatrixFree", as: type(of: freeMatrix)),
      let setFloats = function("XGDMatrixSetFloatInfo", as: type(of: setFloats)),
      let createBooster = function("XGBoosterCreate", as: type(of: createBooster)),
      let freeBooster = function("XGBoosterFree", as: type(of: freeBooster)),
      let setParameter = function("XGBoosterSetParam", as: type(of: setParameter)),
      let update = function("XGBoosterUpdateOneIter", as: type(of: update)),
      let evaluate = function("XGBoosterEvalOneIter", as: type(of: evaluate)),
      let predict = function("XGBoosterPredict", as: type(of: predict)),
      let slice = function("XGBoosterSlice", as: type(of: slice)),
      let save = function("XGBoosterSaveModelToBuffer", as: type(of: save)),
      let load = function("XGBoosterLoadModelFromBuffer", as: type(of: load))
    else { return nil }
    (self.lastError, self.createMatrix, self.freeMatrix) = (lastError, createMatrix, freeMatrix)
    (self.setFloats, self.createBooster, self.freeBooster) = (setFloats, createBooster, freeBooster)
    (self.setParameter, self.update, self.evaluate) = (setParameter, update, evaluate)
    (self.predict, self.slice, self.save, self.load) = (predict, slice, save, load)
  }
}
