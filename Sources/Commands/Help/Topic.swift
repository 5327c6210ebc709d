import Documents

/// What `muster help <topic>` explains: matters that belong to no single command.
enum Topic: String, CaseIterable {
  case output
  case writing
  case configuration
  case time
  case roles
  case exitCodes = "exit-codes"
  case jsonSchema = "json-schema"

  var text: String {
    switch self {
    case .output: Self.outputText
    case .writing: Self.writingText
    case .configuration: Self.configurationText
    case .time: Self.timeText
    case .roles: Self.rolesText
    case .jsonSchema: JSONSchema.text
    case .exitCodes:
      "Exit codes\n\n"
        + Exit.allCases.map { "  \(String($0.rawValue).paddedInFront(to: 3))  \($0.meaning)\n" }.joined()
    }
  }

  private static let outputText = """
    Output

      On a terminal rows come as a table; in a pipe as tab-separated lines, whole and without a heading, so that
      `muster person list | cut -f1` just works. Talk, progress and remarks go to stderr.

      --format table|tsv|csv|json|ndjson   choose; CSV has a heading and disarms formulas (--raw leaves them)
      --json=id,name                       JSON with these fields; --json alone lists the fields
      --columns name,team --sort -name     which columns, in which order
      --limit 20, --all                    how many rows
      --header                             a first line of column names for TSV
      --quiet                              only the ids of what changed

      JSON is a contract: snake_case names, instants with their offset, money in minor units, ids beyond 2^53 as
      strings, null for what is missing. Lists come as {"schema_version", "kind", "tz", "items"}; NDJSON has a bare
      object on each line; `muster help json-schema` is the schema of it all. TSV writes a tab as \\t, a newline as
      \\n and a backslash as \\\\.

      Color: off for NO_COLOR, TERM=dumb and --no-color; FORCE_COLOR turns it on in a pipe.
      Pager: MUSTER_PAGER, then PAGER, then less -FIRX; --no-pager.

    """

  private static let writingText = """
    Writing

      --dry-run       does the whole work, tells what it changed, and rolls it back
      --key KEY       an idempotency key: the same key never does the work twice; `muster op status KEY` tells
      --yes           answers questions; without a terminal nothing is destroyed without it
      --confirm NAME  proves that you mean what you are about to destroy

      A write is one transaction: all of it happens, or none. Ctrl-C rolls back; only a search for a roster ends
      with the best it has by then, and says so. If the connection breaks in the very moment of committing, the exit
      code is 4 and the key is printed: ask `muster op status KEY`.

    """

  private static let configurationText = """
    Configuration

      With nothing configured Muster runs its own private PostgreSQL, reached by a socket that only you can open;
      `muster local status` tells where. To use a server instead, set libpq's own variables (PGHOST, PGSERVICE,
      PGPASSFILE and the others) or name a profile:

        # ~/.config/muster/config.toml
        profile = "shop"
        format = "table"

        [profile.shop]
        host = "db.example.com"
        dbname = "muster"
        user = "u_pia"
        production = true        # a banner on stderr

      Options win over the environment, that over ./.muster.toml, that over ~/.config/muster/config.toml, that over
      /etc/muster/config.toml. `muster config show --origin` prints each value and its source. Over TCP the connection is
      encrypted and the server's certificate is checked. Passwords belong into ~/.pgpass, never into settings.

    """

  private static let timeText = """
    Time

      Dates are YYYY-MM-DD; instants have an offset, as 2025-11-28T09:00+00:00. A shift keeps its local date, its local
      times and its site's zone; PostgreSQL alone turns them into instants. Lists name the zone that their times are told
      in: the site's. A night shift shows +1d, and on the night when the clocks change a shift shows its real hours.

    """

  private static let rolesText = """
    Roles

      Everybody logs in as themselves, and PostgreSQL itself decides what they may see and do: psql obeys it too.
      Agents see their own rows, leads and managers their teams, planners, recruiters, trainers and HR their legal
      entity, auditors the audit. `muster person grant` and `muster person revoke` give and take roles, audited.
      The role ro is for reporting tools: it reads the views of the schema report (contact_day, order_day, employed,
      shift_day, seat), which count without names and leave out counts of fewer than five people.

      On the private cluster you are the first administrator, and --as NAME acts as another person there, so that
      every role can be tried: muster shift list --as Ana.

    """
}
