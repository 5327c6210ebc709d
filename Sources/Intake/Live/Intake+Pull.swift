public import Store
internal import Web

extension Intake {
  /// Pulls what is new in an account, stream after stream.
  ///
  /// Each page's rows, its counts and where the next pull begins come in one transaction, so a pull that was cut off is
  /// gone on with by pulling again. Pages saved by an earlier pull are read instead of asked for where
  /// `request.replay` names their folder.
  ///
  /// - Throws: ``IntakeError/pull(_:)`` when the account gives no more pages, and what any import may throw.
  public func pull(_ request: PullRequest, as operation: Operation) async throws(IntakeError) -> PullReport {
    do {
      let streams = try Self.streams(of: request)
      let client = WebClient(authority: request.authority, patience: request.webPatience)
      var pull = StreamPull(
        request: request, store: store, operation: operation,
        courier: try request.replay == nil ? Courier(request, client) : nil,
        saving: try request.tee.map { folder throws(PullRefusal) in try SavedPages.making(folder) },
        budget: request.maxRequests)
      var report = PullReport()
      for stream in streams {
        do {
          report.parts.append(try await pull.pull(stream))
        } catch PullRefusal.denied(_, let status, let words)
          where stream.isOptional && [400, 403, 404, 200].contains(status)
        {
          var part = PullReport.Part(stream: stream.name)
          part.notes = ["\(stream.name) was left out: the account has none to give (\(status)): \(words)"]
          report.parts.append(part)
        } catch PullRefusal.noBeginning where stream.isOptional && request.streams.isEmpty {
          // The account had none to give when the others began; it may have by now.
          var part = PullReport.Part(stream: stream.name)
          part.notes = ["\(stream.name) was left out: it was never pulled; --since says from when on"]
          report.parts.append(part)
        }
      }
      return report
    } catch let error as PullRefusal {
      throw .pull(error)
    } catch {
      throw IntakeError(reading: error)
    }
  }

  private static func streams(of request: PullRequest) throws(PullRefusal) -> [any LiveStream] {
    let usual = request.vendor.streams()
    guard !request.streams.isEmpty else { return usual }
    let all = usual + request.vendor.otherStreams()
    let names = all.map(\.name)
    if let stranger = request.streams.first(where: { !names.contains($0) }) { throw .noStream(stranger, known: names) }
    return all.filter { request.streams.contains($0.name) }
  }
}

extension PullRequest {
  fileprivate var webPatience: WebPatience {
    var patience = WebPatience()
    patience.answering = self.patience
    return patience
  }
}

extension Courier {
  fileprivate init(_ request: PullRequest, _ client: WebClient) throws(PullRefusal) {
    self.init(
      account: try Account(request.vendor, at: request.address, request.secrets, client), client: client,
      clock: request.clock, onWait: request.onWait)
  }
}
