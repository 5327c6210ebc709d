public import ArgumentParser
public import Recruiting

// Words of hiring that stand on the command line as they are.
extension Dimension: ExpressibleByArgument {}
extension PostingContent.Hours: ExpressibleByArgument {}
extension PrivacyRequest.Kind: ExpressibleByArgument {}
extension PrivacyRequest.State: ExpressibleByArgument {}
