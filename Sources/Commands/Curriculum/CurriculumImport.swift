import ArgumentParser
import Onboarding
import Store

extension Curricula {
  struct Import: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Draft a version from a cmi5 or SCORM course: a package, or its manifest alone.",
      discussion: """
        muster curriculum import induction.zip --code induction --dry-run
        Structure, pass marks, moveOn and prerequisites become modules and items of the kind package. The content itself \
        is not played here, and what else is not taken is told.
        """)

    @Argument(help: "The zip, cmi5.xml or imsmanifest.xml.") var file: String
    @Option(help: "The curriculum's code, such as induction.") var code: String
    @Option(help: "The legal entity, when you work on several.") var entity: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let course = try readCourse()
      let draft = course.draft(code: code)
      let outcome = try await globals.withOnboarding {
        try await $0.keep(draft, of: entity, as: write.operation("curriculum.import", input: draft))
      }
      for line in course.notTaken { try printer.note("Not taken: \(line).") }
      try printer.changed(
        Change(
          outcome,
          "Version \(outcome.value.number) of \(code) is drafted from \(course.standard.rawValue): "
            + "\(draft.modules.count) modules, \(course.units.count) items.",
          ids: [outcome.value.id.description], next: "muster curriculum show \(code)"))
    }

    private func readCourse() throws -> Outline {
      do {
        return try CoursePackage.read(WholeFile.bytes(file, atMost: CoursePackage.largestFile), name: file)
      } catch let refusal as PackageRefusal {
        throw Failure(exit: .invalid, "\(file): \(refusal)")
      }
    }
  }
}
