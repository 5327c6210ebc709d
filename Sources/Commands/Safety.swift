import ArgumentParser
import Glibc

/// The two proofs that something destructive is meant.
struct SafetyWishes: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Answer yes to questions; scripts need it for what destroys.")
  var yes = false

  @Option(help: "The name of what is to be destroyed, to prove that it is meant.")
  var confirm: String?

  /// Asks a person, or refuses where nobody can answer.
  ///
  /// - Parameter warning: What will be gone, with its size.
  func require(name: String? = nil, before warning: String) throws {
    if let name, confirm != name, !asks { throw refusal(warning, "--confirm \(name)") }
    if !yes, !asks { throw refusal(warning, "--yes") }
    if yes, name == nil || confirm == name { return }
    let wanted = name ?? "yes"
    try Stream.errors.write("\(warning)\nType \(wanted) to go on: ")
    guard readLine() == wanted else { throw Failure.usage("Nothing was changed.") }
  }

  private var asks: Bool { isatty(STDIN_FILENO) == 1 }

  private func refusal(_ warning: String, _ flag: String) -> Failure {
    .usage("\(warning) Nothing was changed.", next: "the same command with \(flag)")
  }
}
