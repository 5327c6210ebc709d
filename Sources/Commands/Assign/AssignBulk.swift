import ArgumentParser
import Onboarding
import Store

extension Assignments {
  struct One: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "one", abstract: "Assign a curriculum to somebody, outside any cohort.")

    @Argument(help: "The curriculum's code.", completion: .curricula) var code: String
    @Argument(help: "A name, an employee number, or #id.", completion: .people) var person: String
    @OptionGroup(title: "Assigning") var wishes: AssignWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await wishes.assign([person], code, source: "by hand", write, globals)
      let verdict = outcome.value.first
      try printer.changed(
        Change(
          outcome,
          verdict?.kind == .assigned
            ? "\(person) learns \(code) from \(wishes.from)." : "\(person): \(verdict?.reason ?? "nothing to do").",
          next: "muster assign show \(code) '\(person)'"))
    }
  }

  struct Bulk: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "bulk",
      abstract: "Assign a curriculum to everybody in a file, with a verdict for every row.",
      discussion: """
        The file has a column person: employee numbers, names or #ids. Who is not in it keeps what they have. When rows \
        are refused nobody is assigned, unless --max-errors allows so many; then the exit code is 3.
        """)

    @Argument(help: "The curriculum's code.", completion: .curricula) var code: String
    @Argument(help: "A CSV file with a column person; - reads stdin.") var file: String
    @Option(help: "So many rows may be refused while the others are taken.") var maxErrors = 0
    @OptionGroup(title: "Assigning") var wishes: AssignWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let people = try RowsFile.read(file, required: ["person"]).map { row in
        try row.required("person", "a name, an employee number or #id") { $0 }
      }
      let outcome = try await wishes.assign(people, code, source: "file", allowing: maxErrors, write, globals)
      try printer.list(outcome.value)
      let counts = Dictionary(grouping: outcome.value, by: \.kind).mapValues(\.count)
      let refused = counts[.rejected] ?? 0
      Stream.errors.say(
        "\(counts[.assigned] ?? 0) assigned, \(counts[.unchanged] ?? 0) unchanged, \(refused) rejected"
          + (outcome.isRehearsal ? "; dry run: all of it was rolled back." : "."))
      if refused > 0 { throw Failure(exit: .someRejected, "\(refused) rows were rejected; the others are assigned.") }
    }
  }
}

/// Where and from when people learn.
struct AssignWishes: ParsableArguments {
  @Option(help: "The site whose calendar counts the working days.", completion: .sites) var site: String
  @Option(help: "The first day.") var from: LocalDate
  @Option(help: "The version; the newest published one by default.") var version: Int?

  fileprivate func assign(
    _ people: [String], _ code: String, source: String, allowing: Int = 0, _ write: WriteWishes, _ globals: Globals
  ) async throws -> Outcome<[AssignVerdict]> {
    let asked = write.operation(
      "assign.\(source == "file" ? "bulk" : "one")",
      input: [code, site, from.description, version.map(String.init) ?? ""] + people)
    return try await globals.withOnboarding {
      try await $0.assign(
        people, code, version: version, at: site, from: from, source: source, allowing: allowing, as: asked)
    }
  }
}

extension AssignVerdict: Listed {
  static let noun = "verdict"
  static let columns: [Column<AssignVerdict>] = [
    Column("row") { $0.row },
    Column("person") { $0.person },
    Column("verdict") { $0.kind.rawValue },
    Column("reason") { $0.reason },
  ]
}
