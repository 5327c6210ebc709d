import ArgumentParser

/// Referrals of colleagues.
struct Referrals: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "referral", abstract: "Referrals: a colleague's word for a candidate, once a season.",
    subcommands: [
      List.self, Add.self, Credit.self,
    ])
}
