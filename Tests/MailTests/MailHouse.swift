import Foundation
import Mail
import TestSupport

/// A real mail server in a process of its own, which ends with the test.
final class MailHouse {
  /// Where `make test` puts Python with the server in it.
  static let tools = ProcessInfo.processInfo.environment["HQ_TOOLS"].flatMap { $0.isEmpty ? nil : $0 }

  let port: Int
  private let folder: TemporaryDirectory
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  init(_ how: String, isEncrypted: Bool = false) throws {
    folder = try TemporaryDirectory()
    var arguments = [packageRoot + "/Tests/MailTests/Server/server.py", how, folder.path]
    if isEncrypted {
      arguments += [folder.file("certificate.pem"), folder.file("key.pem")]
      let openssl = Process()
      openssl.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
      openssl.arguments = [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
        "-subj",
        "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-out", arguments[3],
        "-keyout",
        arguments[4],
      ]
      openssl.standardError = FileHandle.nullDevice
      try openssl.run()
      openssl.waitUntilExit()
    }
    process.executableURL = URL(fileURLWithPath: (Self.tools ?? "") + "/bin/python")
    process.arguments = arguments
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    port = Int(Self.line(output).split(separator: " ").last ?? "") ?? 0
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// The next thing that happened there.
  func next() -> String { Self.line(output) }

  private static func line(_ pipe: Pipe) -> String {
    var bytes: [UInt8] = []
    while let byte = try? pipe.fileHandleForReading.read(upToCount: 1)?.first, byte != 10 {
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The server as hq sees it.
  func server(_ scheme: String = "smtp", password: String? = "right-password", trusted: Bool = false) throws
    -> MailServer
  {
    let values = [
      "HQ_SMTP_URL": "\(scheme)://127.0.0.1:\(port)", "HQ_MAIL_FROM": "hq <hq@example.org>",
      "HQ_SMTP_USER": password.map { _ in "ann" }, "HQ_SMTP_PASSWORD": password,
      "HQ_SMTP_CA": trusted ? folder.file("certificate.pem") : nil,
    ]
    return try MailServer { values[$0] ?? nil }
  }

  /// What the server took, as Python reads it.
  struct Taken: Decodable {
    let sender: String
    let recipients: [String]
    let headers: [[String]]
    let text: String
    let files: [[String]]
    let defects: [String]

    func header(_ name: String) -> String? { headers.first { $0[0] == name }?[1] }
  }

  func taken() throws -> Taken {
    try JSONDecoder().decode(Taken.self, from: Data(folder.bytes("message.json")))
  }
}
