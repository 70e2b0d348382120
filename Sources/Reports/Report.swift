import Tables

/// A notebook that has run, as its readers will see it: the same for every format.
package struct Report: Sendable {
  /// One line of plain text.
  package let title: String
  /// In the order of the notebook.
  package let blocks: [Block]
  /// What stands behind it all: the parameters, and what the lock holds.
  package let appendix: [Section]
  /// Notices that belong to the data, such as TMDB's.
  package let notices: [String]

  package init(title: String, blocks: [Block], appendix: [Section] = [], notices: [String] = []) {
    self.title = title
    self.blocks = blocks
    self.appendix = appendix
    self.notices = notices
  }

  package enum Block: Sendable {
    /// Markdown, as it stands in the comments of the notebook. HTML in it is text.
    case prose(String)
    case code([CodePiece])
    case table(Table, rowLimit: Int?)
    /// What a statement told: lines of a fixed pitch.
    case text(String)
    case picture(ReportPicture)
    case remark(Remark)
  }

  package struct Section: Sendable {
    package let title: String
    package let table: Table

    package init(title: String, table: Table) {
      self.title = title
      self.table = table
    }
  }

  /// What a statement remarked, or why it failed.
  package struct Remark: Sendable {
    package enum Weight: Sendable { case note, warning, failure }

    package let weight: Weight
    /// Lines of a fixed pitch: a diagnostic points with them at a place.
    package let text: String

    package init(_ weight: Weight, _ text: String) {
      self.weight = weight
      self.text = text
    }
  }
}

/// A stretch of a statement, and what it is to a reader.
package struct CodePiece: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    case plain, verb, clause, option, name, number, text, sign, parameter, comment
  }

  package let kind: Kind
  package let text: String

  package init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}

/// A picture that the notebook drew.
package struct ReportPicture: Sendable {
  package enum Format: String, Sendable { case png, svg }

  /// As the notebook names it.
  package let path: String
  /// What it shows, in words.
  package let caption: String
  package let format: Format
  package let bytes: [UInt8]

  package init(path: String, caption: String, format: Format, bytes: [UInt8]) {
    self.path = path
    self.caption = caption
    self.format = format
    self.bytes = bytes
  }
}
