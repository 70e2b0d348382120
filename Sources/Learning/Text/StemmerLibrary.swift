import Glibc

/// The functions of Snowball's libstemmer that are used, opened when first asked for.
final class StemmerLibrary: @unchecked Sendable {
  // SAFETY: function pointers, read from a library that stays open; they may be called from any thread, each with
  // handles of its own.
  typealias Handle = OpaquePointer

  let create: @convention(c) (UnsafePointer<CChar>, UnsafePointer<CChar>?) -> Handle?
  let delete: @convention(c) (Handle) -> Void
  let stem: @convention(c) (Handle, UnsafePointer<UInt8>, Int32) -> UnsafePointer<UInt8>?
  let length: @convention(c) (Handle) -> Int32

  /// nil when the library is not installed.
  static let shared: StemmerLibrary? =
    StemmerLibrary(path: "libstemmer.so.0d") ?? StemmerLibrary(path: "libstemmer.so")

  private init?(path: String) {
    guard let library = dlopen(path, RTLD_NOW | RTLD_LOCAL) else { return nil }
    // SAFETY: the types are those of libstemmer.h, versions 1 to 3.
    func function<Function>(_ name: String, as _: Function.Type) -> Function? {
      dlsym(library, name).map { unsafeBitCast($0, to: Function.self) }
    }
    guard let create = function("sb_stemmer_new", as: type(of: create)),
      let delete = function("sb_stemmer_delete", as: type(of: delete)),
      let stem = function("sb_stemmer_stem", as: type(of: stem)),
      let length = function("sb_stemmer_length", as: type(of: length))
    else { return nil }
    (self.create, self.delete, self.stem, self.length) = (create, delete, stem, length)
  }
}

/// Brings English words to their stems, one at a time: every thread needs one of its own.
final class Stemmer {
  private let library: StemmerLibrary
  private let handle: StemmerLibrary.Handle

  init() throws(LearningError) {
    guard let library = StemmerLibrary.shared else { throw .libraryMissing("libstemmer0d") }
    guard let handle = library.create("english", "UTF_8") else {
      throw .library("libstemmer", "it has no stemmer for English")
    }
    self.library = library
    self.handle = handle
  }

  deinit { library.delete(handle) }

  /// The stem of a word in lower case; it may be read until the next word is stemmed.
  func stem(_ word: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    // It fails for want of memory only.
    guard let base = word.baseAddress, let stem = library.stem(handle, base, Int32(word.count)) else {
      return word
    }
    // SAFETY: the stemmer's own buffer, of the length that it tells.
    return UnsafeBufferPointer(start: stem, count: Int(library.length(handle)))
  }
}
