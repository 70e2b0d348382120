/// Why a message could not be sent.
package struct MailError: Error, Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// No server is named, or what names it makes no sense.
    case badSetting
    /// The library is not installed.
    case noLibrary
    /// An address that is none.
    case badAddress
    /// The server did not accept the message or whoever sends it.
    case refused
    /// It may work later.
    case away
    case cancelled
  }

  package let kind: Kind
  package let message: String
  package let hints: [String]

  package init(_ kind: Kind, _ message: String, hints: [String] = []) {
    self.kind = kind
    self.message = message
    self.hints = hints
  }
}
