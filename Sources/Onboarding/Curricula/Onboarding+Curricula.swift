internal import People
internal import Postgres
public import Store

extension Onboarding {
  /// What there is to learn, by code.
  public func curricula() async throws(OnboardingError) -> [Curriculum] {
    try await read { tx in try tx.all(Curriculum.all) }
  }

  /// The versions of a curriculum, newest first.
  public func versions(of code: String) async throws(OnboardingError) -> [CurriculumVersion] {
    try await read { tx in try tx.all(CurriculumVersion.of(Curriculum.find(code, in: tx).id)) }
  }

  /// A version with all that is in it: that of a number, else the newest published one, else the draft.
  public func content(of code: String, version: Int? = nil) async throws(OnboardingError) -> VersionContent {
    try await read { tx in
      let curriculum = try Curriculum.find(code, in: tx)
      return try VersionContent.read(CurriculumVersion.find(version, of: curriculum, in: tx), of: curriculum, in: tx)
    }
  }

  /// Keeps a draft: of a new curriculum, of a new version, or in place of what was drafted before.
  ///
  /// - Parameter entity: The company's name; may be left out by who works on one alone.
  /// - Throws: ``OnboardingError/unreadable(_:)`` naming each problem of the draft.
  public func keep(
    _ draft: CurriculumDraft, of entity: String? = nil, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<CurriculumVersion> {
    let problems = draft.problems
    guard problems.isEmpty else { throw .unreadable(problems.joined(separator: "\n")) }
    return try await write(operation) { tx in
      if try tx.first(Curriculum.coded(draft.code)) == nil {
        try tx.run(Curriculum.add(draft.code, title: draft.title, to: try LegalEntity.find(entity, in: tx).id))
      }
      let curriculum = try Curriculum.find(draft.code, in: tx)
      let versions = try tx.all(CurriculumVersion.of(curriculum.id))
      let open = versions.first { $0.state == .draft }
      if versions.first?.state == .inReview { throw OnboardingError.inReview(draft.code) }
      let id =
        try open?.id
        ?? tx.one(
          CurriculumVersion.add(
            (versions.first?.number ?? 0) + 1, to: curriculum, after: versions.first?.id, note: draft.note))
      try draft.write(into: id, of: curriculum, in: tx)
      return try tx.one(CurriculumVersion.with(id))
    }
  }

  /// Takes the version that is being written a step on: to review, back, or to its learners.
  public func step(
    _ code: String, version: Int? = nil, to state: CurriculumVersion.State, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<CurriculumVersion> {
    try await write(operation) { tx in
      let curriculum = try Curriculum.find(code, in: tx)
      let versions = try tx.all(CurriculumVersion.of(curriculum.id))
      let isWritten: (CurriculumVersion) -> Bool = { $0.state == .draft || $0.state == .inReview }
      let meant =
        version.map { number in versions.first { $0.number == number } }
        ?? versions.first { state == .retired ? $0.state == .published : isWritten($0) }
      guard let meant else { throw OnboardingError.noVersionToTake(code, to: state.rawValue) }
      try tx.run(CurriculumVersion.step(meant.id, to: state))
      return try tx.one(CurriculumVersion.with(meant.id))
    }
  }

  /// What changes from one version to another.
  public func diff(_ code: String, from old: Int, to new: Int) async throws(OnboardingError) -> VersionDiff {
    try await read { tx in
      let curriculum = try Curriculum.find(code, in: tx)
      let contents = try [old, new].map {
        try VersionContent.read(CurriculumVersion.find($0, of: curriculum, in: tx), of: curriculum, in: tx).draft
      }
      return VersionDiff(from: contents[0], to: contents[1])
    }
  }

  /// Puts a typing mistake in a published title right; nobody's progress moves.
  public func correct(
    _ key: String, of code: String, version: Int? = nil, title: String, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<CurriculumVersion> {
    try await write(operation) { tx in
      let curriculum = try Curriculum.find(code, in: tx)
      let version = try CurriculumVersion.find(version, of: curriculum, in: tx)
      let items = try tx.all(VersionItem.of(version.id))
      guard items.contains(where: { $0.item.key == key }) else {
        throw OnboardingError.unknown(.item, key, known: items.map(\.item.key))
      }
      try tx.run(
        Statement(
          "erratum.add",
          """
          INSERT INTO onboarding.erratum (entity_id, version_id, key, title)
          VALUES (\(version.entity), \(version.id), \(key), \(title))
          """))
      return version
    }
  }
}
