internal import People
public import Postgres
public import Store

extension Recruiting {
  /// The requisitions the caller may see, by code.
  public func requisitions(
    state: Requisition.State? = nil, season: String? = nil
  ) async throws(RecruitingError) -> [Requisition] {
    try await read { tx in try tx.all(Requisition.all(state: state, season: season)) }
  }

  /// One requisition by its code.
  public func requisition(_ code: String) async throws(RecruitingError) -> Requisition {
    try await read { tx in try tx.requisition(code) }
  }

  /// Asks for people; nobody is sought before another approved it.
  public func ask(_ wish: NewRequisition, as operation: Operation) async throws(RecruitingError) -> Outcome<Requisition>
  {
    try await write(operation) { tx in try wish.add(in: tx) }
  }

  /// Asks for the same again, under another code and for another season: a draft without seats, to be approved anew.
  public func copy(
    requisition code: String, as other: String, season: String? = nil, as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Requisition> {
    try await write(operation) { tx in
      try tx.run(Requisition.copy(try tx.requisition(code).id, as: other, season: season))
      return try tx.requisition(other)
    }
  }

  /// Moves a requisition: submit it, open it, hold it, cancel it.
  ///
  /// - Throws: a rule with the legal next moves.
  public func move(
    requisition code: String, to state: Requisition.State, note: String = "", as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Requisition> {
    try await write(operation) { tx in
      let requisition = try tx.requisition(code)
      try tx.run(Requisition.move(requisition.id, to: state, note: note))
      return try tx.requisition(code)
    }
  }

  /// Approves or rejects what somebody else asked for.
  public func decide(
    requisition code: String, approved: Bool, note: String = "", as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Requisition> {
    try await write(operation) { tx in
      let requisition = try tx.requisition(code)
      try tx.run(Requisition.decide(requisition, approved ? "approved" : "rejected", note: note))
      return try tx.requisition(code)
    }
  }

  /// Ends a cancelled or filled requisition for everybody still in play, as a batch that can be undone.
  public func closeApplications(
    of code: String, expecting: Int? = nil, as operation: Operation
  ) async throws(RecruitingError) -> Outcome<BulkReport> {
    try await write(operation) { tx in
      let requisition = try tx.requisition(code)
      let filter = ApplicationFilter(requisition: code)
      return try Bulk(kind: .close, name: "close \(code)", filter: filter, expecting: expecting)
        .end(.closed, reason: nil, note: "requisition \(requisition.state.rawValue)", in: tx)
    }
  }

  /// The seats of a requisition, or of all the caller may see.
  public func openings(of code: String? = nil) async throws(RecruitingError) -> [Opening] {
    try await read { tx in try Opening.of(try code.map { try tx.requisition($0).id }, in: tx) }
  }

  /// Adds seats that start with a class.
  public func addOpenings(
    _ count: Int, to code: String, into trainingClass: String, as operation: Operation
  ) async throws(RecruitingError) -> Outcome<[Opening]> {
    try await write(operation) { tx in
      let requisition = try tx.requisition(code)
      let found = try TrainingClass.find(trainingClass, in: tx)
      try tx.run(
        Opening.add(
          count, to: requisition, into: found.id, on: found.startsOn, weeklyMinutes: requisition.weeklyMinutes))
      return try Opening.of(requisition.id, in: tx).suffix(count)
    }
  }

  /// Adds seats that start on a day, without a class.
  public func addOpenings(
    _ count: Int, to code: String, on startsOn: LocalDate, as operation: Operation
  ) async throws(RecruitingError) -> Outcome<[Opening]> {
    try await write(operation) { tx in
      let requisition = try tx.requisition(code)
      try tx.run(
        Opening.add(count, to: requisition, into: nil, on: startsOn, weeklyMinutes: requisition.weeklyMinutes))
      return try Opening.of(requisition.id, in: tx).suffix(count)
    }
  }

  /// Approves, opens or cancels a seat.
  public func move(
    seat number: Int, of code: String, to state: Opening.State, note: String = "", as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Opening> {
    try await write(operation) { tx in
      let seat = try tx.seat(number, of: code)
      try tx.run(Opening.move(seat.id, to: state, note: note))
      return try tx.seat(number, of: code)
    }
  }

  /// Lets a seat start with another class.
  public func shift(
    seat number: Int, of code: String, into trainingClass: String, as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Opening> {
    try await write(operation) { tx in
      let seat = try tx.seat(number, of: code)
      try tx.run(Opening.shift(seat.id, into: try TrainingClass.find(trainingClass, in: tx)))
      return try tx.seat(number, of: code)
    }
  }
}

extension Session {
  func seat(_ number: Int, of code: String) throws -> Opening {
    let requisition = try requisition(code)
    let seats = try Opening.of(requisition.id, in: self)
    guard let seat = seats.first(where: { $0.number == number }) else {
      throw RecruitingError.unknown(.opening, "\(code) \(number)", known: seats.map { "\(code) \($0.number)" })
    }
    return seat
  }
}
