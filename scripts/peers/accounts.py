"""Lets other people's clients read from the accounts that our tests pull from: what they cannot read is wrong there.

Usage: python3 scripts/peers/accounts.py           needs zenpy, python-freshdesk, ShopifyAPI, WooCommerce, oauthlib and
       jsonschema of PyPI, openssl, and for the descriptions the vendors' files beside the repository
       (../shared/data/vendors)
       python3 scripts/peers/accounts.py NAME ...  only these, such as tap_zendesk and tap_freshdesk, which pin versions
       that do not go together: each needs an environment with nothing but tap-zendesk or tap-freshdesk in it
"""
import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

# The folder has a statistics.py, which is not the one that other people's libraries mean.
sys.path = [path for path in sys.path if Path(path or ".").resolve() != Path(__file__).resolve().parent]
HERE = Path(__file__).resolve().parent.parent.parent
STUB = HERE / "Tests/IntakeTests/Stub/stub.py"
SHARED = HERE.parent / "shared/data/vendors"
FOLDER = tempfile.mkdtemp(prefix="muster-accounts-")


@contextmanager
def account(vendor, *options):
    process = subprocess.Popen(
        [sys.executable, "-B", STUB, vendor, FOLDER, "records=25", "page_size=10", *options],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield f"localhost:{process.stdout.readline().strip()}"
    finally:
        process.stdin.close()
        process.wait()


def here(name, host):
    """Sends to `host` what a client sends to `name`: it makes the address by itself, and this machine has many ports."""
    import requests

    class Here(requests.adapters.HTTPAdapter):
        def send(self, request, **wishes):
            named, request.headers["Host"] = request.url, name
            request.url = named.replace(name, host)
            answer = super().send(request, **wishes)
            request.url = answer.url = named
            return answer

    session = requests.Session()
    session.mount(f"https://{name}", Here())
    return session


def singer_counts(sync):
    """How many records of each stream a tap of Singer's wrote."""
    counts, written = Counter(), io.StringIO()
    with contextlib.redirect_stdout(written):
        sync()
    for line in written.getvalue().splitlines():
        message = json.loads(line)
        if message["type"] == "RECORD":
            counts[message["stream"]] += 1
    return dict(counts)


def tap_zendesk():
    from singer.catalog import Catalog
    from singer import metadata, resolve_schema_references
    from zenpy import Zenpy
    import requests
    import tap_zendesk as tap
    from tap_zendesk.discover import load_shared_schema_refs
    from tap_zendesk.streams import STREAMS
    names = ["tickets", "users", "groups", "satisfaction_ratings", "ticket_metric_events"]
    with account("zendesk") as host:
        session = here("lantern.zendesk.com", host)
        # Some of its streams make a session of their own.
        requests.get = session.get
        config = {"subdomain": "lantern", "access_token": "access-0", "start_date": "2025-01-01T00:00:00Z"}
        client = Zenpy(subdomain="lantern", oauth_token="access-0", session=session)
        entries, refs = [], load_shared_schema_refs()
        for name in names:
            stream = STREAMS[name](client, config)
            fields = metadata.to_map(stream.load_metadata())
            fields = metadata.write(fields, (), "selected", True)
            with open(Path(tap.__file__).parent / f"schemas/{name}.json", encoding="utf-8") as file:
                schema = resolve_schema_references(json.load(file), refs)
            entries.append({"stream": name, "tap_stream_id": name, "schema": schema, "metadata": metadata.to_list(fields)})
        counts = singer_counts(lambda: tap.do_sync(client, Catalog.from_dict({"streams": entries}), {}, config))
    expected = {"tickets": 25, "users": 2, "groups": 1, "satisfaction_ratings": 5, "ticket_metric_events": 18}
    assert counts == expected, counts
    return f"tap-zendesk: {counts}"


def tap_freshdesk():
    from singer import metadata
    import tap_freshdesk as tap
    names = ["tickets", "agents", "groups"]
    with account("freshdesk", "page_size=100") as host:
        config = {"domain": "lantern", "api_key": "key", "start_date": "2025-01-01T00:00:00Z", "user_agent": "muster"}
        client = tap.Client(config)
        client._session = here("lantern.freshdesk.com", host)
        catalog = tap.discover()
        for entry in catalog.streams:
            if entry.stream in names:
                fields = metadata.write(metadata.to_map(entry.metadata), (), "selected", True)
                entry.metadata = metadata.to_list(fields)
        counts = singer_counts(lambda: tap.sync(client=client, config=config, catalog=catalog, state={}))
    assert counts == {"tickets": 25, "agents": 1, "groups": 1}, counts
    return f"tap-freshdesk: {counts}"


def zendesk():
    from datetime import datetime, timezone
    from zenpy import Zenpy

    with account("zendesk") as host:
        session = here("lantern.zendesk.test", host)
        client = Zenpy(subdomain="lantern", domain="zendesk.test", email="ops@lantern.example", token="t", session=session)
        tickets = [t.id for t in client.tickets.incremental(start_time=datetime(2025, 1, 1, tzinfo=timezone.utc))]
        agents = [user.email for user in client.users(role=["agent"])]
        events = [e.id for e in client.tickets.metrics_incremental(start_time=datetime(2025, 1, 1, tzinfo=timezone.utc))]
        assert len(set(tickets)) == 25 and len(agents) == 2, (tickets, agents)
        assert len(events) == len(set(events)) == 18, events
    return "zenpy: 25 tickets, 2 agents, 18 metric events"


def freshdesk():
    from freshdesk.v2.api import API
    with account("freshdesk", "page_size=100") as host:
        client = API("lantern.freshdesk.com", "key")
        client._api_prefix = f"https://{host}/api/v2/"
        tickets = client.tickets.list_tickets(filter_name=None, updated_since="2025-01-01T00:00:00Z", include="stats")
        agents, groups = client.agents.list_agents(), client.groups.list_groups()
        assert len({t.id for t in tickets}) == 25 and len(agents) == 1 and len(groups) == 1, len(tickets)
    return "python-freshdesk: 25 tickets, 1 agent, 1 group"


def shopify():
    import shopify as client
    with account("shopify") as host:
        client.ShopifyResource.set_site(f"https://{host}/admin/api/2026-07")
        client.ShopifyResource.set_headers({"X-Shopify-Access-Token": "t"})
        page = client.Order.find(status="any", limit=10)
        orders = [order.id for order in page]
        while page.has_next_page():
            page = page.next_page()
            orders += [order.id for order in page]
        assert len(set(orders)) == 25, orders
    return "ShopifyAPI: 25 orders over 3 pages"


def woocommerce():
    from woocommerce import API
    with account("woocommerce") as host:
        client = API(url=f"https://{host}", consumer_key="ck", consumer_secret="cs", version="wc/v3")
        orders, page = [], 1
        while True:
            answer = client.get("orders", params={"per_page": 10, "page": page, "status": "any"})
            orders += [order["id"] for order in answer.json()]
            if page >= int(answer.headers["X-WP-TotalPages"]):
                break
            page += 1
        assert len(set(orders)) == 25 and len(client.get("refunds").json()) == 4, orders
    return "WooCommerce: 25 orders over 3 pages, 4 refunds"


def magento():
    """No client of PyPI reads Magento's REST as it is; its signature is checked by oauthlib in the server."""
    import oauthlib
    from oauthlib.oauth1 import Client
    with account("magento") as host:
        client = Client("consumer-key", client_secret="consumer-secret", resource_owner_key="token",
                        resource_owner_secret="token-secret", signature_method="HMAC-SHA256")
        url = f"https://{host}/rest/all/V1/orders?searchCriteria%5BpageSize%5D=10"
        url, headers, _ = client.sign(url)
        page = json.load(urllib.request.urlopen(urllib.request.Request(url, headers=headers)))
        assert page["total_count"] == 25 and len(page["items"]) == 10
    return f"oauthlib {oauthlib.__version__}: a signed page of 10 of 25 orders"


def described():
    """The records against what the vendors publish about them."""
    import jsonschema
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT7
    others = Registry(retrieve=lambda uri: Resource.from_contents({}, DRAFT7))
    schemas = {
        ("zendesk", "/api/v2/incremental/tickets/cursor.json?start_time=0", "tickets", "tickets"),
        ("zendesk", "/api/v2/satisfaction_ratings.json", "satisfaction_ratings", "satisfaction_ratings"),
        ("zendesk", "/api/v2/incremental/ticket_metric_events.json?start_time=0", "ticket_metric_events",
         "ticket_metric_events"),
        ("zendesk", "/api/v2/users.json", "users", "users"), ("zendesk", "/api/v2/groups.json", "groups", "groups"),
        ("freshdesk", "/api/v2/tickets", None, "tickets"), ("freshdesk", "/api/v2/agents", None, "agents"),
        ("freshdesk", "/api/v2/groups", None, "groups"), ("freshdesk", "/api/v2/time_entries", None, "time_entries"),
        ("freshdesk", "/api/v2/surveys/satisfaction_ratings", None, "satisfaction_ratings"),
    }
    count = 0
    for vendor, path, member, name in sorted(schemas, key=str):
        schema = json.loads((SHARED / vendor / f"airbyte-schemas/{name}.schema.json").read_text())
        schema = schema.get("json_schema", schema)
        with account(vendor) as host:
            request = urllib.request.Request(f"https://{host}{path}", headers={"Authorization": "x"})
            page = json.load(urllib.request.urlopen(request))
        for record in page[member] if member else page:
            jsonschema.Draft7Validator(schema, registry=others).validate(record)
            count += 1
    return f"jsonschema: {count} records as described"


def main():
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", f"{FOLDER}/key.pem", "-out",
         f"{FOLDER}/cert.pem"], check=True, stderr=subprocess.DEVNULL)
    os.environ["REQUESTS_CA_BUNDLE"] = os.environ["SSL_CERT_FILE"] = f"{FOLDER}/cert.pem"
    failed = 0
    usual = [zendesk, freshdesk, shopify, woocommerce, magento, described]
    chosen = [sync for sync in [*usual, tap_zendesk, tap_freshdesk] if sync.__name__ in sys.argv[1:]]
    for sync in chosen or usual:
        try:
            print(sync())
        except Exception as error:  # each client's own kinds of errors
            failed += 1
            print(f"{sync.__name__}: FAILED: {type(error).__name__}: {str(error)[:600]}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
