import ArgumentParser
import People
import Store

extension Persons {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the people whom you may see.")

    @Option(help: "Only of this legal entity.") var entity: String?
    @Option(help: "Only at this site.", completion: .sites) var site: String?
    @Option(help: "Only in this team.", completion: .teams) var team: String?
    @Option(help: "Only with this skill.", completion: .skills) var skill: String?
    @Option(help: "Only permanent, seasonal or agency.") var kind: Employment.Kind?
    @Option(help: "Only with this in their name.") var name: String?
    @Option(help: "As of this day; today by default.") var on: LocalDate?
    @Flag(help: "Also those who are not employed then.") var former = false
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withStore { store in try await printer.list(People(store: store).list(filter)) }
    }

    private var filter: PeopleFilter {
      var filter = PeopleFilter()
      filter.entity = entity
      filter.site = site
      filter.team = team
      filter.skill = skill
      filter.kind = kind
      filter.name = name
      filter.on = on
      filter.includesFormer = former
      return filter
    }
  }
}

extension Colleague: Listed {
  static let noun = "person"
  static let columns: [Column<Colleague>] = [
    Column("name") { $0.name },
    Column("number") { $0.number },
    Column("site") { $0.site },
    Column("team") { $0.team },
    Column("kind") { $0.kind?.rawValue },
    Column("weekly_hours") { $0.weeklyMinutes.map { Field.number(Double($0) / 60, decimals: 1) } },
    Column("starts_on", shown: false) { Field($0.startsOn) },
    Column("ends_on", shown: false) { Field($0.endsOn) },
    Column("skills") { $0.skills },
    Column("id", shown: false) { Field($0.id) },
  ]
}
