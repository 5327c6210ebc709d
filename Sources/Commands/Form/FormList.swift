import ArgumentParser
import Scorecards
import Store

extension Forms {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List every version of every form.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withQuality { try await printer.list($0.forms()) }
    }
  }
}

extension FormVersion: Listed {
  static let noun = "form"
  static let columns: [Column<FormVersion>] = [
    Column("code") { $0.code },
    Column("version") { $0.number },
    Column("title") { $0.form.title },
    Column("questions") { $0.form.questions.count },
    Column("weighing") { $0.form.weighing.rawValue },
    Column("state") { $0.isCurrent ? "current" : $0.publishedAt == nil ? "draft" : "published" },
    Column("published_at", shown: false) { Field($0.publishedAt) },
    Column("created_at", shown: false) { Field($0.createdAt) },
    Column("remarks", shown: false) { $0.remarks },
  ]
}
