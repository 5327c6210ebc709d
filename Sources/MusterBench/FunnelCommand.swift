import ArgumentParser
import Planning

/// Fills the computed columns of a table of recruiting funnels.
struct FunnelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "funnel", abstract: "Applicants and dates that a class takes, row by row.")

  @Option(name: .customLong("in"), help: "The table, with the columns of funnel_open.csv.")
  var input: String

  @Option(help: "Where to write the filled table.")
  var out: String

  func run() throws {
    var table = try Table(path: input)
    for row in table.rows.indices {
      let conversions = table[row, "conversions"].split(separator: " ").compactMap { Double($0) }
      let days = table[row, "days"].split(separator: " ").compactMap { Int($0) }
      let funnel = try Funnel(
        zip(conversions, days).enumerated().map {
          .init("stage \($0.offset + 1)", conversion: $0.element.0, days: $0.element.1)
        })
      let starters = Int(table.number(row, "starters") ?? 0)
      let applicants = try funnel.applicants(for: starters, confidence: table.number(row, "confidence") ?? 0)
      let entries = funnel.entries(for: starters, startingOn: Day(0)).map { "\($0.candidates)" }
      table[row, "overall"] = "\(funnel.overall)"
      table[row, "lead_days"] = "\(funnel.leadDays)"
      table[row, "expected_need"] = "\(Int(funnel.expectedApplicants(for: starters).rounded(.up)))"
      table[row, "applicants"] = "\(applicants)"
      table[row, "p_at_applicants"] = "\(funnel.chance(of: starters, from: applicants))"
      table[row, "p_one_fewer"] = "\(funnel.chance(of: starters, from: applicants - 1))"
      table[row, "stage_entries_expected"] = Substring(entries.joined(separator: " "))
    }
    try table.write(to: out)
  }
}
