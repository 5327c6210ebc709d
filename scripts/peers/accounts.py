"""Lets other people's clients read from the accounts that our tests pull from: what they cannot read is wrong there.

Usage: python3 scripts/peers/accounts.py      needs zenpy, python-freshdesk, ShopifyAPI, WooCommerce and jsonschema of
       PyPI, openssl, and for the descriptions the vendors' files beside the repository (../shared/data/vendors)
"""
import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from contextlib import contextmanager
from pathlib import Path

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


def zendesk():
    from datetime import datetime, timezone
    from zenpy import Zenpy
    import requests

    class Here(requests.adapters.HTTPAdapter):
        """The client makes the address from a subdomain and a domain; this machine has one name and many ports."""

        def send(self, request, **wishes):
            named, request.headers["Host"] = request.url, "lantern.zendesk.test"
            request.url = named.replace("lantern.zendesk.test", host)
            answer = super().send(request, **wishes)
            request.url = answer.url = named
            return answer

    with account("zendesk") as host:
        session = requests.Session()
        session.mount("https://lantern.zendesk.test", Here())
        client = Zenpy(subdomain="lantern", domain="zendesk.test", email="ops@lantern.example", token="t", session=session)
        tickets = [t.id for t in client.tickets.incremental(start_time=datetime(2025, 1, 1, tzinfo=timezone.utc))]
        agents = [user.email for user in client.users(role=["agent"])]
        assert len(set(tickets)) == 25 and len(agents) == 2, (tickets, agents)
    return "zenpy: 25 tickets, 2 agents"


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
    for sync in [zendesk, freshdesk, shopify, woocommerce, magento, described]:
        try:
            print(sync())
        except Exception as error:  # each client's own kinds of errors
            failed += 1
            print(f"{sync.__name__}: FAILED: {type(error).__name__}: {str(error)[:600]}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
