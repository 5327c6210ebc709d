/// Whether commas stand where JSON has them: between two values, and nowhere else.
struct Commas {
  private var isOwed = false
  private var isGiven = false

  /// What is wrong with `byte` coming next; `nil` where it may.
  mutating func refusal(of byte: UInt8) -> String? {
    switch byte {
    case .comma:
      guard isOwed else { return "a comma with no value before it" }
      (isOwed, isGiven) = (false, true)
    case .closingBracket, .closingBrace:
      guard !isGiven else { return "a comma before the closing bracket" }
    default:
      guard !isOwed else { return "no comma between two values" }
      (isOwed, isGiven) = (true, false)
    }
    return nil
  }
}
