import ArgumentParser
import Scheduling
import Store

/// Extra hours and leave to go early: offered with a cap and a deadline, claimed one by one.
struct HoursCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hours", abstract: "Extra hours and leave to go early: offered, and claimed one by one.",
    subcommands: [List.self, Offer.self, Claim.self, Claims.self, Withdraw.self])
}

extension HoursCommand {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the offers you may see, from today on.")

    @Option(help: "From this day; today if left out.") var from: LocalDate?
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withScheduling { try await printer.list($0.offers(from: from ?? .today)) }
    }
  }

  struct Offer: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "offer",
      abstract: "Offer extra hours, or leave to go early; whoever claims a place has it published.")

    @Argument(help: "extra or release.") var kind: HoursOffer.Kind
    @Option(help: "The site's name.", completion: .sites) var site: String
    @Option(help: "The day.") var on: LocalDate
    @Option(help: "From, on the site's clock.") var from: LocalTime
    @Option(help: "To, on the site's clock.") var to: LocalTime
    @Option(help: "How many people.") var places: Int
    @Option(help: "Until when it can be claimed, such as 2011-11-22T12:00Z.") var closes: Instant
    @Option(help: "Only for this team.", completion: .teams) var team: String?
    @Option(help: "Which queue the extra hours are for.", completion: .queues) var queue: String?
    @Option(help: "A word to those who read it.") var note = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      var draft = HoursOfferDraft(kind, at: site, on: on, starts: from, ends: to, places: places, closesAt: closes)
      draft.team = team
      draft.queue = queue
      draft.note = note
      let asked = draft
      let outcome = try await globals.withScheduling {
        try await $0.offer(asked, as: write.operation("hours.offer", input: asked))
      }
      let offer = outcome.value
      try printer.changed(
        Change(
          outcome,
          "Offered \(offer.places == 1 ? "1 place" : "\(offer.places) places") on \(offer.day), \(offer.starts.clock) "
            + "to \(offer.ends.clock); it closes at \(offer.closesAt).",
          ids: [offer.id.description], next: "muster hours claims \(offer.id)"))
    }
  }

  struct Claim: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "claim",
      abstract: "Claim a place; the answer says which, or in one line why there is none.",
      discussion: "A claim without a place is noted too, and ends with exit code 76.")

    @Argument(help: "The offer's id.") var id: Identifier<HoursOffer>
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withScheduling {
        try await $0.claim(id, as: write.operation("hours.claim", input: [id.description]))
      }
      let claim = outcome.value
      guard let place = claim.place else {
        throw Failure(exit: .conflict, claim.reason ?? "No place is left.", next: "muster hours list")
      }
      try printer.changed(
        Change(
          outcome, "You have place \(place) of \(claim.places).", ids: claim.shift.map { [String($0)] } ?? [],
          next: "muster shift list"))
    }
  }

  struct Claims: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "claims", abstract: "List an offer's claims in the order in which they came.")

    @Argument(help: "The offer's id.") var id: Identifier<HoursOffer>
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withScheduling { try await printer.list($0.claims(on: id)) }
    }
  }

  struct Withdraw: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "withdraw", abstract: "Withdraw an offer; who has a place keeps it.")

    @Argument(help: "The offer's id.") var id: Identifier<HoursOffer>
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withScheduling {
        try await $0.withdraw(id, as: write.operation("hours.withdraw", input: [id.description]))
      }
      let taken = outcome.value.taken
      let stays = taken == 1 ? "1 place stays" : "\(taken) places stay"
      try printer.changed(Change(outcome, "Withdrawn; \(stays) taken.", ids: [id.description]))
    }
  }
}

extension HoursOffer: Listed {
  static let noun = "offer"
  static let columns: [Column<HoursOffer>] = [
    Column("id") { Field($0.id) },
    Column("kind") { $0.kind },
    Column("day_on") { Field($0.day) },
    Column("starts") { Field($0.starts) },
    Column("ends") { Field($0.ends) },
    Column("zone", shown: false) { $0.zone },
    Column("site") { $0.site },
    Column("team") { $0.team },
    Column("queue") { $0.queue },
    Column("places") { $0.places },
    Column("left") { $0.places - $0.taken },
    Column("closes_at") { Field($0.closesAt) },
    Column("state") { $0.state },
    Column("note", shown: false) { $0.note },
  ]
}

extension ClaimRecord: Listed {
  static let noun = "claim"
  static let columns: [Column<ClaimRecord>] = [
    Column("id") { $0.id },
    Column("person") { $0.name },
    Column("claimed_at") { Field($0.claimedAt) },
    Column("place") { $0.place },
    Column("reason") { $0.reason },
  ]
}
