import ArgumentParser
import Recruiting
import Store

extension Feedbacks {
  struct AddKit: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "add-kit", abstract: "Write an interview kit, or its next version.",
      discussion: """
        muster feedback add-kit 'First talk' --minutes 30 \\
          --question 'Listening|Tell us of a customer you could not help.|Talks over them|Hears words|Asks back|Finds the need'
        A question is its competency, what to ask, and, if you like, what answers of one to four look like.
        """)

    @Argument(help: "Its name; a name that is there gets another version.") var name: String
    @Option(name: .customLong("question"), help: "competency|question, and four anchors behind it or none.")
    var questions: [String]
    @Option(help: "What it is for.") var purpose = ""
    @Option(help: "How many minutes it takes.") var minutes = 30
    @Option(help: "The legal entity, for who recruits for several.") var entity: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    private var read: [KitQuestion] {
      questions.compactMap { text in
        let parts = text.split(separator: "|").map(String.init)
        guard parts.count == 2 || parts.count == 6 else { return nil }
        return KitQuestion(parts[0], parts[1], anchors: Array(parts.dropFirst(2)))
      }
    }

    func validate() throws {
      if read.count != questions.count {
        throw ValidationError("--question is competency|question, and four anchors behind it or none.")
      }
    }

    func run() async throws {
      let asked = write.operation("kit.add", input: [name, purpose, "\(minutes)"] + questions)
      let outcome = try await globals.withRecruiting {
        try await $0.addKit(name, purpose: purpose, minutes: minutes, read, in: entity, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "\(name), version \(outcome.value.version), asks \(questions.count) questions.",
          ids: [outcome.value.id.description], next: "muster feedback kits"))
    }
  }
}
