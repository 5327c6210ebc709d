import Foundation
import Intake
import Store
import Testing
import Timekeeping

/// Kill -9 of the program and of the server, wherever it hurts: all or nothing, and the next run completes.
@Suite(.serialized) struct KillTests {
  static let rows = 500

  @Test func `an import that is killed leaves all or nothing at each of its fault points`() throws {
    try withShop { corner in
      for point in Intake.faultPoints {
        let file = try series(point.name, in: corner)
        let killed = try corner.run(
          "muster import series \(file) --source shop", environment: ["MUSTER_FAULT": point.name])
        #expect(killed.exit == 137, "\(point.name) was not reached: \(killed.text.prefix(300))")
        let again = try corner.run("muster import series \(file) --source shop")
        let isKept = point.name == "import.committed"
        let expected = isKept ? "0 changed (\(Self.rows) unchanged)" : "\(Self.rows) added"
        #expect(again.lines.contains { $0.contains(expected) }, "after \(point.name): \(again.text.prefix(300))")
      }
    }
  }

  @Test func `an import whose server is killed leaves nothing and the next run completes`() throws {
    try withShop { corner in
      let file = try series("cut", in: corner)
      // The import waits inside its transaction for the second half of its input while the server dies.
      let cut = try corner.run(
        """
        { head -300 \(file); sleep 2; tail -n +301 \(file); } | muster import series - --source shop &
        sleep 1; kill -9 $(head -1 m/data/postmaster.pid); wait $!; echo "exit $?"
        """)
      #expect(["exit 4", "exit 69"].contains(cut.lines.last), "\(cut.text)")
      let again = try corner.run("muster import series \(file) --source shop")
      #expect(again.lines.contains { $0.contains("\(Self.rows) added") }, "\(again.text.prefix(300))")
    }
  }

  @Test(arguments: [40, 120, 250, 400, 700, 1100])
  func `a first start that is killed is completed by the next`(milliseconds: Int) throws {
    let corner = try Corner()
    defer { corner.leave() }
    try corner.run("timeout -s KILL \(Double(milliseconds) / 1000) muster local start")
    let next = try corner.run("muster local start")
    #expect(next.exit == 0, "\(next.text)")
    let status = try corner.run("muster database status --exit-code")
    #expect(status.exit == 0, "\(status.text)")
  }

  @Test func `a publication that is killed leaves the old shifts whole at each of its fault points`() throws {
    let corner = try Corner()
    defer { corner.leave() }
    let made = try corner.run(
      """
      "$MUSTER/scripts/sample-season/load" && muster season plan peak-2011 --as-of 2011-08-31 --quiet
      """)
    try #require(made.exit == 0, "\(made.text)")
    let shifts = "muster shift list --week 2011-11-21 --columns id | sort"
    let published = try corner.run(shifts).lines
    for point in Timekeeping.faultPoints {
      let killed = try corner.run("muster shift revert 1 --yes", environment: ["MUSTER_FAULT": point.name])
      #expect(killed.exit == 137, "\(point.name) was not reached: \(killed.text.prefix(300))")
      #expect(try corner.run(shifts).lines == published, "after \(point.name)")
    }
    // A backend may outlive its postmaster long enough to commit: then the program said so, and all of it is there.
    var versions = 1
    for point in Timekeeping.faultPoints {
      let orphaned = try corner.run(
        """
        MUSTER_FAULT_VICTIM=$(head -1 "$(find "$MUSTER_HOME" -name postmaster.pid | head -1)") muster shift revert 1 --yes
        """, environment: ["MUSTER_FAULT": point.name])
      versions += orphaned.exit == 0 ? 1 : 0
      let left = try corner.run(shifts).lines
      #expect(left.count == published.count, "after the server died at \(point.name)")
      let counted = try corner.run("muster shift versions --columns version").lines.count
      #expect(counted == versions, "after the server died at \(point.name): \(orphaned.text.prefix(300))")
    }
    let again = try corner.run("muster shift revert 1 --yes --quiet")
    #expect(again.lines == [String(versions + 1)])
  }

  private func withShop(_ body: (Corner) throws -> Void) throws {
    let corner = try Corner()
    defer { corner.leave() }
    let made = try corner.run(
      """
      muster entity add Lantern --country GB --currency GBP &&
      muster site add Leeds --zone Europe/London --jurisdiction GB-ENG && muster source add shop --site Leeds
      """)
    try #require(made.exit == 0, "\(made.text)")
    try body(corner)
  }

  /// A file of daily counts under a name of its own.
  private func series(_ name: String, in corner: Corner) throws -> String {
    let code = name.replacingOccurrences(of: ".", with: "-")
    let rows = (0..<Self.rows).map { day in
      "\(code),\(2010 + day / 336)-\(padded(day / 28 % 12 + 1))-\(padded(day % 28 + 1)),\(100 + day)"
    }
    let path = corner.folder.appending(path: name + ".csv")
    try (["series,date,volume"] + rows).joined(separator: "\n").appending("\n").write(
      to: path, atomically: true, encoding: .utf8)
    return path.path
  }

  private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
