import ArgumentParser

/// The whole command line on one page, made from the commands themselves.
///
/// `muster help manual` prints it; the copy in Commands.docc is compared with it by a test.
enum Manual {
  static var text: String {
    let pages = commands(below: Muster.self, path: "muster").map { path, command in
      "## \(path)\n\n```\n\(own(Muster.helpMessage(for: command, columns: 100)))\n```\n"
    }
    return """
      # The manual

      Every verb with its own options. All of them also take the options of the last section.

      <!-- Made by `muster help manual`; do not edit. -->

      \(pages.joined(separator: "\n"))
      ## Options of every verb

      ```
      \(shared(Muster.helpMessage(for: Config.Show.self, columns: 100)))
      ```

      """
  }

  /// The verbs, in the order of the help.
  private static func commands(
    below node: any ParsableCommand.Type, path: String
  ) -> [(String, any ParsableCommand.Type)] {
    node.configuration.subcommands.flatMap { command -> [(String, any ParsableCommand.Type)] in
      let name = path + " " + command._commandName
      let isVerb = command.configuration.subcommands.isEmpty
      return isVerb ? [(name, command)] : commands(below: command, path: name)
    }
  }

  /// A help text without the sections that every verb has.
  private static func own(_ help: String) -> String {
    sections(of: help).filter { !isShared($0) }.joined(separator: "\n\n")
  }

  private static func shared(_ help: String) -> String {
    sections(of: help).filter(isShared).joined(separator: "\n\n")
  }

  private static func isShared(_ section: String) -> Bool {
    section.hasPrefix("OUTPUT:") || section.hasPrefix("CONNECTION:")
  }

  private static func sections(of help: String) -> [String] {
    var sections: [String] = []
    for line in help.split(separator: "\n", omittingEmptySubsequences: false) {
      let isHeading = line.hasSuffix(":") && line.first?.isUppercase == true && !line.contains("  ")
      if isHeading || sections.isEmpty {
        sections.append(String(line))
      } else {
        sections[sections.count - 1] += "\n" + line
      }
    }
    return sections.map { section in
      var section = section
      while section.last == "\n" { section.removeLast() }
      return section
    }.filter { !$0.isEmpty }
  }
}
