import ArgumentParser
import Postgres

/// Measures the database wrapper in one mode and prints one line of JSON, as every peer of the benchmark does.
struct PostgresCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "postgres", abstract: "Measure the PostgreSQL wrapper; the connection comes from PG*.")

  enum Mode: String, CaseIterable, ExpressibleByArgument {
    case rtt, pipeline, checkout, cancel
    case fetchSingle = "fetch_single"
    case fetchWhole = "fetch_whole"
    case copyInBinary = "copy_in_binary"
    case copyOutBinary = "copy_out_binary"
  }

  @Argument(help: "What to measure.")
  var mode: Mode

  @Argument(help: "How often.")
  var count: Int?

  @Flag(name: .customLong("async"), help: "Read rows as an asynchronous sequence instead of by closure.")
  var isAsynchronous = false

  func run() async throws {
    var options = ConnectionOptions.environment()
    options.settings = [:]
    let connection = try await Connection.open(options)
    let measurement =
      switch mode {
      case .rtt: try await PostgresModes.roundTrips(connection, count ?? 100_000)
      case .pipeline: try await PostgresModes.pipeline(connection, count ?? 400_000)
      case .checkout: try await PostgresModes.checkouts(Pool(options, maximum: 1), count ?? 50_000)
      case .cancel: try await PostgresModes.cancels(connection, count ?? 50)
      case .fetchSingle:
        isAsynchronous
          ? try await PostgresModes.sequence(connection) : try await PostgresModes.stream(connection)
      case .fetchWhole: try await PostgresModes.whole(connection)
      case .copyInBinary: try await PostgresModes.copyIn(connection, count ?? 1_000_000)
      case .copyOutBinary: try await PostgresModes.copyOut(connection)
      }
    print(measurement.json(mode.rawValue))
    await connection.close()
  }
}
