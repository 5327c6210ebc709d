import ArgumentParser
import Recruiting
import Store

/// Which applications are meant.
struct ApplicationWishes: ParsableArguments {
  @Option(help: "Only for this requisition.") var requisition: String?
  @Option(help: "Only at this stage.") var stage: String?
  @Option(help: "Only from this source.") var source: String?
  @Option(help: "Only of this candidate: C-12 or a name.") var candidate: String?

  var filter: ApplicationFilter {
    ApplicationFilter(requisition: requisition, stage: stage, source: source, candidate: candidate)
  }
}

extension ApplicationFilter {
  /// What narrows it, for a question before a bulk change.
  var words: String {
    [requisition, stage.map { "at \($0)" }, source.map { "from \($0)" }, candidate].compactMap(\.self)
      .joined(separator: ", ")
  }
}
