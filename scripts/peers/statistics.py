"""Random cases of each method, answered by muster-bench and by a peer, compared to 1e-6.

R answers too where Rscript and its packages are (psych, metafor, lme4, survival, epitools, jsonlite).

Usage: statistics.py MUSTER_BENCH CASES
"""
import json
import math
import pathlib
import random
import shutil
import subprocess
import sys

import krippendorff
import lifelines
import numpy
import pandas
import pingouin
import scipy.stats
import statsmodels.api
from irrCAC.raw import CAC
from lifelines.statistics import logrank_test
from statsmodels.stats import inter_rater, meta_analysis, proportion

TOLERANCE = 1e-6
draw = random.Random(20251128)


def share():
    trials = draw.randint(1, 400)
    return draw.randint(0, trials), trials


def ratings(levels=5, missing=0.15):
    cases, raters = draw.randint(6, 30), draw.randint(3, 6)
    rows = []
    for _ in range(cases):
        truth = draw.randint(1, levels)
        row = [min(levels, max(1, truth + draw.choice([0, 0, 0, 1, -1]))) for _ in range(raters)]
        rows.append([None if draw.random() < missing else value for value in row])
    for row in rows[:2]:
        row[:] = [draw.randint(1, levels) for _ in row]
    return rows


def scores():
    cases, raters = draw.randint(4, 25), draw.randint(2, 6)
    lenient = [draw.gauss(0, 4) for _ in range(raters)]
    return [[truth + bias + draw.gauss(0, 6) for bias in lenient]
            for truth in (draw.gauss(75, 12) for _ in range(cases))]


def square():
    size = draw.randint(2, 5)
    return [[draw.randint(1, 30) + (25 if row == column else 0) for column in range(size)] for row in range(size)]


def design():
    count, width = draw.randint(20, 80), draw.randint(1, 4)
    return [[1.0] + [draw.gauss(0, 1) for _ in range(width)] for _ in range(count)]


def spells():
    return [[float(draw.randint(1, 25)), float(draw.random() < 0.7)] for _ in range(draw.randint(8, 60))]


def grid(rows):
    return numpy.array([[numpy.nan if value is None else float(value) for value in row] for row in rows])


# MARK: each method: how a case is drawn, and what the peer says of it

def wilson(case):
    return proportion.proportion_confint(*case["counts"], method="wilson")


def jeffreys(case):
    events, trials = case["counts"]
    low, high = proportion.proportion_confint(events, trials, method="jeffreys")
    return (0 if events == 0 else low), (1 if events == trials else high)


def exact(case):
    return proportion.proportion_confint(*case["counts"], method="beta")


def newcombe(case):
    a, n, b, m = case["counts"]
    low, high = proportion.confint_proportions_2indep(a, n, b, m, method="newcomb", compare="diff")
    return a / n - b / m, low, high


def poisson_rate(case):
    (events,), (exposure,) = case["counts"], case["values"]
    low = scipy.stats.chi2.ppf(0.025, 2 * events) / 2 if events else 0
    return low / exposure, scipy.stats.chi2.ppf(0.975, 2 * events + 2) / 2 / exposure


def fisher(case):
    a, n, b, m = case["counts"]
    return [scipy.stats.fisher_exact([[a, n - a], [b, m - b]])[1]]


def alpha(level):
    return lambda case: [krippendorff.alpha(grid(case["rows"]).T, level_of_measurement=level)]


def cohen(case):
    found = inter_rater.cohens_kappa(numpy.array(case["table"]))
    return found.kappa, found.std_kappa, found.std_kappa0


def cohen_weighted(case):
    return [inter_rater.cohens_kappa(numpy.array(case["table"]), wt="linear").kappa]


def fleiss(case):
    return [inter_rater.fleiss_kappa(numpy.array(case["table"]))]


def gwet(case):
    # irrCAC rounds its coefficients: the agreements and chances behind them are whole, to 5 decimals.
    peer = CAC(pandas.DataFrame(grid(case["rows"])), digits=12)
    names = [peer.gwet, peer.fleiss, peer.conger, peer.bp]
    return [name()["est"]["coefficient_value"] for name in names]


def icc(case):
    table = numpy.array(case["table"])
    cases, raters = table.shape
    frame = pandas.DataFrame({"case": numpy.repeat(range(cases), raters), "rater": list(range(raters)) * cases,
                              "score": table.ravel()})
    found = pingouin.intraclass_corr(frame, "case", "rater", "score")["ICC"].to_numpy()
    return list(found[:6])


