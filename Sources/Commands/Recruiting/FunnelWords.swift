import Documents
import Recruiting

/// A funnel for a terminal: each stage a bar in the middle, each step the share that went on, with its interval.
struct FunnelWords {
  let report: FunnelReport
  private let width = 44

  init(_ report: FunnelReport) {
    self.report = report
  }

  var text: String {
    let margin = report.stages.map(\.stage.displayWidth).max() ?? 0
    let most = report.stages.map(\.reached).max() ?? 1
    let count = report.stages.map(\.reached.grouped.count).max() ?? 1
    var lines = [
      "\(report.pipeline.escapedForTerminal): \(report.question.words)",
      "\(report.applied.grouped) applied, \(report.open.grouped) still open", "",
    ]
    for (index, stage) in report.stages.enumerated() {
      let name = stage.stage.escapedForTerminal.padded(to: margin)
      lines.append("\(name)  \(bar(stage.reached, of: most))  \(stage.reached.grouped.paddedInFront(to: count))")
      guard let step = report.steps.dropFirst(index).first else { continue }
      lines.append(String(repeating: " ", count: margin + 2) + centered("↓ " + words(step)))
    }
    return lines.map(trimmed).joined(separator: "\n") + "\n"
  }

  private func words(_ step: FunnelReport.Step) -> String {
    let matured = step.matured.map { ", matured \($0.words) of \($0.whole.grouped)" } ?? ""
    return step.conversion.words + matured
  }

  /// A bar in the middle of its line; who is there at all shows.
  private func bar(_ reached: Int, of most: Int) -> String {
    let share = Double(reached) / Double(max(1, most))
    let blocks = reached > 0 ? max(1, Int((share * Double(width)).rounded())) : 0
    return centered(String(repeating: "█", count: blocks))
  }

  private func centered(_ text: String) -> String {
    (String(repeating: " ", count: max(0, width - text.displayWidth) / 2) + text).padded(to: width)
  }

  private func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}
