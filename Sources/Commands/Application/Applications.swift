import ArgumentParser

/// Applications and what happens to them.
struct Applications: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "application", abstract: "Applications: moved, ended, reopened, one by one or many at once.",
    subcommands: [
      List.self, History.self, Add.self, Move.self, Reject.self, Withdraw.self, Reopen.self, Correct.self,
      SourceVerb.self,
      BulkMove.self, BulkReject.self,
    ])
}
