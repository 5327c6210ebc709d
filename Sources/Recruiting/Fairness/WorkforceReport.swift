public import Postgres

/// People of one place, family of jobs, sex and origin: what the database gives an analyst, and all it gives.
public struct WorkforceCount: Codable, Sendable, Hashable {
  public let site: String
  public let family: String
  /// Codes of the list `us-1997`; `nil` for those who did not say.
  public let sex: String?
  public let ethnicity: String?
  public let people: Int

  public init(site: String, family: String, sex: String?, ethnicity: String?, people: Int) {
    self.site = site
    self.family = family
    self.sex = sex
    self.ethnicity = ethnicity
    self.people = people
  }
}

/// The workforce of each place by job category, origin and sex, in the shape of the EEO-1 report.
///
/// Ten job categories by seven origins and two sexes, 29 CFR 1602.7. Those who did not say stand apart and in the total.
public struct WorkforceReport: Sendable {
  /// A row of the report.
  public enum Category: String, Codable, Sendable, CaseIterable {
    case executives = "Executive/Senior Level Officials and Managers"
    case managers = "First/Mid Level Officials and Managers"
    case professionals = "Professionals"
    case technicians = "Technicians"
    case sales = "Sales Workers"
    case support = "Administrative Support Workers"
    case crafts = "Craft Workers"
    case operatives = "Operatives"
    case laborers = "Laborers and Helpers"
    case services = "Service Workers"
  }

  /// A column of the report.
  public struct Cell: Codable, Sendable, Hashable {
    public let ethnicity: String
    public let sex: String

    /// Hispanic or Latino first, then men and women of the other origins, as the form has them.
    public static let all: [Cell] =
      [Cell(ethnicity: "hispanic", sex: "male"), Cell(ethnicity: "hispanic", sex: "female")]
      + ["male", "female"].flatMap { sex in
        ["white", "black", "pacific", "asian", "native", "several"].map { Cell(ethnicity: $0, sex: sex) }
      }
  }

  /// One job category at one place.
  ///
  /// As it may leave the house, small numbers are missing, and whatever would give them back.
  public struct Line: Codable, Sendable, Hashable {
    public let site: String
    public let category: Category
    /// In the order of `Cell.all`.
    public let cells: [Int?]
    public let notSaid: Int?
    public let total: Int?
  }

  private let counts: [WorkforceCount]
  private let categories: [String: Category]

  /// - Parameter categories: The job category of each family; a family without one is administrative support, as
  ///   customer service is.
  public init(_ counts: [WorkforceCount], categories: [String: Category] = [:]) {
    self.counts = counts
    self.categories = categories
  }

  /// Every line whole, for the analyst alone.
  public var lines: [Line] { published(least: 0) }

  /// The lines with small cells taken out: fewer than five people.
  ///
  /// A single gap could be filled from the total, so the next smallest cell goes too, or the total where there is none.
  public func published(least: Int = 5) -> [Line] {
    Dictionary(grouping: counts, by: \.site).sorted { $0.key < $1.key }.flatMap { site, counts in
      Category.allCases.map { category in
        Self.line(site, category, counts.filter { (categories[$0.family] ?? .support) == category }, least: least)
      }
    }
  }

  private static func line(_ site: String, _ category: Category, _ counts: [WorkforceCount], least: Int) -> Line {
    func people(_ isIn: (WorkforceCount) -> Bool) -> Int {
      counts.reduce(0) { $0 + (isIn($1) ? $1.people : 0) }
    }
    let cells = Cell.all.map { cell in people { $0.ethnicity == cell.ethnicity && $0.sex == cell.sex } }
    let total = people { _ in true }
    let all = cells + [total - cells.reduce(0, +)]
    var hidden = Set(all.indices.filter { all[$0] > 0 && all[$0] < least })
    var showsTotal = true
    if hidden.count == 1 {
      let next = all.indices.filter { all[$0] > 0 && !hidden.contains($0) }.min { (all[$0], $0) < (all[$1], $1) }
      if let next { hidden.insert(next) } else { showsTotal = false }
    }
    let shown = all.indices.map { hidden.contains($0) ? nil : all[$0] }
    return Line(
      site: site, category: category, cells: Array(shown.dropLast()), notSaid: shown.last ?? nil,
      total: showsTotal ? total : nil)
  }
}

// MARK: - SQL

extension WorkforceCount: RowDecodable {
  public static let columns: StaticString =
    "counted.site, counted.family, counted.sex, counted.ethnicity, counted.people"

  public init(row: inout Row) throws(PostgresError) {
    site = try row.next()
    family = try row.next()
    sex = try row.next()
    ethnicity = try row.next()
    people = try row.next()
  }

  static func counted(in entity: Int64, on day: LocalDate) -> Query<WorkforceCount> {
    Query("workforce.counted", "SELECT \(raw: columns) FROM eeo.workforce(\(entity), \(day)) AS counted")
  }
}
