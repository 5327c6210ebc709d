import People
import Postgres
import Store

/// A session and all of it that its reader may see.
public struct SessionRecord: Codable, Sendable, Equatable {
  public let session: CoachingSession
  public let steps: [SessionStep]
  public let participants: [Participant]
  /// Each note followed by its addenda.
  public let notes: [Note]
  public let acknowledgements: [Acknowledgement]
  public let actions: [Action]
  public let followUps: [FollowUp]
  public let references: [SessionReference]
  public let training: [TrainingRequest]
}

// MARK: - SQL

extension SessionRecord {
  init(of id: CoachingSession.ID, in tx: Session) throws {
    session = try CoachingSession.find(id, in: tx)
    steps = try tx.all(SessionStep.of(id))
    participants = try tx.all(Participant.of(id))
    notes = try tx.all(Note.of(id))
    acknowledgements = try tx.all(Acknowledgement.of(id))
    actions = try tx.all(Action.of(id))
    followUps = try tx.all(FollowUp.of(id))
    references = try tx.all(SessionReference.of(id))
    training = try tx.all(TrainingRequest.of(id))
  }
}

extension SessionPlan {
  /// The time that is asked for, on the person's own clock.
  func booking(in tx: Session) throws -> Booking {
    let person = try Person.find(person, in: tx)
    guard let zone = try tx.one(Booking.zone(of: person.id, on: on)) else {
      throw CoachingError.people(.notEmployed(person.name, on: on))
    }
    return Booking(person: person, on: on, starts: starts, minutes: minutes, isInShift: isInShift, zone: zone)
  }
}

extension CoachingSession {
  /// Takes the step; when it cannot follow, says what may, and what is missing for it.
  func take(to state: State, reason: String, in tx: Session) throws {
    do {
      _ = try tx.savepoint { try tx.run(step(to: state, reason: reason)) }
    } catch let error as PostgresError {
      switch error.constraint {
      case "step_is_one_that_may_follow", "step_is_taken_once":
        let now = try tx.one(CoachingSession.with(id)).state
        let next = try tx.all(CoachingSession.next(after: now)).compactMap(State.init)
        throw CoachingError.outOfStep(now, to: state, next: next)
      case "session_is_closed_with_every_action_settled":
        throw CoachingError.openActions(try tx.all(Action.openIn(id)))
      case "session_is_answered_or_overdue_before_it_is_closed": throw CoachingError.timeToAnswer(answerBy)
      default: throw error
      }
    }
  }
}
