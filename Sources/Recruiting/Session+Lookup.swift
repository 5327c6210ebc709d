internal import People
internal import Postgres
internal import Store

/// What a recruiter typed, as the one thing it names among those the caller may see.
extension Session {
  func requisition(_ code: String) throws -> Requisition {
    guard let found = try first(Requisition.called(code)) else {
      throw RecruitingError.unknown(.requisition, code, known: try all(Requisition.codes))
    }
    return found
  }

  func pipeline(_ name: String?, of entity: LegalEntity.ID) throws -> Pipeline {
    guard let found = try first(Pipeline.newest(name, of: entity)) else {
      throw RecruitingError.unknown(.pipeline, name ?? "", known: try all(Pipeline.names(of: entity)))
    }
    return found
  }

  /// A candidate by `C-12`, `#12`, e-mail address or name; who was merged stands for whom they were merged into.
  func candidate(_ text: String) throws -> Candidate {
    let found = try all(Candidate.called(text))
    guard found.count < 2 else {
      throw RecruitingError.several(.candidate, text, found.map { "C-\($0.id)" })
    }
    guard let candidate = found.first else { throw RecruitingError.unknown(.candidate, text, known: []) }
    return candidate
  }

  /// An application by `A-12` or `#12`, or by its candidate's name while they have one only.
  func application(_ text: String) throws -> Application {
    let found = try all(Application.called(text))
    guard found.count < 2 else {
      throw RecruitingError.several(.application, text, found.map { "\($0.code) (\($0.requisition))" })
    }
    guard let application = found.first else { throw RecruitingError.unknown(.application, text, known: []) }
    return application
  }

  func stage(_ name: String, of application: Application) throws -> Stage {
    let stages = try all(Stage.of(application.pipeline))
    guard let stage = stages.first(where: { $0.name.lowercased() == name.lowercased() }) else {
      throw RecruitingError.unknown(.stage, name, known: stages.map(\.name))
    }
    return stage
  }

  func reason(_ name: String, of entity: LegalEntity.ID) throws -> Reason {
    let reasons = try all(Reason.live(of: entity))
    guard let reason = reasons.first(where: { $0.name.lowercased() == name.lowercased() }) else {
      throw RecruitingError.unknown(.reason, name, known: reasons.map(\.name))
    }
    return reason
  }

  func source(_ name: String, of entity: LegalEntity.ID) throws -> CandidateSource {
    let sources = try all(CandidateSource.all).filter { $0.entity == entity }
    guard let source = sources.first(where: { $0.name.lowercased() == name.lowercased() }) else {
      throw RecruitingError.unknown(.source, name, known: sources.map(\.name))
    }
    return source
  }
}

/// The number behind `A-12`, `C-12` or `#12`.
func number(of text: String, after letter: String) -> Int64? {
  for prefix in [letter + "-", "#"] where text.uppercased().hasPrefix(prefix) {
    return Int64(text.dropFirst(prefix.count))
  }
  return nil
}
