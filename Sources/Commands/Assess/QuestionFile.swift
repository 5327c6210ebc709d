import ArgumentParser
import Intake
import Onboarding

/// A file of questions in one of the formats that are read.
enum QuestionFile: String, ExpressibleByArgument, CaseIterable {
  case gift, csv

  /// What a file came to.
  struct Reading {
    var questions: [(line: Int, question: Question)] = []
    var refused: [QuestionVerdict] = []
    /// What is in the file and not taken.
    var notTaken: [String] = []
  }

  func read(_ path: String) throws -> Reading {
    let bytes = try WholeFile.bytes(path, atMost: GIFT.largestFile)
    return switch self {
    case .gift: try Self.gift(bytes, path)
    case .csv: try Self.csv(bytes, path)
    }
  }

  private static func gift(_ bytes: [UInt8], _ path: String) throws -> Reading {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(exit: .invalid, "\(path) is not UTF-8.")
    }
    let found = GIFT.read(text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text)
    var reading = Reading()
    reading.refused = found.rejects.map { refused($0.line, $0.reason) }
    var categories = 0
    for (place, entry) in found.entries.enumerated() {
      switch entry {
      case .category: categories += 1
      case .question(let question): reading.questions.append((found.lines[place], question))
      }
    }
    if categories > 0 { reading.notTaken.append("categories (\(categories)): name the bank with --bank") }
    return reading
  }

  private static func csv(_ bytes: [UInt8], _ path: String) throws -> Reading {
    var reader = CSVReader(HeldBytes(bytes))
    var reading = Reading()
    do {
      guard let header = try reader.next() else { return reading }
      let names = try columns(of: header, path)
      while let record = try reader.next() {
        var cells: [String: String] = [:]
        for (index, name) in names.enumerated() where index < record.count { cells[name] = record[index] }
        do {
          reading.questions.append((record.position.line, try QuestionRow(cells).question()))
        } catch {
          reading.refused.append(refused(record.position.line, error.description))
        }
      }
    } catch let error as CSVError {
      throw Failure(reading: path, error)
    }
    return reading
  }

  private static func columns(of header: CSVRecord, _ path: String) throws(Failure) -> [String] {
    let names = (0..<header.count).map { header[$0].lowercased() }
    if let stranger = names.first(where: { !QuestionRow.columns.contains($0) }) {
      let nearest = stranger.nearest(among: QuestionRow.columns)
      throw Failure(
        exit: .invalid, "\(path) has a column “\(stranger)”." + (nearest.map { " Did you mean “\($0)”?" } ?? ""),
        line: 1,
        next: "columns: " + QuestionRow.columns.joined(separator: ","))
    }
    if let missing = QuestionRow.needed.first(where: { !names.contains($0) }) {
      throw Failure(exit: .invalid, "\(path) has no column “\(missing)”.", line: 1)
    }
    guard Set(names).count == names.count else { throw Failure(exit: .invalid, "\(path) has a column twice.", line: 1) }
    return names
  }

  private static func refused(_ line: Int, _ reason: String) -> QuestionVerdict {
    QuestionVerdict(line: line, key: "", label: "", fate: .refused, remark: reason)
  }
}

extension QuestionVerdict: Listed {
  static let noun = "question_verdict"
  static let columns: [Column<QuestionVerdict>] = [
    Column("line") { $0.line },
    Column("fate") { $0.fate.rawValue },
    Column("key") { $0.key },
    Column("question") { $0.label },
    Column("remark") { $0.remark },
  ]
}
