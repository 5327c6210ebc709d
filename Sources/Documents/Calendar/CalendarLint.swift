/// Reads the octets of an iCalendar text and says what phones would stumble over.
public enum CalendarLint {
  /// The complaints, each with its line number; empty when the text is sound.
  public static func problems(in octets: [UInt8]) -> [String] {
    var problems: [String] = []
    var lines = split(octets, &problems)
    if lines.last?.isEmpty == true { lines.removeLast() } else { problems.append("the last line has no CRLF") }
    for (number, line) in lines.enumerated() {
      let place = "line \(number + 1)"
      if line.count > 75 { problems.append("\(place) has \(line.count) octets") }
      if String(validating: line, as: UTF8.self) == nil { problems.append("\(place) tears a character") }
      if line.contains(where: { $0 < 0x20 && $0 != 9 }) { problems.append("\(place) has a control character") }
      if line.isEmpty { problems.append("\(place) is empty") }
    }
    return problems + structure(of: unfolded(lines))
  }

  /// Splits at CRLF and complains about every CR or LF on its own.
  private static func split(_ octets: [UInt8], _ problems: inout [String]) -> [[UInt8]] {
    var lines: [[UInt8]] = [[]]
    var index = 0
    while index < octets.count {
      let isPair = octets[index] == 13 && index + 1 < octets.count && octets[index + 1] == 10
      if isPair {
        lines.append([])
        index += 1
      } else if octets[index] == 13 || octets[index] == 10 {
        problems.append("line \(lines.count) has a lone line end")
      } else {
        lines[lines.count - 1].append(octets[index])
      }
      index += 1
    }
    return lines
  }

  private static func unfolded(_ lines: [[UInt8]]) -> [String] {
    var whole: [[UInt8]] = []
    for line in lines {
      if line.first == 32 || line.first == 9, !whole.isEmpty {
        whole[whole.count - 1] += line.dropFirst()
      } else {
        whole.append(line)
      }
    }
    return whole.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Complains about unbalanced components and events that lack what every event needs.
  private static func structure(of lines: [String]) -> [String] {
    var problems: [String] = []
    var open: [String] = []
    var names: Set<String> = []
    var uids: Set<String> = []
    for line in lines {
      guard let colon = line.firstIndex(of: ":") else {
        problems.append("a line has no colon: \(line.prefix(20))")
        continue
      }
      let name = String(line[..<colon].prefix { $0 != ";" })
      let value = String(line[line.index(after: colon)...])
      switch name {
      case "BEGIN":
        open.append(value)
        names = []
      case "END":
        if open.popLast() != value { problems.append("END:\(value) closes nothing") }
        if value == "VEVENT" { problems += missing(from: names) }
      default:
        if name == "UID", !uids.insert(value).inserted { problems.append("UID \(value) stands twice") }
        names.insert(name)
      }
    }
    return problems + open.map { "BEGIN:\($0) is never closed" }
  }

  private static func missing(from names: Set<String>) -> [String] {
    ["UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "STATUS"]
      .filter { !names.contains($0) }
      .map { "an event lacks \($0)" }
  }
}
