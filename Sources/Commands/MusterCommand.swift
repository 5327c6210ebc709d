import ArgumentParser

/// A verb: it has the options that every command has.
protocol MusterCommand: AsyncParsableCommand {
  var globals: Globals { get }
}

extension MusterCommand {
  var printer: Printer {
    get throws { Printer(globals.output, settings: try globals.settings()) }
  }
}

extension Globals {
  /// The settings of this run, with the options of this command on top.
  func settings() throws(Failure) -> Settings {
    var options: [String: String] = [:]
    options["profile"] = place.profile
    options["as"] = place.person
    options["format"] = output.format?.rawValue
    return try Settings(options: options)
  }
}
