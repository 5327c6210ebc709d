import Store

extension Globals {
  /// Where the database is: a profile that was asked for, the `PG*` variables, the usual profile, the private cluster.
  func resolvedPlace() throws -> StorePlace {
    let settings = try settings()
    if settings.isProduction, let profile = settings["profile"] {
      let terminal = Terminal(descriptor: Stream.errors.descriptor, wantsColor: !output.noColor)
      Stream.errors.say(terminal.styled("▲ production: profile \(profile.value)", .yellow))
    }
    return settings.place
  }

  /// Opens the database as the person that the options name, runs the body, and lets go of it.
  func withStore<Value>(_ body: (Store) async throws -> Value) async throws -> Value {
    let store = try await Store.open(resolvedPlace(), as: settings()["as"]?.value, for: output.request)
    do {
      let value = try await body(store)
      await store.close()
      return value
    } catch {
      await store.close()
      throw error
    }
  }
}

extension Settings {
  /// Where these settings say that the database is.
  var place: StorePlace {
    let isAsked = self["profile"]?.origin == "--profile"
    return isAsked ? .resolve(flags: connectionKeywords) : .resolve(profile: connectionKeywords)
  }
}

extension OutputWishes {
  /// This run, which tells of its statements on stderr with `--verbose`.
  fileprivate var request: Request {
    guard verbose else { return Request(id: Request.id) }
    Stream.errors.say("request \(Request.id)")
    return Request(id: Request.id) { Stream.errors.say("  " + $0) }
  }
}

extension Request {
  /// This run's: eight hexadecimal digits.
  static let id = String(UInt32.random(in: 0x1000_0000 ... .max), radix: 16)
}

extension WriteWishes {
  /// The operation of this run, under the key that was given or one made up.
  func operation(_ name: String, input: some Encodable = [String]()) -> Operation {
    Operation(name, key: key, input: input, dryRun: dryRun)
  }
}

extension Change {
  /// What a write came to, told in a sentence.
  init(_ outcome: Outcome<some Sendable & Codable>, _ summary: String, ids: [String] = [], next: String? = nil) {
    self.init(
      summary: summary, ids: ids, next: next, isRehearsal: outcome.isRehearsal, isReplay: outcome.isReplay,
      operation: outcome.isRehearsal ? nil : String(outcome.id))
  }
}

extension Failure {
  /// A room's no, in that room's words; its kind is the exit code.
  init(_ refusal: any Refusal) {
    self.init(exit: Exit(rawValue: refusal.kind.rawValue) ?? .bug, refusal.description)
  }
}
