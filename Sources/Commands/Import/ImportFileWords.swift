public import ArgumentParser
public import Intake

// Words of the domain that stand on the command line as they are.
extension FileKind: ExpressibleByArgument {}
extension CSVDelimiter: ExpressibleByArgument {}
extension Vendor: ExpressibleByArgument {}
