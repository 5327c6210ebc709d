import Testing

@testable import Statistics

struct ImpactTests {
  @Test(arguments: [
    // selected, of; selected, of; ratio, z, Fisher: Connecticut v. Teal, Ricci v. DeStefano, call-backs, Berkeley
    ((26, 48), (206, 259), 0.681028, -3.757385, 0.000404159),
    ((11, 48), (35, 259), 1.695833, 1.676540, 0.120781),
    ((3, 8), (16, 25), 0.585938, -1.320009, 0.237874),
    ((6, 19), (25, 43), 0.543158, -1.928337, 0.0970812),
    ((3, 15), (25, 43), 0.344000, -2.545245, 0.0159276),
    ((157, 2_435), (235, 2_435), 0.668085, -4.108412, 4.75875e-05),
    ((27, 521), (45, 521), 0.600000, -2.198641, 0.0372054),
    ((557, 1_835), (1_198, 2_691), 0.681830, -9.602358, 4.8359e-22),
  ])
  func `ratio, deviations and Fisher's test`(
    group: (Int, Int), reference: (Int, Int), ratio: Double, z: Double, fisher: Double
  ) throws {
    let found = try #require(
      AdverseImpact(Proportion(group.0, of: group.1), against: Proportion(reference.0, of: reference.1)))
    try expect(found.ratio, prints: ratio, decimals: 6)
    try expect(found.z, prints: z, decimals: 6)
    #expect((found.fisher / fisher - 1).magnitude < 1e-5)
  }

  @Test func `what the numbers say`() throws {
    func signal(_ group: (Int, Int), _ reference: (Int, Int)) -> AdverseImpact.Signal? {
      AdverseImpact(Proportion(group.0, of: group.1), against: Proportion(reference.0, of: reference.1))?.signal
    }
    #expect(signal((26, 48), (206, 259)) == .review)
    #expect(signal((6, 19), (25, 43)) == .watch)
    #expect(signal((11, 48), (35, 259)) == AdverseImpact.Signal.none)
    #expect(signal((1, 4), (2, 5)) == .tooSmall)
    #expect(signal((0, 0), (2, 5)) == nil)
    #expect(signal((0, 5), (0, 5)) == nil)
  }

  @Test func `shortfall and interval of the ratio`() throws {
    let found = try #require(AdverseImpact(Proportion(26, of: 48), against: Proportion(206, of: 259)))
    try expect(found.shortfall, prints: 48.0 * 232 / 307 - 26)
    let interval = try #require(found.ratioInterval())
    #expect(interval.contains(found.ratio) && interval.high < 1)
    #expect(try #require(AdverseImpact(Proportion(0, of: 5), against: Proportion(2, of: 5))).ratioInterval() == nil)
  }

  @Test func `Berkeley by department, women against men`() throws {
    let men = [(512, 825), (353, 560), (120, 325), (138, 417), (53, 191), (22, 373)]
    let women = [(89, 108), (17, 25), (202, 593), (131, 375), (94, 393), (24, 341)]
    let strata = zip(women, men).map { TwoByTwo(Proportion($0.0, of: $0.1), Proportion($1.0, of: $1.1)) }
    let pooled = MantelHaenszel(strata)
    try expect(pooled.oddsRatio, prints: 1.105343, decimals: 6)
    try expect(pooled.z, prints: 1.234750, decimals: 6)
    try expect(pooled.chiSquaredCorrected, prints: 1.426946, decimals: 6)
    try expect(pooled.probability, prints: 0.2323, decimals: 4)
    #expect(MantelHaenszel([]).oddsRatio == nil)
    #expect(MantelHaenszel([]).z == nil)
  }

  @Test func `the reference is the best of the groups that are large enough`() throws {
    // Two in two is the best rate, and says nothing: 2 of 300 people are no measure for the others.
    let table = ImpactTable([
      .init("a", Proportion(120, of: 200)), .init("b", Proportion(30, of: 90)), .init("c", Proportion(2, of: 2)),
      .init("not said", Proportion(1, of: 8), isDeclared: false),
    ])
    #expect(table.reference?.name == "a")
    #expect(table.rows.map { $0.impact?.signal } == [nil, .review, AdverseImpact.Signal.none, nil])
    #expect(table.signal == .review)
    #expect(ImpactTable([.init("a", Proportion(1, of: 4))]).reference == nil)
    #expect(ImpactTable([]).signal == AdverseImpact.Signal.none)
  }
}
