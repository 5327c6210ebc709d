import ArgumentParser
import Recruiting
import Store

extension RecruitingCommand {
  struct Publish: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "publish",
      abstract: "Publish the next version of a pipeline; applications stay in the one they began in.",
      discussion:
        "muster recruiting publish 'Customer service' --stage 'Applied:applied:28' --stage 'Call:screen:42' \\\n"
        + "  --stage 'Talk:interview:70:2' --stage 'Offer:offer' --stage 'Accepted:accepted' --stage 'Started:started'")

    @Argument(help: "The pipeline's name.") var name: String
    @Option(
      name: .customLong("stage"),
      help: "name:kind:hours to leave it:feedback needed; in order, may be repeated. Without any, the usual six.")
    var stages: [String] = []
    @Option(help: "The legal entity, for who recruits for several.") var entity: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let planned = try stages.isEmpty ? PlannedStage.customerService : read()
      let asked = write.operation("pipeline.publish", input: planned)
      let outcome = try await globals.withRecruiting {
        try await $0.publish(name, stages: planned, in: entity, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "\(name) version \(outcome.value.version) has \(planned.count) stages.",
          ids: [outcome.value.id.description], next: "muster recruiting stages '\(name)'"))
    }

    private func read() throws(Failure) -> [PlannedStage] {
      var planned: [PlannedStage] = []
      for stage in stages {
        let parts = stage.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 2, let kind = Stage.Kind(rawValue: parts[1]) else {
          throw .usage(
            "'\(stage)' is no stage.",
            next: "name:kind with kind one of " + Stage.Kind.allCases.map(\.rawValue).joined(separator: ", "))
        }
        planned.append(
          PlannedStage(
            parts[0], kind, slaMinutes: parts.count > 2 ? Double(parts[2]).map { Int($0 * 60) } : nil,
            requiredFeedback: parts.count > 3 ? Int(parts[3]) ?? 0 : 0))
      }
      return planned
    }
  }
}
