"""Reads exported calendars with other people's readers (icalendar, vobject, libical) and pages with axe in Chromium.

usage: calendars.py FOLDER CANCELLED PAGES…   Every *.ics in FOLDER, of which CANCELLED (yes or no) says whether one
tells of a cancellation; PAGES are opened 1280 and 320 pixels wide and left as PNG beside them. Exits with 1 when one
cannot be read, two readers differ, a line is too long, or axe finds a violation.
"""
import ctypes, ctypes.util, pathlib, shutil, sys

import axe_playwright_python, icalendar, vobject
from playwright.sync_api import sync_playwright

folder, cancelled, pages = pathlib.Path(sys.argv[1]), sys.argv[2] == "yes", [pathlib.Path(name) for name in sys.argv[3:]]
wrong = []


def check(what, holds):
    print(f"{'held  ' if holds else 'MISSED'} {what}")
    if not holds:
        wrong.append(what)


def lines_hold(raw):
    """RFC 5545 3.1: CRLF alone, at most 75 octets, and no character cut in two."""
    lines = raw.split(b"\r\n")
    return raw.endswith(b"\r\n") and not any(b"\n" in line or b"\r" in line or len(line) > 75 for line in lines) and all(
        line.decode("utf-8") is not None for line in lines)


def by_icalendar(raw):
    events = list(icalendar.Calendar.from_ical(raw).walk("VEVENT"))
    if any(event.errors or event["DTSTART"].dt.utcoffset().total_seconds() != 0 for event in events):
        raise ValueError("an event has errors, or is not in UTC")
    return {(str(e["UID"]), int(e["SEQUENCE"]), e["DTSTART"].dt, e["DTEND"].dt, str(e["STATUS"])) for e in events}, events


def by_vobject(raw):
    calendar = vobject.readOne(raw.decode("utf-8"))
    calendar.validate(raiseException=True)
    return {(e.uid.value, int(e.sequence.value), e.dtstart.value, e.dtend.value, e.status.value)
            for e in calendar.contents.get("vevent", [])}


name = ctypes.util.find_library("ical")
libical = ctypes.CDLL(name) if name else None
if libical:
    libical.icalparser_parse_string.restype = ctypes.c_void_p
    for call in ("icalcomponent_count_errors", "icalrestriction_check", "icalcomponent_free"):
        getattr(libical, call).argtypes = [ctypes.c_void_p]
    libical.icalcomponent_count_components.argtypes = [ctypes.c_void_p, ctypes.c_int]


def by_libical(raw):
    """How many events it sees; -1 when it has an objection."""
    calendar = libical.icalparser_parse_string(raw)
    if not calendar:
        return -1
    libical.icalrestriction_check(calendar)
    errors, events = libical.icalcomponent_count_errors(calendar), libical.icalcomponent_count_components(calendar, 4)
    libical.icalcomponent_free(calendar)
    return -1 if errors else events


files = sorted(folder.rglob("*.ics"))
counts, gone = [], 0
for file in files:
    raw = file.read_bytes()
    seen, events = by_icalendar(raw)
    counts.append((lines_hold(raw), seen == by_vobject(raw), not libical or by_libical(raw) == len(events),
                   len({str(event["UID"]) for event in events}) == len(events)))
    gone += sum(event[4] == "CANCELLED" for event in seen)
check(f"{len(files)} calendars: lines of 75 octets, CRLF, whole characters", files and all(c[0] for c in counts))
check("icalendar and vobject read the same events", all(c[1] for c in counts))
check("libical reads as many and has no objection" if libical else "(libical is not here)", all(c[2] for c in counts))
check("every event has a name of its own", all(c[3] for c in counts))
check(f"{gone} cancellations, as expected", (gone > 0) == cancelled)

browser_path = shutil.which("chromium") or shutil.which("google-chrome")
if pages and browser_path:
    axe = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
    rules = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for page in pages:
            for width in (1280, 320):
                for scheme in ("light", "dark"):
                    tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
                    tab.goto(page.resolve().as_uri())
                    tab.evaluate(axe)
                    found = tab.evaluate(f"axe.run(document, {rules})")["violations"]
                    wide = tab.evaluate("document.documentElement.scrollWidth")
                    for violation in found:
                        print(f"       {violation['id']}: {violation['nodes'][0]['html'][:120]}")
                    check(f"{page.name} at {width}, {scheme}: no violation, nothing beyond the edge",
                          not found and wide <= width)
                    if scheme == "light":
                        tab.screenshot(path=page.with_name(f"{page.stem}-{width}.png"))
                    tab.close()
        browser.close()
elif pages:
    print("       Chromium is not here")
sys.exit(1 if wrong else 0)
