import ArgumentParser

extension Config {
  struct Show: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show the settings in force.")

    @Flag(help: "Also show where each value comes from.") var origin = false
    @OptionGroup var globals: Globals

    func run() async throws {
      let settings = try globals.settings()
      var printer = Printer(globals.output, settings: settings)
      if origin, globals.output.columns == nil { printer = printer.showing(Setting.columns.map(\.name)) }
      try printer.list(settings.all)
    }
  }
}

extension Setting: Listed {
  static let noun = "setting"
  static let columns: [Column<Setting>] = [
    Column("name") { $0.name },
    Column("value") { $0.value },
    Column("origin", shown: false) { $0.origin },
  ]
}
