public import ArgumentParser
public import Onboarding

// Words of the domain that stand on the command line as they are.
extension Cohort.State: ExpressibleByArgument {}
extension BoardRow.Status: ExpressibleByArgument {}
extension ItemStanding.Verb: ExpressibleByArgument {}
extension Policy.Kind: ExpressibleByArgument {}
