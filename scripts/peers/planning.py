"""Tables of scripts/bench planning.

Usage: planning.py forecast SCORES.csv      ours against the best peer on every task
       planning.py answers STAFFING FOLDER  our answers against the reference tables
"""
import csv
import json
import math
import pathlib
import sys

import pandas


def forecast(path):
    scores = pandas.read_csv(path)
    ours = scores[scores.model == "muster"].set_index("task")
    others = scores[scores.model != "muster"].dropna(subset=["wql"])
    print(f"{'task':15} {'WQL':>7} {'best peer':>22} {'ratio':>6} {'cov80':>6} {'event WAPE':>10} {'best peer':>10} {'missing':>7} {'s/job':>6}")
    for task, row in ours.iterrows():
        rivals = others[others.task == task]
        best = rivals.loc[rivals.wql.idxmin()]
        own_event, event = (frame.get("event_wape", math.nan) for frame in (row, rivals))
        event = event if isinstance(event, float) else event.min()
        jobs = len(json.loads((pathlib.Path(path).parent / "results" / f"{task}__muster.json").read_text())["seconds"])
        missed = "  missed" if row.wql > best.wql * 1.01 or own_event > event * 1.01 or row.missing else ""
        print(f"{task:15} {row.wql:7.4f} {best.model:>14} {best.wql:7.4f} {row.wql / best.wql:6.3f} {row.cov80:6.3f} "
              f"{own_event:10.4f} {event:10.4f} {row.missing:7.4f} {row.secs_total / jobs:6.2f}{missed}")
    print(f"mean coverage of the nominal 80 %: {ours.cov80.mean():.3f} (0.74 to 0.86)")


def close(given, expected, column, row):
    if expected == "":
        return True
    given, expected = float(given), float(expected)
    if column in ("asa_s", "wait_s") and row["model"] == "C" and float(row["agents"]) - float(row["load"]) < 2:
        return abs(given - expected) <= max(1e-7, 1e-9 * abs(expected))
    return abs(given - expected) <= 1e-9 * abs(expected) + 1e-300


def staffing(reference, filled):
    wrong = {"need": 0, "perf": 0}
    rows = list(zip(csv.DictReader(open(reference)), csv.DictReader(open(filled))))
    for expected, given in rows:
        if expected["kind"] == "need":
            wrong["need"] += given["agents"] != expected["agents"]
        columns = ["p_wait", "sl", "sl_ans", "asa_s", "wait_s", "p_ab", "occ", "queue"]
        wrong["perf"] += not all(close(given[c], expected[c], c, expected) for c in columns)
    print(f"staffing: {len(rows)} rows, {wrong['need']} needs and {wrong['perf']} performances differ")


def cost(case, plan):
    """Recomputed from the reference's own curves: the pay of all, hiring and shortage."""
    curves, weeks, share = case["solution"], case["weeks"], case["productive_share"]
    productive, paid, tenured = (curves[name] for name in ("productive_per_starter", "paid_per_starter", "tenured"))
    end = weeks - 1 if case["seasonal_end_week"] is None else case["seasonal_end_week"]
    starts = [("starters", "cost_hire", weeks - 1), ("seasonal", "cost_hire_seasonal", end)]
    total = case["cost_week"] * sum(tenured)
    for kind, price, last in starts:
        for week, people in enumerate(plan[kind]):
            if people:
                total += people * (case[price] + case["cost_week"] * sum(paid[: max(0, last - week + 1)]))
    for week in range(weeks):
        supply = tenured[week] * share
        for kind, _, last in starts:
            supply += sum(plan[kind][start] * productive[week - start] for start in range(week + 1) if week <= last)
        total += case["cost_short"] * max(0.0, case["required"][week] * share - supply)
    return total


def hiring(reference, folder):
    cases = json.load(open(reference))
    plans, previews = json.load(open(folder / "hiring.json")), json.load(open(folder / "preview.json"))
    for case, plan, preview in zip(cases, plans, previews):
        known, bound = case["solution"]["cost"], case["solution"]["lp_bound"]
        kept = max(a + b for a, b in zip(plan["starters"], plan["seasonal"])) <= case["class_cap"] and not any(
            plan["starters"][: case["lead_weeks"]] + plan["seasonal"][: case["lead_weeks"]])
        print(f"hiring, {case['weeks']} weeks: {plan['cost'] / known - 1:+.4%} of the stated cost (0.1 % allowed), recomputed "
              f"{cost(case, plan) / plan['cost'] - 1:+.1e}, above the bound {plan['cost'] >= bound * (1 - 1e-9)}, limits kept {kept}, "
              f"preview {preview['cost'] / known - 1:+.3%}")


def deferred(reference, given):
    for case, answer in zip(json.load(open(reference)), json.load(open(given))):
        level, total = "constant_agents", "min_total_agent_intervals_daily_levels"
        print(f"deferred: constant level {answer[level] - case[level]:+.1e}, daily total {answer[total] - case[total]:+.1e} off the answer")


def funnel(reference, filled):
    rows = list(zip(csv.DictReader(open(reference)), csv.DictReader(open(filled))))
    wrong = sum(any(given[c] != expected[c] for c in ("applicants", "lead_days", "expected_need")) for expected, given in rows)
    print(f"funnel: {len(rows)} rows, {wrong} differ")


if __name__ == "__main__":
    if sys.argv[1] == "forecast":
        forecast(sys.argv[2])
    else:
        tables, folder = pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
        staffing(tables / "open.csv", folder / "staffing.csv")
        hiring(tables / "hiring_open.json", folder)
        deferred(tables / "deferred_open.json", folder / "deferred.json")
        funnel(tables / "funnel_open.csv", folder / "funnel.csv")
