internal import People
public import Postgres
public import Store

/// One item as it stands in a version, with the numbers rows are known by.
public struct VersionItem: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<VersionItem>

  public let id: ID
  public let module: String
  public let isRequired: Bool
  public let item: CurriculumDraft.Item
}

/// A version with all that is in it.
public struct VersionContent: Codable, Sendable, Equatable {
  public let version: CurriculumVersion
  public let draft: CurriculumDraft
  public let items: [VersionItem]

  /// What each key waits for, read once.
  public func rules() throws(OnboardingError) -> [String: Prerequisite] {
    var rules: [String: Prerequisite] = [:]
    for (key, text) in draft.prerequisites { rules[key] = try Prerequisite(parsing: text) }
    return rules
  }
}

// MARK: - SQL

extension VersionItem: RowDecodable {
  public static let columns: StaticString = """
    item.id, module.key, module.is_required, item.key, coalesce(right_title.title, item.title), item.kind, item.move_on,
    item.mastery_score, item.weight, item.minutes, item.due_rule, rule.expression, item.reference, policy.code
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    module = try row.next()
    isRequired = try row.next()
    item = CurriculumDraft.Item(
      try row.next(), try row.next(), try row.word(), moveOn: try row.word(), masteryScore: try row.next(),
      weight: try row.next(), minutes: try row.next(), due: try row.next(), after: try row.next(),
      reference: try row.next(), policy: try row.next())
  }

  static func of(_ version: CurriculumVersion.ID) -> Query<VersionItem> {
    Query(
      "item.of",
      """
      SELECT \(raw: columns)
        FROM onboarding.item
        JOIN onboarding.module ON module.id = item.module_id
        LEFT JOIN onboarding.prerequisite AS rule ON rule.version_id = item.version_id AND rule.target_key = item.key
        LEFT JOIN onboarding.policy ON policy.id = item.policy_id
        LEFT JOIN LATERAL (
             SELECT erratum.title FROM onboarding.erratum
              WHERE erratum.version_id = item.version_id AND erratum.key = item.key
              ORDER BY erratum.noted_at DESC
              LIMIT 1
           ) AS right_title ON true
       WHERE item.version_id = \(version)
       ORDER BY module.position, item.position
      """)
  }
}

/// A module's own row.
private struct ModuleRow: RowDecodable {
  static let columns: StaticString = "module.key, module.title, module.is_required, rule.expression"
  let module: CurriculumDraft.Module

  init(row: inout Row) throws(PostgresError) {
    module = CurriculumDraft.Module(
      try row.next(), try row.next(), isRequired: try row.next(), after: try row.next(), items: [])
  }

  static func of(_ version: CurriculumVersion.ID) -> Query<ModuleRow> {
    Query(
      "module.of",
      """
      SELECT \(raw: columns)
        FROM onboarding.module
        LEFT JOIN onboarding.prerequisite AS rule ON rule.version_id = module.version_id AND rule.target_key = module.key
       WHERE module.version_id = \(version)
       ORDER BY module.position
      """)
  }
}

extension VersionContent {
  static func read(_ version: CurriculumVersion, of curriculum: Curriculum, in tx: Session) throws -> VersionContent {
    let items = try tx.all(VersionItem.of(version.id))
    let inModules = Dictionary(grouping: items, by: \.module)
    let modules = try tx.all(ModuleRow.of(version.id)).map { row in
      var module = row.module
      module.items = (inModules[module.key] ?? []).map(\.item)
      return module
    }
    return VersionContent(
      version: version,
      draft: CurriculumDraft(code: curriculum.code, title: curriculum.title, note: version.note, modules: modules),
      items: items)
  }
}

extension CurriculumDraft {
  /// Writes all of it into a version that is a draft, in place of what was there.
  func write(into version: CurriculumVersion.ID, of curriculum: Curriculum, in tx: Session) throws {
    for table in Self.parts {
      try tx.run(Statement("curriculum_version.clear", "DELETE FROM \(table) WHERE version_id = \(version)"))
    }
    try tx.run(
      Statement(
        "module.add",
        """
        INSERT INTO onboarding.module (entity_id, version_id, key, title, position, is_required)
        SELECT \(curriculum.entity), \(version), module.key, module.title, module.place, module.is_required
          FROM unnest(\(modules.map(\.key)), \(modules.map(\.title)), \(modules.map(\.isRequired)))
               WITH ORDINALITY AS module (key, title, is_required, place)
        """))
    try addItems(to: version, of: curriculum, in: tx)
    for (key, text) in prerequisites {
      let rule = try Prerequisite(parsing: text)
      try tx.run(
        Statement(
          "prerequisite.add",
          """
          INSERT INTO onboarding.prerequisite (entity_id, version_id, target_key, expression, needs)
          VALUES (\(curriculum.entity), \(version), \(key), \(rule.description), \(rule.keys))
          """))
    }
  }

  private static let parts: [TableName] = ["onboarding.prerequisite", "onboarding.item", "onboarding.module"]

  private func addItems(to version: CurriculumVersion.ID, of curriculum: Curriculum, in tx: Session) throws {
    let placed = modules.flatMap { module in module.items.enumerated().map { (module.key, $0.offset + 1, $0.element) } }
    let items = placed.map(\.2)
    let rules = try items.map { try $0.due.map { try DueRule(parsing: $0).description } }
    let written = try tx.run(
      Statement(
        "item.add",
        """
        INSERT INTO onboarding.item
            (entity_id, version_id, module_id, key, title, position, kind, move_on, mastery_score, weight, minutes,
             due_rule, reference, policy_id)
        SELECT \(curriculum.entity), \(version), module.id, item.key, item.title, item.place, item.kind, item.move_on,
               item.mastery_score, item.weight, item.minutes, item.due_rule, item.reference, policy.id
          FROM unnest(\(placed.map(\.0)), \(placed.map(\.1)), \(items.map(\.key)), \(items.map(\.title)),
                      \(items.map(\.kind.rawValue)), \(items.map(\.moveOn.rawValue)), \(items.map(\.masteryScore)),
                      \(items.map(\.weight)), \(items.map(\.minutes)), \(rules), \(items.map(\.reference)),
                      \(items.map(\.policy)))
               AS item (module, place, key, title, kind, move_on, mastery_score, weight, minutes, due_rule, reference,
                        policy)
          JOIN onboarding.module ON module.version_id = \(version) AND module.key = item.module
          LEFT JOIN onboarding.policy ON policy.entity_id = \(curriculum.entity) AND policy.code = item.policy
         WHERE item.policy IS NULL OR policy.id IS NOT NULL
        """))
    guard written == items.count else {
      throw OnboardingError.unknown(.policy, items.compactMap(\.policy).joined(separator: ", "), known: [])
    }
  }
}