def bland_altman(case):
    table = numpy.array(case["table"])
    gap = table[:, 0] - table[:, 1]
    deviation = gap.std(ddof=1)
    reach = scipy.stats.norm.ppf(0.975) * deviation
    return gap.mean(), deviation, gap.mean() - reach, gap.mean() + reach, numpy.corrcoef(table.T)[0, 1]


def leniency(case):
    table = grid(case["rows"])
    cases, raters = table.shape
    places = [(row, column) for row in range(cases) for column in range(raters) if not math.isnan(table[row, column])]
    rows = numpy.zeros((len(places), cases + raters))
    for place, (row, column) in enumerate(places):
        rows[place, row] = rows[place, cases + column] = 1
    values = numpy.array([table[place] for place in places])
    fit, _, rank, _ = numpy.linalg.lstsq(rows, values, rcond=None)
    center = numpy.mean([fit[cases + column] for _, column in places])
    rest = values - rows @ fit
    return list(fit[cases:] - center) + [math.sqrt(rest @ rest / (len(places) - rank))]


def random_effects(case):
    table = numpy.array(case["table"])
    found = meta_analysis.combine_effects(table[:, 0], table[:, 1] ** 2, method_re="dl")
    # A variance between studies that comes out negative is none (DerSimonian and Laird 1986), so that the fixed effect
    # is the answer; statsmodels goes on with the negative one.
    if found.tau2 < 0:
        return found.mean_effect_fe, found.sd_eff_w_fe, 0
    return found.mean_effect_re, found.sd_eff_w_re, found.tau2


def kaplan_meier(case):
    rows = numpy.array(case["rows"])
    fitter = lifelines.KaplanMeierFitter().fit(rows[:, 0], rows[:, 1])
    times = sorted(set(rows[rows[:, 1] == 1, 0]))
    return [fitter.survival_function_at_times(time).iloc[0] for time in times]


def log_rank(case):
    rows, others = numpy.array(case["rows"]), numpy.array(case["others"])
    return [logrank_test(rows[:, 0], others[:, 0], rows[:, 1], others[:, 1]).test_statistic]


def poisson_regression(case):
    model = statsmodels.api.GLM(case["values"], numpy.array(case["table"]), exposure=case["counts"],
                                family=statsmodels.api.families.Poisson())
    found = model.fit(tol=1e-14, maxiter=200)
    return list(found.params) + list(found.bse) + [found.pearson_chi2 / found.df_resid]


def least_squares(case):
    found = statsmodels.api.OLS(case["values"], numpy.array(case["table"])).fit()
    return list(found.params) + list(found.bse)


def clustered(case):
    model = statsmodels.api.OLS(case["values"], numpy.array(case["table"]))
    return list(model.fit(cov_type="cluster", cov_kwds={"groups": numpy.array(case["counts"])}).bse)


def counted(table):
    exposures = [draw.randint(50, 500) for _ in table]
    slopes = [-2.0] + [draw.gauss(0, 0.3) for _ in table[0][1:]]
    means = [n * math.exp(sum(a * b for a, b in zip(slopes, row))) for n, row in zip(exposures, table)]
    return {"table": table, "counts": exposures, "values": [float(numpy.random.RandomState(draw.randint(0, 2**31)).poisson(m)) for m in means]}


def line(table, clusters=False):
    values = [sum(row) + draw.gauss(0, 2) for row in table]
    return {"table": table, "values": values} | ({"counts": [draw.randint(0, 9) for _ in table]} if clusters else {})


def rated():
    seats, kinds = draw.randint(3, 8), draw.randint(2, 5)
    rows = [[draw.randint(0, kinds - 1) if draw.random() < 0.4 else case % kinds for _ in range(seats)] for case in range(draw.randint(6, 30))]
    return [[row.count(kind) for kind in range(kinds)] for row in rows]


def effects():
    return [[draw.gauss(0, 3), draw.uniform(0.5, 3)] for _ in range(draw.randint(3, 20))]


def balanced():
    size = draw.randint(3, 8)
    return [[center + draw.gauss(0, 5) for _ in range(size)] for center in (draw.gauss(80, 6) for _ in range(draw.randint(5, 15)))]


def lines():
    return [[[week, level + rise * week + draw.gauss(0, 4)] for week in range(8)]
            for level, rise in ((draw.gauss(50, 8), draw.gauss(3, 1.5)) for _ in range(draw.randint(8, 16)))]


