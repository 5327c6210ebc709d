public import Postgres
public import Store

/// Why the workload said no, in the user's words.
public enum WorkloadError: Refusal, Equatable {
  case unknownSource
  case unknownQueue(String)
  case unknownBatch
  case alreadyUndone
  /// A later operation changed some of the facts again.
  case changedSince(Int64)
  case nameTaken(String)
  case badName(String)
  case agentOfAnotherEntity
  /// Somebody else is meant by this name on some of the days.
  case referenceIsTaken
  case unknownSite
  case ambiguousSite
  /// A fact breaks a rule of the schema that no reader caught before.
  case rule(String)
  /// The store could not do it; what sort of no it is, and the words for the log.
  case store(RefusalKind, String)
}

extension WorkloadError {
  /// Reads the violated constraint's name: the schema states each rule once, and this names it.
  public init(_ error: PostgresError) {
    switch error.constraint {
    case "source_name_is_unique_in_its_entity": self = .nameTaken("source")
    case "queue_code_is_unique_in_its_entity": self = .nameTaken("queue")
    case "channel_code_is_unique_in_its_entity": self = .nameTaken("channel")
    case "source_name_is_1_to_60_plain_letters": self = .badName("source")
    case "queue_code_is_1_to_40_plain_letters": self = .badName("queue")
    case "channel_code_is_1_to_40_plain_letters": self = .badName("channel")
    case "agent_identity_person_is_of_the_entity": self = .agentOfAnotherEntity
    case "agent_identity_is_one_person_at_a_time": self = .referenceIsTaken
    case let rule? where error.sqlState == .checkViolation:
      self = .rule(String(rule.map { $0 == "_" ? " " : $0 }))
    default: self = .store(RefusalKind(error), error.description)
    }
  }

  public var kind: RefusalKind {
    switch self {
    case .unknownSource, .unknownQueue, .unknownBatch, .unknownSite: .missing
    case .alreadyUndone, .changedSince, .nameTaken, .referenceIsTaken: .conflict
    case .badName, .agentOfAnotherEntity, .ambiguousSite, .rule: .invalid
    case .store(let kind, _): kind
    }
  }
}

extension WorkloadError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknownSource: "No such source. `muster source list` shows them; `muster source add` makes one."
    case .unknownQueue(let code): "No queue is called \(code). `muster queue list` shows them."
    case .unknownBatch: "No import with this number. `muster import status` shows them."
    case .alreadyUndone: "This import was undone before."
    case .changedSince(let later): "A later import, \(later), changed some of the same rows: undo that one first."
    case .nameTaken(let what): "There is a \(what) of this name already. `muster \(what) list` shows them."
    case .badName(let what):
      "A \(what) is named with a small letter, then small letters, digits, - or _, such as `returns` or `de-shop`."
    case .agentOfAnotherEntity: "This person does not work for the source's legal entity."
    case .referenceIsTaken:
      "On some of these days the source means somebody else by this name. `muster source agents SOURCE` shows whom."
    case .unknownSite: "No such site. `muster site list` shows them."
    case .ambiguousSite: "Two legal entities have a site of this name: act as someone of only one of them."
    case .rule(let rule): "The data breaks a rule: \(rule)."
    case .store(.denied, _): "You may not do this. A planner or HR of the legal entity may."
    case .store(_, let words): "The database did not take it: \(words)"
    }
  }
}
