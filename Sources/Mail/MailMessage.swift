/// A message: plain text, with files.
package struct MailMessage: Sendable {
  package struct Attachment: Sendable {
    /// What the file is called; of a path only the last part counts.
    package let name: String
    package let mediaType: String
    package let bytes: [UInt8]

    package init(name: String, mediaType: String, bytes: [UInt8]) {
      self.name = name
      self.mediaType = mediaType
      self.bytes = bytes
    }
  }

  package let to: [MailAddress]
  package let subject: String
  package let text: String
  package let attachments: [Attachment]

  package init(to: [MailAddress], subject: String, text: String, attachments: [Attachment] = []) {
    self.to = to
    self.subject = subject
    self.text = text
    self.attachments = attachments
  }
}
