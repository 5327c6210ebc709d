public import ArgumentParser
public import Coaching
public import Store

// Words of the domain that stand on the command line as they are.
extension CoachingSession.Kind: ExpressibleByArgument {}
extension CoachingSession.State: ExpressibleByArgument {}
extension Acknowledgement.Stance: ExpressibleByArgument {}
extension Note.Visibility: ExpressibleByArgument {}
extension SessionReference.Kind: ExpressibleByArgument {}

extension LocalTime: ExpressibleByArgument {
  /// Reads `09:30`, a time on the wall clock of the site.
  public init?(argument: String) {
    guard let time = LocalTime(argument) else { return nil }
    self = time
  }
}
