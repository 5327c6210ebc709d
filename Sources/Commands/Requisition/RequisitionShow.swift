import ArgumentParser
import Recruiting
import Store

extension Requisitions {
  struct Show: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one requisition.")

    @Argument(help: "Its code, such as REQ-2026-014.", completion: .requisitions) var code: String
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withRecruiting { try await printer.show($0.requisition(code)) }
    }
  }
}
