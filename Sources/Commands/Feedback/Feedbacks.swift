import ArgumentParser

/// Feedback of interviewers.
struct Feedbacks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feedback", abstract: "Feedback: what each interviewer heard, hidden until one has told oneself.",
    subcommands: [
      List.self, Fill.self, Submit.self, Missing.self, Kits.self, AddKit.self,
    ])
}
