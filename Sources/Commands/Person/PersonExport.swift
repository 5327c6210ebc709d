import ArgumentParser
import People
import Store

extension Persons {
  struct Export: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Write everybody with a number as CSV that an import would take back unchanged.",
      discussion: "muster person export > people.csv")

    @Flag(help: "With e-mail addresses; only HR may.") var email = false
    @OptionGroup var globals: Globals

    func run() async throws {
      var wishes = globals.output
      if wishes.format == nil, wishes.json == nil { wishes.format = .csv }
      try await globals.withStore { store in
        try await Printer(wishes).list(People(store: store).export(withEmail: email))
      }
    }
  }
}

extension PersonRow: Listed {
  static let noun = "person_row"
  static let columns: [Column<PersonRow>] = [
    Column("number") { $0.number },
    Column("name") { $0.name },
    Column("email") { $0.email },
    Column("site") { $0.site },
    Column("team") { $0.team },
    Column("kind") { $0.kind.rawValue },
    Column("starts_on") { Field($0.startsOn) },
    Column("ends_on") { Field($0.endsOn) },
    Column("weekly_hours") { hours($0.weeklyMinutes) },
    Column("minimum_weekly_hours") { hours($0.minimumWeeklyMinutes) },
    Column("maximum_weekly_hours") { hours($0.maximumWeeklyMinutes) },
    Column("skills") { $0.skills.map(\.spelled).joined(separator: ";") },
  ]

  /// Hours with no more decimals than they need: 37.5, 20.
  private static func hours(_ minutes: Int?) -> Field {
    guard let minutes else { return .missing }
    var text = (Double(minutes) / 60).written(decimals: 4)
    while text.hasSuffix("0") { text.removeLast() }
    return .exact(text.hasSuffix(".") ? String(text.dropLast()) : text)
  }
}

extension PersonRow.Held {
  /// `returns:3`, and with a last day `returns:3:2026-01-31`.
  fileprivate var spelled: String { "\(skill):\(level)" + (expiresOn.map { ":\($0)" } ?? "") }
}
