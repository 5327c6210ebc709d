import Postgres
import Recruiting
import Store
import StoreTesting
import Testing

@Suite(.serialized) struct PoolTests {
  @Test func `whoever is in a pool is invited while they agree, once, and a yes is an application`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      try await kept(["Sam": 30, "Kit": 30, "Uma": -1], setting)
      let first = try await setting.rui.invite(pool: "Runners-up", to: "REQ-1", as: Operation("pool.invite")).value
      #expect(first.invited == 2 && first.known == 0)
      let again = try await setting.rui.invite(pool: "Runners-up", to: "REQ-1", as: Operation("pool.invite")).value
      #expect(again.invited == 0 && again.known == 2)
      let sam = try #require(
        try await setting.rui.answer("Sam", for: "REQ-1", yes: true, as: Operation("alumni.answer")).value)
      #expect(sam.stage == "Applied")
      let uma = try await refusal {
        try await setting.rui.answer("Uma", for: "REQ-1", yes: true, as: Operation("alumni.answer"))
      }
      #expect("\(uma)".contains("has no invitation to REQ-1"))
      #expect(try await setting.rui.returnYields().isEmpty, "the yield is of people who come back")
    }
  }

  @Test func `a pool that is not there is named, and so is a requisition without a season`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let unknown = try await refusal {
        try await setting.rui.invite(pool: "Nobody", to: "REQ-1", as: Operation("pool.invite"))
      }
      #expect("\(unknown)".contains("There is no pool “Nobody”: muster pool list."))
      try await kept(["Sam": 30], setting)
      try await cast.asMaster { try $0.script("UPDATE recruiting.requisition SET season = NULL") }
      let aimless = try await refusal {
        try await setting.rui.invite(pool: "Runners-up", to: "REQ-1", as: Operation("pool.invite"))
      }
      #expect(aimless.rule == "invitation_is_for_a_season")
      #expect(try await cast.count("recruiting.batch") == 0)
    }
  }

  /// Candidates in the pool of runners-up, each until so many days from now.
  private func kept(_ days: [String: Int], _ setting: Setting) async throws {
    let today = try await setting.cast.today()
    for (name, until) in days {
      _ = try await setting.rui.add(NewCandidate(name, contacts: []), as: Operation("candidate.add"))
      _ = try await setting.rui.keep(
        name, in: "Runners-up", consentedOn: today.advanced(by: -90), until: today.advanced(by: until),
        as: Operation("pool.keep"))
    }
  }
}