METHODS = {
    "wilson": (lambda: {"counts": share()}, wilson, "statsmodels"),
    "jeffreys": (lambda: {"counts": share()}, jeffreys, "statsmodels"),
    "exact": (lambda: {"counts": share()}, exact, "statsmodels"),
    "newcombe": (lambda: {"counts": share() + share()}, newcombe, "statsmodels"),
    "poisson rate": (lambda: {"counts": [draw.randint(0, 200)], "values": [draw.uniform(1, 500)]}, poisson_rate, "scipy"),
    "fisher": (lambda: {"counts": share() + share()}, fisher, "scipy"),
    "alpha nominal": (lambda: {"rows": ratings()}, alpha("nominal"), "krippendorff"),
    "alpha ordinal": (lambda: {"rows": ratings()}, alpha("ordinal"), "krippendorff"),
    "alpha interval": (lambda: {"rows": ratings()}, alpha("interval"), "krippendorff"),
    "alpha ratio": (lambda: {"rows": ratings()}, alpha("ratio"), "krippendorff"),
    "cohen": (lambda: {"table": square()}, cohen, "statsmodels"),
    "cohen weighted": (lambda: {"table": square()}, cohen_weighted, "statsmodels"),
    "fleiss": (lambda: {"table": rated()}, fleiss, "statsmodels"),
    "gwet": (lambda: {"rows": ratings()}, gwet, "irrCAC"),
    "icc": (lambda: {"table": scores()}, icc, "pingouin"),
    "bland altman": (lambda: {"table": [row[:2] for row in scores()]}, bland_altman, "numpy"),
    "leniency": (lambda: {"rows": [[v if draw.random() > 0.1 else None for v in row] for row in scores()]}, leniency, "numpy"),
    "random effects": (lambda: {"table": effects()}, random_effects, "statsmodels"),
    "kaplan meier": (lambda: {"rows": spells()}, kaplan_meier, "lifelines"),
    "log rank": (lambda: {"rows": spells(), "others": spells()}, log_rank, "lifelines"),
    "poisson regression": (lambda: counted(design()), poisson_regression, "statsmodels"),
    "least squares": (lambda: line(design()), least_squares, "statsmodels"),
    "clustered": (lambda: line(design(), clusters=True), clustered, "statsmodels"),
    "random effects reml": (lambda: {"table": effects()}, None, "R metafor"),
    "paule mandel": (lambda: {"table": effects()}, None, "R metafor"),
    "icc in R": (lambda: {"table": scores()}, None, "R psych"),
    "kappa in R": (lambda: {"table": square()}, None, "R psych"),
    "kaplan meier in R": (lambda: {"rows": spells()}, None, "R survival"),
    "log rank in R": (lambda: {"rows": spells(), "others": spells()}, None, "R survival"),
    "direct standard": (lambda: {"table": [[draw.randint(1, 80), draw.uniform(50, 5000), draw.uniform(1, 9)] for _ in range(draw.randint(2, 8))]}, None, "R epitools"),
    "one way in lme4": (lambda: {"table": balanced()}, None, "R lme4"),
    "growth in lme4": (lambda: {"people": lines()}, None, "R lme4"),
}


def apart(ours, theirs):
    """How far two answers lie apart, relative where they are large; -1 when one says nothing."""
    theirs = [math.nan if value is None else float(value) for value in theirs]
    if not theirs or len(theirs) > len(ours) or any(math.isnan(value) for value in theirs):
        return -1
    if any(value is None for value in ours[:len(theirs)]):
        return -1
    return max(abs(a - b) / max(1, abs(b)) for a, b in zip(ours, theirs))


def said(peer, cases):
    """What the peer says of each case; None where it cannot."""
    if peer is None:
        script = pathlib.Path(__file__).with_suffix(".R")
        text = "\n".join(json.dumps(case) for case in cases) + "\n"
        done = subprocess.run(["Rscript", str(script)], input=text, capture_output=True, text=True, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]
    found = []
    for case in cases:
        try:
            found.append(list(peer(case)))
        except (ZeroDivisionError, ValueError, numpy.linalg.LinAlgError):
            found.append([])
    return found


def main(program, count):
    print(f"{'method':20} {'peer':14} {'cases':>6} {'alike':>6} {'nothing':>8} {'farthest':>10}")
    failed = 0
    for method, (make, peer, name) in METHODS.items():
        if peer is None and not shutil.which("Rscript"):
            continue
        cases = [{"method": method} | make() for _ in range(count)]
        text = "\n".join(json.dumps(case) for case in cases) + "\n"
        done = subprocess.run([program, "statistics"], input=text, capture_output=True, text=True, check=True)
        ours = [json.loads(line) for line in done.stdout.splitlines()]
        gaps = [apart(one, other) for one, other in zip(ours, said(peer, cases), strict=True)]
        alike = sum(0 <= gap <= TOLERANCE for gap in gaps)
        nothing = sum(gap < 0 for gap in gaps)
        failed += count - alike - nothing
        print(f"{method:20} {name:14} {count:6} {alike:6} {nothing:8} {max(gaps):10.1e}", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
