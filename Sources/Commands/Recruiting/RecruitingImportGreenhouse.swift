import ArgumentParser
import FoundationEssentials
import Recruiting
import Store

extension RecruitingCommand {
  struct ImportingGreenhouse: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "import-greenhouse", abstract: "Take in a folder of a Greenhouse Harvest export, as one batch.",
      discussion: """
        Each file is named after what it holds, such as candidates.json, with one record or a list of them:
        \(HarvestObject.allCases.map(\.rawValue).sorted().joined(separator: ", ")).
        Records that do not say whose they are say it in the file's name: activity_feed.53883394.json,
        job_openings.6404.json. Jobs come in as drafts; an import approves nothing. The same folder again adds nothing.
        """)

    @Argument(help: "The folder.") var folder: String
    @Option(help: "The site of the jobs.", completion: .sites) var site: String
    @Option(help: "The pipeline its stages are read as; the newest when left out.") var pipeline: String?
    @Flag(help: "Show what became of each record.") var verdicts = false
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    /// More than any export of one file that a person looks after.
    private static let limit = 200_000_000

    func run() async throws {
      var wish = HarvestImport(named: folder, at: site, files: try files())
      wish.pipeline = pipeline
      let asked = wish
      let outcome = try await globals.withRecruiting {
        try await $0.take(asked, as: write.operation("recruiting.import_greenhouse", input: [folder, site]))
      }
      try printer.imported(outcome, from: folder, verdicts: verdicts)
    }

    private func files() throws -> [HarvestFile] {
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
        throw Failure(exit: .missing, "\(folder) is no folder that can be read.")
      }
      let files = try names.sorted().compactMap { name in
        name.hasSuffix(".json")
          ? HarvestFile(name, try WholeFile.bytes("\(folder)/\(name)", atMost: Self.limit)) : nil
      }
      guard !files.isEmpty else {
        throw Failure(
          exit: .invalid, "\(folder) holds no file of a Harvest export.",
          next: "name the files after what they hold: candidates.json, applications.json")
      }
      return files
    }
  }
}
