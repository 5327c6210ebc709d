import ArgumentParser
import Glibc
import Store

extension Muster {
  /// Runs the program: parse, run, and end with the exit code that says what happened.
  public static func start(_ arguments: [String] = Array(CommandLine.arguments.dropFirst())) async -> Never {
    signal(SIGPIPE, SIG_IGN)
    Glibc.exit(await outcome(of: Arguments.settled(arguments)).rawValue)
  }

  private static func outcome(of arguments: [String]) async -> Exit {
    do {
      if let topic = Arguments.topic(arguments) {
        try Printer(OutputWishes.parse([])).document(topic.text)
        return .done
      }
      if arguments == ["help", "manual"] {
        try Printer(OutputWishes.parse([])).document(Manual.text)
        return .done
      }
      try Arguments.refuseUnknownNames(arguments, root: self)
      try await run(arguments)
      return .done
    } catch {
      return tell(error, wantsJSON: Arguments.wantJSON(arguments))
    }
  }

  /// Parses and runs the command in a task that Ctrl-C cancels.
  private static func run(_ arguments: [String]) async throws {
    let work = Task {
      var command = try await asyncParseAsRoot(arguments)
      if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
    }
    Interrupt.watch { work.cancel() }
    do { try await work.value } catch { throw work.isCancelled ? CancellationError() : error }
  }

  /// Tells people or programs what went wrong, on stderr.
  private static func tell(_ error: any Error, wantsJSON: Bool) -> Exit {
    if error is Hangup { return .done }
    guard let failure = Failure(error) else { return tellUsage(error, wantsJSON: wantsJSON) }
    if wantsJSON {
      Stream.errors.say(failure.json)
    } else {
      failure.lines(on: Terminal(descriptor: Stream.errors.descriptor)).forEach(Stream.errors.say)
    }
    return failure.exit
  }

  /// Help, version and usage errors are ArgumentParser's to word.
  private static func tellUsage(_ error: any Error, wantsJSON: Bool) -> Exit {
    let text = fullMessage(for: error)
    switch exitCode(for: error) {
    case .success:
      try? Stream.output.write(text + "\n")
      return .done
    case .validationFailure:
      let words = Failure.usage(message(for: error))
      Stream.errors.say(wantsJSON ? words.json : text)
      return .usage
    default:
      Stream.errors.say(wantsJSON ? Failure(exit: .bug, text).json : text)
      return .bug
    }
  }
}

extension Failure {
  /// What an error of any room means to the person; nil for those of ArgumentParser.
  init?(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let refusal as any Refusal: self.init(refusal)
    case is CancellationError: self.init(exit: .interrupted, "Interrupted; nothing was changed.")
    default: return nil
    }
  }
}
