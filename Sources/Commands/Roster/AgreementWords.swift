public import ArgumentParser
public import Scheduling

// Words of the domain that stand on the command line as they are.
extension HoursOffer.Kind: ExpressibleByArgument {}
extension Swap.Step: ExpressibleByArgument {}
extension AvailabilityWish.Kind: ExpressibleByArgument {}
