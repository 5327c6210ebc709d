import ArgumentParser
import Scorecards
import Store

extension Forms {
  struct Draft: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "draft",
      abstract: "Keep a form of a JSON file as the next version of its code.",
      discussion: "Nobody evaluates by it before it is published.\n"
        + "muster form draft returns-care returns-care.json && muster form publish returns-care")

    @Argument(help: "A short code, such as returns-care.") var code: String
    @Argument(help: "The JSON file; - reads stdin.") var path: String
    @Option(help: "The legal entity; may be left out when you work on one alone.") var entity: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let form = try EvaluationForm.read(WholeFile.bytes(path, atMost: 500_000))
      let outcome = try await globals.withQuality {
        try await $0.draft(form, as: code, of: entity, write.operation("form.draft", input: [code, form.json]))
      }
      try printer.changed(
        Change(
          outcome, "“\(outcome.value.form.title)” is version \(outcome.value.number) of \(code).",
          ids: ["\(code)/\(outcome.value.number)"], next: "muster form publish \(code)"))
    }
  }

  struct Import: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Keep a form exported by Amazon Connect or Genesys Cloud as the next version of a code.",
      discussion: "Reads CreateEvaluationForm JSON of Connect and evaluation form JSON of Genesys, its API's or "
        + "Terraform's. What cannot be said in our words is listed, and kept with the version.")

    @Argument(help: "A short code, such as returns-care.") var code: String
    @Argument(help: "The JSON file; - reads stdin.") var path: String
    @Option(help: "The legal entity; may be left out when you work on one alone.") var entity: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let foreign = try ForeignForm.read(WholeFile.bytes(path, atMost: 2_000_000))
      let outcome = try await globals.withQuality {
        try await $0.draft(
          foreign.form, as: code, of: entity, remarks: foreign.remarks,
          write.operation("form.import", input: [code, foreign.form.json]))
      }
      let printer = try printer
      for remark in foreign.remarks { printer.note(remark) }
      let left = foreign.remarks.isEmpty ? "Everything was understood" : "\(foreign.remarks.count) remarks"
      try printer.changed(
        Change(
          outcome,
          "“\(outcome.value.form.title)”, \(outcome.value.form.questions.count) questions, is version "
            + "\(outcome.value.number) of \(code). \(left).",
          ids: ["\(code)/\(outcome.value.number)"], next: "muster form show \(code) --version \(outcome.value.number)"))
    }
  }
}
