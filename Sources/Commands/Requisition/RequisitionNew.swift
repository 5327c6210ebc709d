import ArgumentParser
import People
import Recruiting
import Store

extension Requisitions {
  struct New: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "new",
      abstract: "Ask for people; another approves it before anybody is sought.",
      discussion: "muster requisition new REQ-2026-014 --title 'Returns agent' --site Leeds --kind seasonal \\\n"
        + "  --hours 30 --season peak-2026 --band 12.00-15.00 --posted 12.00-15.00")

    @Argument(help: "A code of your own, such as REQ-2026-014.") var code: String
    @Option(help: "The title, without pay or place.") var title: String
    @Option(help: "The site.", completion: .sites) var site: String
    @Option(help: "permanent, seasonal or agency.") var kind: Employment.Kind = .seasonal
    @Option(help: "The hours of a week.") var hours: Double
    @Option(help: "The season's code.", completion: .seasons) var season: String?
    @Option(help: "The family it is compared within, such as 'customer service'.") var family: String?
    @Option(help: "The skill the class teaches.", completion: .skills) var skill: String?
    @Option(help: "A language they must speak, such as de.") var language: String?
    @Option(help: "The pipeline; the newest when left out.") var pipeline: String?
    @Option(help: "Who hires: sees its candidates.") var manager: String?
    @Option(help: "Who recruits.") var recruiter: String?
    @Option(help: "What may be paid without a second approval.") var band: MoneyRange?
    @Option(help: "The range that the posting says; offers stay within it.") var posted: MoneyRange?
    @Option(help: "hour, week, month or year.") var per = "hour"
    @Option(help: "The day by which they are needed.") var neededOn: LocalDate?
    @Option(help: "The day the hours were offered to those employed, where a law asks for it.") var hoursOfferedOn:
      LocalDate?
    @Option(help: "Why.") var why = ""
    @Flag(help: "Stays open when its seats are filled.") var evergreen = false
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let wish = wish
      let outcome = try await globals.withRecruiting {
        try await $0.ask(wish, as: write.operation("requisition.add", input: wish))
      }
      try printer.changed(
        Change(
          outcome, "\(code) is drafted.", ids: [outcome.value.id.description],
          next: "muster opening add \(code) --class CLASS --count N, then muster requisition submit \(code)"))
    }

    private var wish: NewRequisition {
      var wish = NewRequisition(
        code, title: title, at: site, kind: kind, weeklyMinutes: Int((hours * 60).rounded()))
      wish.season = season
      wish.family = family
      wish.skill = skill
      wish.language = language
      wish.pipeline = pipeline
      wish.manager = manager
      wish.recruiter = recruiter
      wish.why = why
      wish.payUnit = per
      wish.band = band?.range
      wish.posted = posted?.range
      wish.isEvergreen = evergreen
      wish.neededOn = neededOn
      wish.hoursOfferedOn = hoursOfferedOn
      return wish
    }
  }
}
