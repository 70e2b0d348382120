import Parallel
import Tables
package struct MailAddress: Sendable { package let text: String; package init(_ t: String) throws(MailError) { text = t } }
package struct MailServer: Sendable { package init(variable: (String) -> String?) throws(MailError) {} }
package struct MailMessage: Sendable {
  package struct Attachment: Sendable { package init(name: String, mediaType: String, bytes: [UInt8]) {} }
  package init(to: [MailAddress], subject: String, text: String, attachments: [Attachment]) {}
}
package func send(_ m: MailMessage, through: MailServer, at: Timestamp, cancellation: Cancellation) throws(MailError) {}
