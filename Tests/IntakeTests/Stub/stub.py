"""A vendor's account for tests, over real TLS: python3 stub.py VENDOR FOLDER [name=value ...]

FOLDER holds cert.pem and key.pem. The port is printed; the server ends when its standard input does.
  records=N  page_size=N  base=N (first id)  one_second=1  fault=NAME  at=N (which question of the main stream, 2)
  small=1 (tickets of the fewest words)
  fat=N (so many more bytes in each line of a bulk operation)
  lines=FILE (the records of the page that fault=records sends, a line each, as they are)
GET /stub tells how often each path was asked, and what came to the second server, where nothing should.
"""
import gzip
import json
import ssl
import sys
import threading
import time
from collections import Counter
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from accounts import VENDORS

HTML = b"<html><body><h1>Sorry</h1></body></html>"


class State:
    def __init__(self, vendor, options):
        self.account = VENDORS[vendor](
            int(options.get("records", 25)), int(options.get("page_size", 10)), "one_second" in options,
            int(options.get("base", 1)))
        self.vendor = vendor
        self.fault = options.get("fault", "")
        self.at = int(options.get("at", 2))
        self.asked = 0
        self.faults = 0
        self.throttled = False
        self.last = []
        self.lines = options.get("lines")
        self.paths = Counter()
        self.strangers = []
        self.access, self.refresh, self.turn = "access-0", "refresh-0", 0
        self.other = 0
        if self.fault == "repeated last page":
            self.account.extra["repeats"] = True
        if "small" in options:
            self.account.extra["small"] = True
        self.account.extra["fat"] = int(options.get("fat", 0))
        self.account.extra["fails"] = self.fault == "failed bulk"
        if self.fault == "no list of refunds":
            self.account.extra["old"] = True
        if self.fault == "old version":
            self.account.extra["version"] = "2027-01"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state = None

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.reply()

    do_POST = do_GET

    def send(self, status, body, headers=None, promised=None):
        self.send_response_only(status)
        clock = time.time() + (3600 if self.state.fault in ("clock skew", "429 skewed") else 0)
        self.send_header("Date", formatdate(clock, usegmt=True))
        self.send_header("Content-Type", "text/html" if body == HTML else "application/json")
        self.send_header("Content-Length", str(len(body) if promised is None else promised))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def reply(self):
        state, account = self.state, self.state.account
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query))
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if parts.path == "/stub":
            told = {"paths": state.paths, "strangers": state.strangers}
            return self.send(200, json.dumps(told).encode())
        state.paths[parts.path] += 1
        if parts.path == "/oauth/tokens":
            return self.token(dict(parse_qsl(body.decode())))
        if not self.is_signed(parts, query):
            return self.send(401, b'{"error":"Couldn\'t authenticate you"}')
        is_main = parts.path == account.main
        state.asked += is_main
        if state.fault and is_main and state.asked >= state.at and self.goes_wrong(query):
            return None
        if state.fault == "plan" and not is_main:
            return self.send(403, b'{"errors":[{"code":"require_feature","message":"not supported in your plan"}]}')
        if state.fault in ("THROTTLED", "ACCESS_DENIED") and parts.path.endswith("graphql.json") and not state.throttled:
            state.throttled = state.fault == "THROTTLED"
            return self.send(200, json.dumps({"errors": [{
                "message": state.fault.lower(), "extensions": {"code": state.fault}}], "data": None,
                "extensions": {"cost": {"requestedQueryCost": 400, "throttleStatus": {
                    "maximumAvailable": 4000, "currentlyAvailable": 0, "restoreRate": 200}}}}).encode())
        base = f"https://{self.headers['Host']}"
        found = account.get(parts.path, query, body, base)
        if found is None:
            return self.send(404, b'{"error":"RecordNotFound"}')
        status, page, headers = found if len(found) == 3 else (200, *found)
        return self.page(status, page, headers, is_main)

    def page(self, status, page, headers, is_main):
        fault = self.state.fault if is_main else ""
        if fault == "overlap":
            page = self.overlapping(page)
        text = page if isinstance(page, str) else json.dumps(page)
        if fault == "odd records":
            text = text.replace('"Where is 3?"', '"Where\x00 is 3?"').replace('"Where is 4?"', '"\\ud800"')
        data = text.encode()
        if fault == "BOM":
            data = b"\xef\xbb\xbf" + data
        if fault == "gzip":
            headers = {**headers, "Content-Encoding": "gzip"}
            data = gzip.compress(data)
        if fault == "chunked":
            self.send_response_only(status)
            self.send_header("Transfer-Encoding", "chunked")
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            for start in range(0, len(data), 700):
                part = data[start:start + 700]
                self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
            return self.wfile.write(b"0\r\n\r\n")
        return self.send(status, data, headers)

    def overlapping(self, page):
        """Each page begins with the last row of the one before."""
        name = None if isinstance(page, list) else next(n for n in ("tickets", "orders") if n in page)
        rows = page if name is None else page[name]
        rows, self.state.last = self.state.last + rows, rows[-1:]
        return rows if name is None else {**page, name: rows}

    def is_signed(self, parts, query):
        told = self.headers.get("Authorization") or self.headers.get("X-Shopify-Access-Token") or ""
        if self.state.vendor == "zendesk" and told.startswith("Bearer "):
            expired = self.state.fault == "expired" and self.state.asked >= 1 and self.state.turn == 0
            return told == f"Bearer {self.state.access}" and not expired
        if self.state.fault == "wrong sign-in":
            return False
        if told.startswith("OAuth "):
            return self.is_oauth1(told, parts, query)
        return bool(told)

    def is_oauth1(self, told, parts, query):
        """By somebody else's library, where it is here."""
        try:
            from oauthlib.oauth1.rfc5849 import signature
        except ImportError:
            return True
        from urllib.parse import unquote
        fields = dict(part.strip().split("=", 1) for part in told[6:].split(","))
        fields = {name: unquote(value.strip('"')) for name, value in fields.items()}
        given = fields.pop("oauth_signature")
        text = signature.signature_base_string(
            self.command, signature.base_string_uri(f"https://{self.headers['Host']}{parts.path}"),
            signature.normalize_parameters(list(fields.items()) + parse_qsl(parts.query, keep_blank_values=True)))

        class Client:
            client_secret, resource_owner_secret = "consumer-secret", "token-secret"
        return given == signature.sign_hmac_sha256_with_client(text, Client)

    def token(self, form):
        state = self.state
        if form.get("refresh_token") != state.refresh:
            return self.send(400, b'{"error":"invalid_grant"}')
        state.turn += 1
        state.access, state.refresh = f"access-{state.turn}", f"refresh-{state.turn}"
        told = {"access_token": state.access, "refresh_token": state.refresh, "token_type": "bearer"}
        return self.send(200, json.dumps(told).encode())

    def goes_wrong(self, query):
        """Plays a fault in the place of a page; false where the page is sent after all."""
        state, fault = self.state, self.state.fault
        if state.faults >= (99 if fault.startswith("always ") else 1):
            return False
        state.faults += 1
        fault = fault.removeprefix("always ")
        waits = {"429 int": "2", "429 decimal": "2.0", "429 date": formatdate(time.time() + 3, usegmt=True), "429": None,
                 "429 skewed": formatdate(time.time() + 3603, usegmt=True)}
        if fault in waits:
            self.send(429, b'{"error":"APIRateLimitExceeded"}', {"Retry-After": waits[fault]} if waits[fault] else {})
        elif fault in ("500", "502", "503", "200 html"):
            self.send(int(fault[:3]), HTML)
        elif fault == "slow headers":
            time.sleep(2)
            self.close_connection = True
        elif fault == "slow body":
            self.send(200, b'{"tickets":[', promised=5000)
            self.wfile.flush()
            time.sleep(2)
            self.close_connection = True
        elif fault == "cut":
            self.send(200, b'{"tickets":[{"id":1,', promised=5000)
            self.close_connection = True
        elif fault == "cut JSON":
            self.send(200, b'{"tickets":[{"id":1,"subject":"half')
        elif fault == "cut gzip":
            data = gzip.compress(json.dumps({"tickets": list(range(9999))}).encode())[:-200]
            self.send(200, data, {"Content-Encoding": "gzip"})
        elif fault == "bomb":
            self.send(200, gzip.compress(b'{"tickets":[' + b" " * (64 << 20) + b"]}"), {"Content-Encoding": "gzip"})
        elif fault == "records":
            with open(state.lines, "rb") as file:
                rows = file.read().strip(b"\n").replace(b"\n", b",\n")
            opening = {"zendesk": b'{"end_of_stream":true,"after_cursor":"9.9","tickets":[', "shopify": b'{"orders":[',
                       "magento": b'{"total_count":1,"items":['}.get(state.vendor, b"[")
            self.send(200, opening + rows + (b"]" if opening == b"[" else b"]}"))
        elif fault == "empty page":
            self.send(200, json.dumps({"tickets": [], "after_cursor": query["cursor"], "end_of_stream": False}).encode())
        elif fault == "forgotten cursor" and "cursor" in query:
            self.send(422, b'{"error":"InvalidPaginationCursor"}')
        elif fault == "redirect away":
            self.send(302, b"", {"Location": f"https://localhost:{state.other}{self.path}"})
        elif fault == "redirect here":
            self.send(307, b"", {"Location": self.path})
        elif fault == "change":
            state.account.touch(0)
            return False
        else:
            return False
        return True


