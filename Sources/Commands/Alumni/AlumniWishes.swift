import ArgumentParser
import Recruiting
import Store

/// Which alumni are meant.
struct AlumniWishes: ParsableArguments {
  @Option(help: "Whose contract ended on or after this day.") var from: LocalDate
  @Option(help: "And on or before this one.") var through: LocalDate
  @Flag(help: "Also those whom somebody said not to have back.") var unwelcome = false

  var filter: AlumniFilter { AlumniFilter(from: from, through: through, onlyWelcome: !unwelcome) }
}
