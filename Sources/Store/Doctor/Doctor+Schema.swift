internal import Postgres

// What stands in the database, against what this program would make.
extension Doctor {
  @Sendable func level(_ session: Session) throws -> Finding {
    guard let level = try SchemaLevel.read(session) else {
      return .failed("migrations", StoreError.empty.description, fix: "`muster database migrate`")
    }
    do throws(StoreError) {
      let missing = try level.missing(from: scripts)
      guard missing.isEmpty else {
        return .failed(
          "migrations", "\(missing.map(\.name).joined(separator: ", ")) not applied", fix: "`muster database migrate`")
      }
    } catch {
      return .failed("migrations", error.description, fix: "run the program this database was migrated with")
    }
    return .fine("migrations", "all \(scripts.migrations.count) applied")
  }

  /// Whether anyone changed tables, functions or policies by hand since the last migrate.
  @Sendable func drift(_ session: Session) throws -> Finding {
    guard let level = try SchemaLevel.read(session) else { return .fine("drift", "nothing there to drift") }
    guard level.hasCode(of: scripts) else {
      return .failed("drift", "functions and policies are of another program", fix: "`muster database migrate`")
    }
    guard try session.one(.catalogueIsAsMade) else {
      return .failed(
        "drift", "tables, functions or policies were changed by hand since the last migrate",
        fix: "`muster database migrate` puts functions and policies back; compare tables with sql/schema.sql")
    }
    return .fine("drift", "what stands is what was migrated")
  }

  @Sendable func lints(_ session: Session) throws -> Finding {
    guard try SchemaLevel.read(session) != nil else { return .fine("catalogue", "nothing there to look at") }
    let breaches = try session.tuples(
      "lint.all", "SELECT rule, object, fix FROM sec.lint()", as: (String, String, String).self)
    guard let first = breaches.first else { return .fine("catalogue", "every wall stands") }
    let more = breaches.count > 1 ? " and \(breaches.count - 1) more" : ""
    return .failed("catalogue", "\(first.0): \(first.1)\(more)", fix: first.2)
  }

  /// Whether the server's memberships are those that were granted; only an administrator sees all grants.
  @Sendable func roles(_ session: Session) throws -> Finding {
    guard try SchemaLevel.read(session) != nil else { return .fine("roles", "nobody is in yet") }
    let strays = try session.tuples(
      "role.strays",
      """
      SELECT member.rolname::text, role.rolname::text
        FROM pg_auth_members AS link
        JOIN pg_roles AS role ON role.oid = link.roleid AND role.rolname ~ '^muster_'
        JOIN pg_roles AS member ON member.oid = link.member
        JOIN sec.login ON login.login = member.rolname AND login.revoked_at IS NULL
       WHERE role.rolname <> 'muster_person'
         AND NOT EXISTS (
             SELECT FROM sec.role_grant
              WHERE role_grant.person_id = login.person_id AND 'muster_' || role_grant.role = role.rolname)
      """, as: (String, String).self)
    guard let stray = strays.first else { return .fine("roles", "every role was granted by someone") }
    return .failed(
      "roles", "\(stray.0) is in \(stray.1), and nobody granted it", fix: "REVOKE \(stray.1) FROM \(stray.0)", .denied)
  }
}

extension LocalCluster {
  /// As the administrator sees it, once it runs: a doctor starts a patient's heart before listening to it.
  func inspectionOptions(_ scripts: Scripts) async throws(StoreError) -> ConnectionOptions {
    _ = try await ready(scripts)
    return masterOptions()
  }
}
