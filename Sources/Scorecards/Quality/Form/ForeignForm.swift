/// A form another program exported, as one of ours, with what could not be said here.
public struct ForeignForm: Codable, Sendable, Hashable {
  public enum Vendor: String, Codable, Sendable, CaseIterable {
    case connect, genesys
  }

  public let vendor: Vendor
  public let form: EvaluationForm
  /// What was left out or read in one of several ways, each with its place.
  public let remarks: [String]

  /// Reads JSON of Amazon Connect (`CreateEvaluationForm`) or Genesys Cloud (an evaluation form), whichever it is.
  ///
  /// - Throws: ``QualityError/badForm(_:)`` when it is neither, or cannot be a form of ours.
  public static func read(_ json: [UInt8]) throws(QualityError) -> ForeignForm {
    guard let tree = try? JSONTree.read(json) else { throw .badForm(["the file is not JSON"]) }
    let root = tree["EvaluationForm"] ?? tree
    if root["Items"] != nil { return try ConnectForm(root).foreign() }
    if root["questionGroups"] != nil { return try GenesysForm(root).foreign() }
    throw .badForm(["this is no form of Amazon Connect (no Items) and none of Genesys Cloud (no questionGroups)"])
  }
}

extension String {
  /// The text as an id of ours: what an id cannot hold becomes a dash.
  func formID(or other: String) -> String {
    let id = String(map { String($0).isFormID ? $0 : "-" }.prefix(40))
    return id.contains { $0 != "-" } ? id : other
  }
}
