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
