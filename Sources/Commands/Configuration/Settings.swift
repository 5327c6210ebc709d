import FoundationEssentials

/// One setting with where it came from.
struct Setting: Equatable, Sendable {
  let name: String
  let value: String
  /// Such as `--profile`, `MUSTER_FORMAT` or `config.toml:3`.
  let origin: String
}

/// What holds for this run: options win over the environment, that over the project's file, that over the user's and
/// the system's.
struct Settings: Sendable {
  private(set) var byName: [String: Setting] = [:]

  /// Names that a file may set at its top, or in a `[profile.NAME]` table.
  static let general: Set<String> = ["profile", "format", "pager"]
  /// Names of a profile: libpq's own, and whether writes there deserve a banner.
  static let connection: Set<String> = [
    "host", "port", "dbname", "user", "passfile", "service", "sslmode", "sslrootcert", "sslcert", "sslkey",
    "channel_binding", "connect_timeout", "target_session_attrs", "application_name",
  ]
  static let profile = general.subtracting(["profile"]).union(connection).union(["production"])
  static let environment = [
    "profile": "MUSTER_PROFILE", "format": "MUSTER_FORMAT", "pager": "MUSTER_PAGER", "as": "MUSTER_AS",
  ]

  subscript(name: String) -> Setting? { byName[name] }

  var all: [Setting] { byName.values.sorted { $0.name < $1.name } }

  /// The connection keywords of the chosen profile, for libpq; empty when no profile is in force.
  var connectionKeywords: [String: String] {
    byName.values.filter { Self.connection.contains($0.name) }.reduce(into: [:]) { $0[$1.name] = $1.value }
  }

  var isProduction: Bool { byName["production"]?.value == "true" }

  /// Gathers the settings of this run.
  ///
  /// - Throws: ``Failure`` with ``Exit/configuration`` for a file that cannot be read as it is, for an unknown name in
  ///   it, and for a profile that no file defines.
  init(
    options: [String: String] = [:], environment: Environment = .process, files: [String]? = nil
  ) throws(Failure) {
    var read: [File] = []
    for path in files ?? Self.files(environment) {
      if let file = try File(path) { read.append(file) }
    }
    for file in read.reversed() { take(file.general) }
    for (name, variable) in Self.environment {
      if let value = environment[variable] { byName[name] = Setting(name: name, value: value, origin: variable) }
    }
    for (name, value) in options { byName[name] = Setting(name: name, value: value, origin: "--" + name) }
    guard let profile = byName["profile"] else { return }
    guard let settings = read.lazy.compactMap({ $0.profiles[profile.value] }).first else {
      let known = Set(read.flatMap(\.profiles.keys)).sorted()
      throw Failure(
        exit: .configuration, "There is no profile '\(profile.value)' (asked for by \(profile.origin)).",
        next: known.isEmpty ? "muster help configuration" : "--profile " + known.joined(separator: " | "))
    }
    take(settings.filter { byName[$0.name] == nil || byName[$0.name]?.origin.contains(".toml") == true })
  }

  private mutating func take(_ settings: [Setting]) {
    for setting in settings { byName[setting.name] = setting }
  }

  /// The project's file, the user's and the system's: the first that sets a name wins.
  static func files(_ environment: Environment) -> [String] {
    let home = environment["XDG_CONFIG_HOME"] ?? environment["HOME"].map { $0 + "/.config" }
    return [".muster.toml"] + (home.map { [$0 + "/muster/config.toml"] } ?? []) + ["/etc/muster/config.toml"]
  }
}

extension Settings {
  /// One file's settings, each name checked.
  private struct File {
    private(set) var general: [Setting] = []
    private(set) var profiles: [String: [Setting]] = [:]

    /// Reads a file; nil when there is none.
    init?(_ path: String) throws(Failure) {
      guard FileManager.default.fileExists(atPath: path) else { return nil }
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
        throw Failure(exit: .configuration, "\(path) cannot be read as UTF-8 text.")
      }
      do {
        try read(TOML(text), path: path)
      } catch let refused as TOML.Refused {
        throw Failure(exit: .configuration, "\(path): \(refused.reason).", line: refused.line)
      } catch let failure as Failure {
        throw failure
      } catch {
        throw Failure(exit: .configuration, "\(path): \(error)")
      }
    }

    private mutating func read(_ toml: TOML, path: String) throws {
      for (key, entry) in toml.values.sorted(by: { $0.value.line < $1.value.line }) {
        let parts = key.split(separator: ".").map(String.init)
        let origin = "\(path):\(entry.line)"
        if parts.count == 3, parts[0] == "profile" {
          try check(parts[2], among: Settings.profile, origin)
          profiles[parts[1], default: []].append(Setting(name: parts[2], value: entry.value.plain, origin: origin))
        } else {
          try check(key, among: Settings.general, origin)
          general.append(Setting(name: key, value: entry.value.plain, origin: origin))
        }
      }
    }

    private func check(_ name: String, among known: Set<String>, _ origin: String) throws(Failure) {
      guard !known.contains(name) else { return }
      if name.contains("password") {
        throw Failure(
          exit: .configuration, "\(origin): passwords do not belong in settings.",
          next: "put it into ~/.pgpass (mode 0600), or name a passfile")
      }
      let nearest = name.nearest(among: known.sorted()).map { " Did you mean '\($0)'?" } ?? ""
      throw Failure(
        exit: .configuration, "\(origin): there is no setting '\(name)'.\(nearest)", next: "muster help configuration")
    }
  }
}
