public import ArgumentParser
public import People
public import Store

// Words of the domain that stand on the command line as they are.
extension Employment.Kind: ExpressibleByArgument {}
extension Employment.EndReason: ExpressibleByArgument {}
extension GroupRole: ExpressibleByArgument {}
