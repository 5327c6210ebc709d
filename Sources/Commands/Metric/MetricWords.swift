public import ArgumentParser
public import Scorecards

// Words of the domain that stand on the command line as they are.
extension Definition.Clock: ExpressibleByArgument {}
extension Definition.Strata: ExpressibleByArgument {}
extension Period.Mode: ExpressibleByArgument {}
