import Foundation
import Testing

/// Ctrl-C while a command works, and the warning of a profile that is somebody's real business.
@Suite(.serialized) struct InterruptTests {
  @Test func `Ctrl-C rolls back and exits 130; a second one leaves at once`() throws {
    let corner = try Corner()
    defer { corner.leave() }
    let made = try corner.run(
      """
      muster entity add Lantern --country GB --currency GBP &&
      muster site add Leeds --zone Europe/London --jurisdiction GB-ENG && muster source add shop --site Leeds
      printf 'series,date,volume\\nparcels,2010-01-01,5\\nparcels,2010-01-02,6\\n' > days.csv
      """)
    try #require(made.exit == 0, "\(made.text)")
    // The import waits inside its transaction for the rest of its input.
    let once = try corner.run(
      """
      { cat days.csv; sleep 4; } | muster import series - --source shop & sleep 2; kill -INT $!; wait $!; echo "exit $?"
      """)
    #expect(once.lines.contains("Interrupted; rolling back. Once more to leave at once."), "\(once.text)")
    #expect(once.lines.last == "exit 130")
    let twice = try corner.run(
      """
      mkfifo never; exec 9<> never; cat days.csv >&9
      muster import series - --source shop <&9 & sleep 2; kill -INT $!; sleep 1; kill -INT $!; wait $!; echo "exit $?"
      """)
    #expect(twice.lines.last == "exit 130", "\(twice.text)")
    let again = try corner.run("muster import series days.csv --source shop")
    #expect(again.lines.contains { $0.contains("2 added") }, "nothing was kept before: \(again.text)")
  }

  @Test func `Ctrl-C keeps the best roster a search has, a second one or one too early keeps nothing`() throws {
    let corner = try Corner()
    defer { corner.leave() }
    let made = try corner.run(
      """
      "$MUSTER/scripts/sample-season/load" && muster season plan peak-2011 --as-of 2011-08-31 --draft --quiet
      """)
    try #require(made.exit == 0, "\(made.text)")
    let search = "muster roster run peak-2011 --work 100000000"
    let kept = try corner.run("\(search) & sleep 4; kill -INT $!; wait $!; echo \"exit $?\"")
    #expect(
      kept.lines.contains("Interrupted; keeping the best so far. Once more to leave at once and keep nothing."),
      "\(kept.text)")
    let last = "muster: Interrupted; the best roster so far is kept: cost "
    #expect(
      kept.lines.contains { $0.hasPrefix(last) && $0.contains("no roster costs less than") }, "\(kept.text)")
    #expect(kept.lines.last == "exit 130")
    let runs = "muster roster runs peak-2011 --columns id,roster"
    let drafts = try corner.run(runs).lines
    #expect(drafts == ["2\t2", "1\t1"], "the plan's and the one that was interrupted")
    // The first of these cannot write what it has, for the server is held up meanwhile.
    let abandoned = try corner.run(
      """
      server=$(head -1 m/data/postmaster.pid)
      \(search) & sleep 4; held="$server $(pgrep -P $server)"; kill -STOP $held
      kill -INT $!; sleep 1; kill -INT $!; wait $!; echo "exit $?"; kill -CONT $held
      \(search) & sleep 0.2; kill -INT $!; wait $!; echo "exit $?"
      \(search) --dry-run & sleep 4; kill -INT $!; wait $!; echo "exit $?"
      """)
    let exits = abandoned.lines.filter { $0.hasPrefix("exit") }
    #expect(exits == ["exit 130", "exit 130", "exit 130"], "\(abandoned.text)")
    let left = try corner.run(runs)
    #expect(left.lines == drafts, "\(left.text)\n\(abandoned.text)")
  }

  @Test func `a production profile is told from the others on stderr before anything happens`() throws {
    let corner = try Corner()
    defer { corner.leave() }
    try corner.run("mkdir -p config/muster")
    try "[profile.shop]\nhost = \"/nowhere\"\nproduction = true\n".write(
      to: corner.folder.appending(path: "config/muster/config.toml"), atomically: true, encoding: .utf8)
    let asked = try corner.run("muster person list --profile shop")
    #expect(asked.lines.first == "▲ production: profile shop", "\(asked.text)")
    #expect(asked.exit == 69)
    let other = try corner.run("muster local start --quiet; muster person list")
    #expect(!other.text.contains("production"))
  }
}
