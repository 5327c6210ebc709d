import ArgumentParser
import Intake

extension Imports {
  struct Columns: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "columns", abstract: "Show which columns a kind of file may have.")

    @Argument(help: "\(FileKind.allCases.map(\.rawValue).joined(separator: ", ")).") var kind: FileKind
    @OptionGroup var globals: Globals

    func run() async throws {
      try printer.list(kind.columns.map { FileColumn(name: $0.name, isRequired: $0.isRequired, meaning: $0.meaning) })
    }
  }
}

/// A column of a file, as people are told of it.
struct FileColumn: Listed, Sendable {
  let name: String
  let isRequired: Bool
  let meaning: String

  static let noun = "column"
  static let columns: [Column<FileColumn>] = [
    Column("name") { $0.name },
    Column("required") { $0.isRequired },
    Column("meaning") { $0.meaning },
  ]
}
