public import ArgumentParser
public import Store

extension LocalDate: ExpressibleByArgument {
  /// Reads `2011-08-31` and nothing else: no words, no other order of day and month.
  public init?(argument: String) {
    self.init(argument)
  }
}
