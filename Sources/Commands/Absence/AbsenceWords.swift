public import ArgumentParser
public import Store
public import Timekeeping

// Words of the domain that stand on the command line as they are.
extension Absence.Kind: ExpressibleByArgument {}
extension Absence.Decision: ExpressibleByArgument {}
extension AdherenceNote.Decision: ExpressibleByArgument {}

extension Identifier: ExpressibleByArgument {
  /// Reads an id as it was printed, with or without its #.
  public init?(argument: String) {
    self.init(parsing: argument.hasPrefix("#") ? String(argument.dropFirst()) : argument)
  }
}
