import Testing

@Suite(.enabled(if: Oracle.isThere, Oracle.absence))
struct OracleCoverageTests {
  /// Cases that a test of this room reads.
  private let read: Set = [
    "wilson95", "clopper_pearson95", "jeffreys95", "nps_variance", "efron_morris_1975", "rats_betabinomial",
    "dyestuff_normal_normal", "dyestuff2_zero_clamp", "sleepstudy", "eight_schools", "bcg_DL_random_effects",
    "cohen_kappa", "fleiss_1971", "fleiss_wikipedia_14raters", "krippendorff_4x12_missing", "krippendorff_binary_2obs",
    "krippendorff_nominal_2obs", "irrCAC_4raters12", "icc_shrout_fleiss_1979", "bland_altman_1986", "simpson_ucb",
    "simpson_charig1986", "direct_std_fay_feuer1997", "did", "its_sicily", "rtm_barnett_2005",
    "nist_misra1a_exponential_ramp", "kaplan_meier_gehan",
  ]

  /// Cases that belong to other rooms: quality scores to Scorecards, learners at risk to Onboarding.
  private let elsewhere: Set = ["zendesk_qa", "oulad_subset_baseline"]

  @Test func `every published case is read by a test`() throws {
    #expect(Set(try Oracle.expected().keys) == read.union(elsewhere).union(["note"]))
  }
}
