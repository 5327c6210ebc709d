import Testing

/// Replays whole sessions against the built program and a real private cluster.
@Suite(.serialized) struct TranscriptTests {
  @Test(arguments: Transcript.all)
  func `a session prints what its transcript says`(_ transcript: Transcript) throws {
    try replay(transcript)
  }

  @Test func `the sessions of the README are true`() throws {
    for transcript in Transcript.readme { try replay(transcript) }
  }

  private func replay(_ transcript: Transcript) throws {
    let corner = try Corner()
    defer { corner.leave() }
    for step in transcript.steps {
      let answer = try corner.run(step.command)
      let isSame = Match.lines(answer.lines[...], step.expected[...]) && answer.exit == step.exit
      guard !isSame else { continue }
      Issue.record(
        """
        \(transcript.name):\(step.line): $ \(step.command)
        expected [exit \(step.exit)]:
        \(step.expected.joined(separator: "\n"))
        printed [exit \(answer.exit)]:
        \(answer.text)
        """)
    }
  }
}

/// The comparison itself must not let anything through.
@Suite struct MatchTests {
  @Test(arguments: [
    (["a", "b"], ["a", "b"], true), (["a", "b"], ["a"], false), (["a"], ["a", "b"], false), (["a"], ["…"], true),
    ([], ["…"], true), (["x", "y", "z"], ["…", "z"], true), (["x", "z", "y"], ["…", "z"], false),
    (["id 41 done"], ["id … done"], true), (["id 41 gone"], ["id … done"], false), (["a  b"], ["a b"], true),
  ])
  func `only what is marked may vary`(printed: [String], expected: [String], isSame: Bool) {
    #expect(Match.lines(printed[...], expected[...]) == isSame)
  }
}
