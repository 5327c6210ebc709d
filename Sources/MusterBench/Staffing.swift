import ArgumentParser
import Planning

/// Fills the computed columns of a table of Erlang B, C and A cases.
struct Staffing: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Erlang B, C and A: performance and need, row by row.")

  @Option(name: .customLong("in"), help: "The table, with the columns of open.csv.")
  var input: String

  @Option(help: "Where to write the filled table.")
  var out: String

  private static let computed = [
    "load", "p_wait", "sl", "sl_ans", "asa_s", "wait_s", "p_ab", "occ", "queue", "sl_minus1", "p_ab_minus1",
  ]

  func run() throws {
    var table = try Table(path: input)
    for row in table.rows.indices { try fill(row, of: &table) }
    try table.write(to: out)
  }

  private func fill(_ row: Int, of table: inout Table) throws {
    let handle = table.number(row, "aht_s") ?? 0
    let load = offeredLoad(
      volume: table.number(row, "arrivals") ?? 0, handleSeconds: handle, intervalMinutes: 30)
    let seconds = table.number(row, "t_s") ?? 0
    let patience = table.number(row, "patience_s")
    for column in Self.computed { table[row, column] = "" }
    var agents = Int(table.number(row, "agents") ?? 0)
    if table[row, "kind"] == "need" {
      agents = try need(row, of: table, load: load, handle: handle, seconds: seconds, patience: patience)
      table[row, "agents"] = "\(agents)"
    }
    table[row, "load"] = "\(load)"
    let queue = performance(table[row, "model"], load: load, handle: handle, patience: patience)
    write(queue(agents, seconds), into: row, of: &table)
    if table[row, "kind"] == "need", agents > 1 {
      let fewer = queue(agents - 1, seconds)
      if let fewer, table[row, "model"] != "B" { table[row, "sl_minus1"] = "\(fewer.answeredInTime)" }
      if let fewer { table[row, "p_ab_minus1"] = "\(fewer.abandoned)" }
    }
  }

  private func need(
    _ row: Int, of table: Table, load: Double, handle: Double, seconds: Double, patience: Double?
  ) throws -> Int {
    let abandoned = table.number(row, "target_ab")
    if table[row, "model"] == "B" { return ErlangB(load: load).agents(losingAtMost: abandoned ?? 0) }
    let goal = try ServiceGoal(
      answering: table.number(row, "target_sl"), within: seconds, abandonedAtMost: abandoned,
      occupancyAtMost: table.number(row, "max_occ").map { Share($0) })
    guard let patience else { return ErlangC(load: load, handleSeconds: handle).agents(for: goal) }
    return ErlangA(load: load, handleSeconds: handle, patienceSeconds: patience).agents(for: goal)
  }

  private func performance(
    _ model: Substring, load: Double, handle: Double, patience: Double?
  ) -> (Int, Double) -> Performance? {
    switch (model, patience) {
    case ("B", _):
      { agents, _ in ErlangB(load: load).performance(agents: agents) }
    case (_, let patience?):
      {
        ErlangA(load: load, handleSeconds: handle, patienceSeconds: patience).performance(agents: $0, within: $1)
      }
    default:
      { ErlangC(load: load, handleSeconds: handle).performance(agents: $0, within: $1) }
    }
  }

  private func write(_ performance: Performance?, into row: Int, of table: inout Table) {
    guard let performance else { return }
    let values: [(String, Double)] =
      table[row, "model"] == "B"
      ? [("p_wait", performance.abandoned), ("occ", performance.occupancy)]
      : [
        ("p_wait", performance.waiting), ("sl", performance.answeredInTime),
        ("sl_ans", performance.answeredInTimeOfPatient), ("asa_s", performance.answerSeconds),
        ("wait_s", performance.waitSeconds), ("p_ab", performance.abandoned), ("occ", performance.occupancy),
        ("queue", performance.queue),
      ]
    for (column, value) in values { table[row, column] = "\(value)" }
    if table[row, "model"] == "C" { table[row, "sl_ans"] = "" }
  }
}
