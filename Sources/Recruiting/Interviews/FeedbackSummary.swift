/// What several interviewers found in one competency, side by side.
///
/// It orders nobody and decides nothing: people read the evidence and talk where they differ.
public struct FeedbackSummary: Codable, Sendable, Equatable {
  /// `Overall` for the whole interview.
  public let competency: String
  /// From one, certainly not, to four, certainly, each as often as it was given.
  public let ratings: [Int]
  /// Interviewers who were asked and rated nothing.
  public let unrated: Int

  /// `nil` when nobody rated it.
  public var mean: Double? {
    ratings.isEmpty ? nil : Double(ratings.reduce(0, +)) / Double(ratings.count)
  }

  /// Whether interviewers are two steps or more apart, which is worth a talk.
  public var isApart: Bool { (ratings.last ?? 0) - (ratings.first ?? 0) >= 2 }

  /// One line for all of it, then one for each competency in the order it was first told.
  ///
  /// Drafts and what was amended later count for nothing.
  public static func all(of feedback: [Feedback]) -> [FeedbackSummary] {
    let told = feedback.filter { $0.state == .submitted }
    guard !told.isEmpty else { return [] }
    var competencies: [String] = []
    for item in told.flatMap(\.items) where !competencies.contains(item.competency) {
      competencies.append(item.competency)
    }
    return [summary("Overall", told.map(\.overall))]
      + competencies.map { name in summary(name, told.flatMap(\.items).filter { $0.competency == name }.map(\.rating)) }
  }

  private static func summary(_ competency: String, _ ratings: [Int?]) -> FeedbackSummary {
    let given = ratings.compactMap(\.self).sorted()
    return FeedbackSummary(competency: competency, ratings: given, unrated: ratings.count - given.count)
  }
}
