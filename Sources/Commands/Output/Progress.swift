/// Tells on stderr how far a long run is: a line that repaints on a terminal, else one line every ten seconds.
struct Progress {
  private let label: String
  private let terminal: Terminal
  private let isSilent: Bool
  private let started = ContinuousClock.now
  private var told = ContinuousClock.now
  private var hasPainted = false

  init(_ label: String, terminal: Terminal, isSilent: Bool = false) {
    self.label = label
    self.terminal = terminal
    self.isSilent = isSilent
  }

  /// Reports the count so far, and when the end may come if the total is known.
  mutating func advance(to count: Int, of total: Int? = nil) {
    let now = ContinuousClock.now
    tell("\(count.grouped)" + (total.map { " of \($0.grouped)" } ?? "") + rest(count, total, now))
  }

  /// Reports how far it is in words.
  mutating func tell(_ words: String) {
    let now = ContinuousClock.now
    let pause: Duration = terminal.isTerminal ? .milliseconds(100) : .seconds(10)
    guard !isSilent, now - told >= pause else { return }
    told = now
    let line = "\(label): \(words)"
    if terminal.isTerminal { try? Stream.errors.write("\r\u{1B}[K" + line) } else { Stream.errors.say(line) }
    hasPainted = terminal.isTerminal
  }

  /// Clears the repainted line, so that what follows starts at the margin.
  mutating func finish() {
    if hasPainted { try? Stream.errors.write("\r\u{1B}[K") }
    hasPainted = false
  }

  private func rest(_ count: Int, _ total: Int?, _ now: ContinuousClock.Instant) -> String {
    guard let total, count > 0, count < total else { return "" }
    let seconds = Double((now - started).components.seconds) * Double(total - count) / Double(count)
    return ", about \(Int(seconds.rounded(.up))) s left"
  }
}

extension BinaryInteger {
  /// Digits in groups of three with a thin gap that no locale changes: `3 412`.
  var grouped: String {
    let digits = Array(String(magnitude))
    let groups = digits.indices.reduce(into: "") { text, index in
      if index > 0, (digits.count - index).isMultiple(of: 3) { text += " " }
      text.append(digits[index])
    }
    return self < 0 ? "-" + groups : groups
  }
}
