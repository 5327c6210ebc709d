public import ArgumentParser
public import Scheduling
import Store

// Words of the domain that stand on the command line as they are.
extension HoursOffer.Kind: ExpressibleByArgument {}
extension Swap.Step: ExpressibleByArgument {}
extension AvailabilityWish.Kind: ExpressibleByArgument {}

extension AgreedChange: ExpressibleByArgument {
  public init?(argument: String) {
    guard let at = argument.lastIndex(of: "@"), at > argument.startIndex,
      let day = LocalDate(String(argument[argument.index(after: at)...]))
    else { return nil }
    self.init(person: String(argument[..<at]), day: day)
  }
}
