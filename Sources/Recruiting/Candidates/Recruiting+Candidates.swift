internal import People
internal import Postgres
public import Store

extension Recruiting {
  /// Candidates by a part of their name, or by a whole address or number.
  public func candidates(matching text: String = "", limit: Int = 200) async throws(RecruitingError) -> [Candidate] {
    try await read { tx in try tx.all(Candidate.matching(text, limit: limit)) }
  }

  /// One candidate by `C-12`, `#12`, address, number or name.
  public func candidate(_ text: String) async throws(RecruitingError) -> Candidate {
    try await read { tx in try tx.candidate(text) }
  }

  /// Adds somebody; whom they may be already is a question for ``duplicates()``.
  public func add(
    _ new: NewCandidate, in entity: String? = nil, as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Candidate> {
    try await write(operation) { tx in try new.add(to: try LegalEntity.find(entity, in: tx).id, in: tx) }
  }

  /// Says who a candidate is on the books.
  public func link(
    _ text: String, to person: String, as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Candidate> {
    try await write(operation) { tx in
      let candidate = try tx.candidate(text)
      try tx.run(Candidate.link(candidate.id, to: try Person.find(person, in: tx).id))
      return try tx.one(Candidate.with(candidate.id))
    }
  }

  /// Pairs who share an address or a number.
  public func duplicates() async throws(RecruitingError) -> [Duplicate] {
    try await read { tx in try tx.all(Duplicate.all) }
  }

  /// Makes two candidates one: everything of the second belongs to the first, until ``unmerge(_:as:)``.
  public func merge(
    _ winner: String, _ loser: String, rule: String = "by hand", as operation: Operation
  ) async throws(RecruitingError) -> Outcome<CandidateMerge> {
    try await write(operation) { tx in
      let kept = try tx.candidate(winner)
      let gone = try tx.candidate(loser)
      let id = try tx.one(CandidateMerge.merge(kept.id, gone.id, rule: rule))
      return CandidateMerge(id: id, winner: try tx.one(Candidate.with(kept.id)), loser: gone.id)
    }
  }

  /// Tells two merged candidates apart again: each has what they had.
  public func unmerge(
    _ merge: Identifier<CandidateMerge>, as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Candidate> {
    try await write(operation) { tx in
      let loser = try tx.one(CandidateMerge.undo(merge))
      return try tx.one(Candidate.with(loser))
    }
  }

  /// Everything that happened to a candidate, in order.
  public func timeline(of text: String) async throws(RecruitingError) -> [TimelineEntry] {
    try await read { tx in try tx.all(TimelineEntry.of(try tx.candidate(text).id)) }
  }
}
