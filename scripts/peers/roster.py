"""Judges rosters of contact centres, written from the rules' text alone: every hard rule, and the cost by term.

Usage: python3 scripts/peers/roster.py SEASON.json      a problem and its roster, as `muster-bench season --out` writes them

Exit status: 0 lawful and priced as stated, 1 not, 2 unreadable. Times are real minutes after the home site's first
midnight; spans are [from, to).
"""
import json
import sys

NEVER = 10 ** 12


def overlap(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


class Season:
    def __init__(self, told):
        problem = told["problem"]
        self.period, self.sites, self.queues = problem["period"], problem["sites"], problem["queues"]
        self.templates, self.agents = problem["templates"], problem["agents"]
        self.prices, self.today = problem["prices"], problem["today"]
        self.shifts = [[] for _ in self.agents]
        for shift in told["roster"]["shifts"]:
            self.shifts[shift["agent"]].append(shift)
        for shifts in self.shifts:
            shifts.sort(key=lambda shift: shift["span"][0])
        self.weeks, week = [], []
        for day in range(self.period["days"]):
            week.append(day)
            if self.weekday(day) == 6 or day + 1 == self.period["days"]:
                self.weeks.append(week)
                week = []

    def weekday(self, day):
        return (self.period["first_weekday"] + day) % 7

    def at(self, site, day, wall):
        """The real minute at which a site's clock reads `wall` on a day."""
        clock = self.sites[site]["clock"]
        while wall >= 1440 and day + 2 < len(clock["midnights"]):
            day, wall = day + 1, wall - 1440
        return clock["midnights"][day] + wall - sum(
            c["minutes"] for c in clock["changes"] if c["day"] == day and wall >= c["wall"])

    def reads(self, site, minute):
        """What a site's clock reads at a real minute."""
        clock = self.sites[site]["clock"]
        day = max([d for d in range(len(clock["midnights"]) - 1) if clock["midnights"][d] <= minute], default=0)
        plain = minute - clock["midnights"][day]
        return plain + sum(c["minutes"] for c in clock["changes"] if c["day"] == day and plain >= c["wall"])


def rests(shift):
    return [(a["span"], a["kind"]["rest"]["is_paid"]) for a in shift["activities"] if "rest" in a["kind"]]


def paid(shift):
    unpaid = sum(span[1] - span[0] for span, is_paid in rests(shift) if not is_paid)
    return shift["span"][1] - shift["span"][0] - unpaid


def works(shift):
    return [(a["span"], a["kind"]["queue"]["position"]) for a in shift["activities"] if "queue" in a["kind"]]


def pattern(season, agent, shift):
    """A shift is one of the templates, its activities fill it, and its breaks lie where the template allows."""
    at = shift["span"][0]
    for activity in shift["activities"]:
        if activity["span"][0] != at:
            return "a hole or an overlap"
        at = activity["span"][1]
    if at != shift["span"][1]:
        return "not filled"
    if shift.get("template") is None:
        return None
    if agent.get("templates") is not None and shift["template"] not in agent["templates"]:
        return "not a template of theirs"
    template = season.templates[shift["template"]]
    begin, end = shift["span"]
    if season.weekday(shift["day"]) not in template["weekdays"]:
        return "not on this weekday"
    if begin not in [season.at(agent["site"], shift["day"], wall) for wall in template["starts"]]:
        return "a start that the template does not have"
    if end - begin not in template["lengths"]:
        return "a length that the template does not have"
    taken = rests(shift)
    if len(taken) != len(template["breaks"]):
        return "too many or too few breaks"
    since = begin
    for (span, is_paid), told in zip(taken, template["breaks"]):
        if span[1] - span[0] != told["minutes"] or is_paid != told["is_paid"]:
            return "another break than agreed"
        if not told["window"][0] <= span[0] - begin <= told["window"][1]:
            return "a break outside its window"
        if span[0] - since < template["least_stretch"]:
            return "too short a stretch of work"
        since = span[1]
    return "too short a stretch of work" if end - since < template["least_stretch"] else None


def of_shift(season, agent, shift, rules):
    """The rules that look at one shift."""
    begin, end = shift["span"]
    day, contract = shift["day"], agent["contract"]
    site = season.sites[agent["site"]]
    if season.at(agent["site"], day, 0) > begin or begin >= season.at(agent["site"], day, 0) + 1560:
        yield "day", "does not begin on its day"
    if paid(shift) > contract["most_minutes_a_day"]:
        yield "contract", "too long a day"
    held = {s["queue"] for s in agent["skills"] if s["live"][0] <= day < s["live"][1]}
    if any(queue not in held for _, queue in works(shift)):
        yield "skill", "works a queue without the skill"
    hours = site["open"][day]
    if hours is None or begin < hours[0] or end > hours[1]:
        yield "opening", "outside opening hours"
    if not agent["employed"][0] <= day < agent["employed"][1]:
        yield "available", "not employed"
    if any(overlap(away["span"], shift["span"]) for away in agent["absences"]):
        yield "available", "away"
    windows = agent["availability"].get(str(day))
    if windows is not None and not any(w[0] <= begin and end <= w[1] for w in windows):
        yield "available", "not available"
    if shift["span"] not in [old["span"] for old in agent["published"]]:
        fault = pattern(season, agent, shift)
        if fault:
            yield "template", fault
    if "longest_day" in rules and paid(shift) > rules["longest_day"]["minutes"]:
        yield "day hours", "too long a day"
    owed = max([s["owed"] for s in rules.get("breaks_by_length", {"steps": []})["steps"] if end - begin > s["over"]], default=0)
    if sum(span[1] - span[0] for span, _ in rests(shift)) < owed:
        yield "breaks", "too little break"
    if agent["is_minor"] and "young_workers" in rules:
        young = rules["young_workers"]
        wall = season.reads(agent["site"], begin)
        if wall < young["earliest"] or wall + end - begin > young["latest"]:
            yield "minor", "works at night"
        if paid(shift) > young["minutes_a_day"]:
            yield "minor", "too long a day"
        owed = max([step["owed"] for step in young["breaks"] if end - begin > step["over"]], default=0)
        if sum(span[1] - span[0] for span, _ in rests(shift)) < owed:
            yield "minor", "too little break"


def of_person(season, agent, shifts, rules):
    """The rules that look at one shift after another, and at weeks."""
    past = agent["history"]
    ended = past.get("last_shift_ends", -NEVER)
    young = rules.get("young_workers", {}) if agent["is_minor"] else {}
    owed = max(rules.get("minimum_rest", {"minutes": 0})["minutes"], young.get("rest_minutes", 0))
    weekly = max(rules.get("weekly_rest", {"minutes": 0})["minutes"], young.get("weekly_rest_minutes", 0))
    run, before = past["days_in_a_row"], -1
    for shift in shifts:
        if shift["span"][0] - ended < owed:
            yield shift["day"], "rest", f"{shift['span'][0] - ended} minutes of rest"
        if shift["day"] <= before:
            yield shift["day"], "one shift", "two shifts on a day"
        run = run + 1 if shift["day"] == before + 1 else 1
        if "longest_run" in rules and run > rules["longest_run"]["days"]:
            yield shift["day"], "run", f"day {run} in a row"
        ended, before = shift["span"][1], shift["day"]
    for position, week in enumerate(season.weeks):
        inside = [shift for shift in shifts if shift["day"] in week]
        worked = sum(map(paid, inside)) + (past["minutes_this_week"] if position == 0 else 0)
        most = [agent["contract"]["most_minutes_a_week"]]
        most += [rules["longest_week"]["minutes"]] if "longest_week" in rules else []
        most += [young["minutes_a_week"]] if young else []
        if worked > min(most):
            yield week[0], "week hours", f"{worked} minutes, at most {min(most)}"
        if len(inside) + (past["shifts_this_week"] if position == 0 else 0) > agent["contract"]["most_shifts_a_week"]:
            yield week[0], "contract", "too many shifts"
        if len(inside) + (past["shifts_this_week"] if position == 0 else 0) > young.get("days_a_week", 7):
            yield week[0], "minor", "too many days"
        if weekly > 0 and len(week) == 7:
            edge = (season.at(agent["site"], week[0], 0), season.sites[agent["site"]]["clock"]["midnights"][week[-1] + 1])
            ends = [past.get("last_shift_ends", -NEVER)] + [shift["span"][1] for shift in shifts]
            starts = [shift["span"][0] for shift in shifts] + [NEVER]
            if max(overlap(pair, edge) for pair in zip(ends, starts)) < weekly:
                yield week[0], "weekly rest", "no long rest"
    if "notice_window" in rules and agent["published"]:
        for day in range(season.period["days"]):
            if day - season.today >= rules["notice_window"]["days"] or day in agent["consents"]:
                continue
            if [s["span"] for s in shifts if s["day"] == day] != [s["span"] for s in agent["published"] if s["day"] == day]:
                yield day, "notice", "changed too late"


def cost(season):
    """What the roster costs, term by term."""
    terms = dict.fromkeys(["uncovered", "surplus", "overtime", "not_given", "undesired", "changed", "weekends"], 0.0)
    size, prices = season.period["interval_minutes"], season.prices
    there = [[0.0] * len(queue["needed"]) for queue in season.queues]
    for agent, shifts in zip(season.agents, season.shifts):
        for shift in shifts:
            for span, queue in works(shift):
                speed = next((s["percent"] for s in agent["skills"] if s["queue"] == queue and s["live"][0] <= shift["day"] < s["live"][1]), 0)
                for at in range(max(0, span[0]) // size, min(len(there[queue]), -(-span[1] // size))):
                    there[queue][at] += overlap(span, (at * size, at * size + size)) / size * speed / 100
    for queue, line in zip(season.queues, there):
        for need, agents in zip(queue["needed"], line):
            missing = need - agents
            terms["surplus"] += max(0.0, -missing) * queue["surplus"]
            for step, told in enumerate(queue["shortfall"]):
                last = step + 1 == len(queue["shortfall"])
                taken = max(0.0, missing if last else min(missing, told["agents"]))
                terms["uncovered"] += taken * told["each"]
                missing -= taken
    for agent, shifts in zip(season.agents, season.shifts):
        past, promised_days = agent["history"], {day: [s["span"] for s in agent["published"] if s["day"] == day] for day in range(season.period["days"])}
        midnights = season.sites[agent["site"]]["clock"]["midnights"]
        for position, week in enumerate(season.weeks):
            inside = [shift for shift in shifts if shift["day"] in week]
            minutes = sum(map(paid, inside))
            carried = past["minutes_this_week"] if position == 0 else 0
            days = sum(
                max(0.0, 1 - sum(overlap(away["span"], (midnights[day], midnights[day + 1])) for away in agent["absences"]) / 480)
                for day in week if agent["employed"][0] <= day < agent["employed"][1])
            terms["overtime"] += max(0, minutes + carried - agent["contract"]["minutes_a_week"]) / 60 * prices["overtime_hour"]
            terms["not_given"] += max(0.0, agent["contract"]["minutes_a_week"] * days / 7 - minutes) / 60 * prices["contract_hour_not_given"]
            if any(season.weekday(shift["day"]) >= 5 for shift in inside):
                terms["weekends"] += prices["weekend"] * max(0, 1 + past["weekends_owed"])
        for shift in shifts:
            terms["undesired"] += sum(w["weight"] for w in agent["wishes"] if overlap(w["span"], shift["span"])) * prices["undesired"]
        if agent["published"]:
            for day, promised in promised_days.items():
                if [s["span"] for s in shifts if s["day"] == day] != promised:
                    terms["changed"] += prices["change"]
    return terms


def main():
    try:
        with open(sys.argv[1], encoding="utf-8") as file:
            told = json.load(file)
        season = Season(told)
        broken = []
        for agent, shifts in zip(season.agents, season.shifts):
            rules = season.sites[agent["site"]]["rules"]
            broken += [(agent["name"], shift["day"], *found) for shift in shifts for found in of_shift(season, agent, shift, rules)]
            broken += [(agent["name"], *found) for found in of_person(season, agent, shifts, rules)]
        terms = cost(season)
    except (OSError, IndexError, KeyError, TypeError, ValueError) as error:
        print(f"roster.py: {type(error).__name__} {error}", file=sys.stderr)
        return 2
    for name, day, rule, words in broken[:40]:
        print(f"{name}, day {day}: {rule}: {words}")
    total = sum(terms.values())
    is_priced = abs(total - told["objective"]) <= 1e-6 * max(1.0, abs(total))
    print(json.dumps({"lawful": not broken, "broken": len(broken), "objective": round(total, 4), "stated": round(told["objective"], 4),
                      "terms": {name: round(value, 2) for name, value in terms.items()}}))
    return 0 if is_priced and not broken else 1


if __name__ == "__main__":
    sys.exit(main())