class Stranger(BaseHTTPRequestHandler):
    """Another server, to which no token may come."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        token = self.headers.get("Authorization") or self.headers.get("X-Shopify-Access-Token")
        Handler.state.strangers.append(token or "no token")
        lines = Handler.state.account.extra.get("lines")
        if self.path != "/bulk.jsonl" or lines is None:
            return self.send_error(404)
        # A file of a bulk operation, a range of bytes at a time.
        first, last = self.headers["Range"].removeprefix("bytes=").split("-")
        part = lines[int(first):int(last) + 1]
        self.send_response_only(206)
        self.send_header("Content-Range", f"bytes {first}-{int(first) + len(part) - 1}/{len(lines)}")
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        self.wfile.write(part)
        return None

    def log_message(self, *_):
        pass


class Quiet(ThreadingHTTPServer):
    def handle_error(self, *_):
        """A client that hangs up in the middle is what is tested."""


def serve(handler, folder):
    server = Quiet(("127.0.0.1", 0), handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{folder}/cert.pem", f"{folder}/key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def main():
    vendor, folder = sys.argv[1:3]
    Handler.state = State(vendor, dict(option.split("=", 1) for option in sys.argv[3:]))
    Handler.state.other = Handler.state.account.extra["other"] = serve(Stranger, folder)
    print(serve(Handler, folder), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
