# Answers the cases of statistics.py that R is the peer for: a line of JSON each, in and out.
#
# Usage: statistics.R < cases > answers
suppressPackageStartupMessages({
  library(jsonlite)
  library(psych)
  library(metafor)
  library(survival)
  library(epitools)
  library(lme4)
})

numbers <- function(rows) do.call(rbind, lapply(rows, function(row) as.numeric(row)))

pooled <- function(case, method) {
  table <- numbers(case$table)
  fit <- rma(yi = table[, 1], sei = table[, 2], method = method,
             control = list(threshold = 1e-12, tol = 1e-12, maxiter = 10000))
  c(fit$beta[1], fit$se, fit$tau2)
}

answers <- list(
  "random effects reml" = function(case) pooled(case, "REML"),
  "paule mandel" = function(case) pooled(case, "PM"),
  "icc in R" = function(case) {
    found <- ICC(numbers(case$table), lmer = FALSE)$results
    c(found$ICC, found[2, "lower bound"], found[2, "upper bound"])
  },
  "kappa in R" = function(case) {
    found <- cohen.kappa(numbers(case$table))
    found$kappa
  },
  "kaplan meier in R" = function(case) {
    rows <- numbers(case$rows)
    found <- summary(survfit(Surv(rows[, 1], rows[, 2]) ~ 1))
    found$surv
  },
  "log rank in R" = function(case) {
    rows <- rbind(numbers(case$rows), numbers(case$others))
    group <- rep(1:2, c(length(case$rows), length(case$others)))
    survdiff(Surv(rows[, 1], rows[, 2]) ~ group)$chisq
  },
  "direct standard" = function(case) {
    table <- numbers(case$table)
    found <- ageadjust.direct(table[, 1], table[, 2], stdpop = table[, 3])
    unname(found[c("adj.rate", "lci", "uci")])
  },
  "one way in lme4" = function(case) {
    table <- numbers(case$table)
    data <- data.frame(y = as.vector(t(table)), group = factor(rep(seq_len(nrow(table)), each = ncol(table))))
    fit <- suppressMessages(lmer(y ~ 1 + (1 | group), data, control = lmerControl(
      optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10), calc.derivs = FALSE)))
    c(fixef(fit), as.data.frame(VarCorr(fit))$vcov)
  },
  "growth in lme4" = function(case) {
    people <- lapply(seq_along(case$people), function(n) cbind(numbers(case$people[[n]]), n))
    data <- as.data.frame(do.call(rbind, people))
    names(data) <- c("x", "y", "person")
    fit <- suppressWarnings(suppressMessages(lmer(y ~ x + (x | person), data, control = lmerControl(
      optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10, maxfun = 100000), calc.derivs = FALSE))))
    c(REMLcrit(fit), fixef(fit))
  }
)

input <- file("stdin")
for (line in readLines(input)) {
  case <- fromJSON(line, simplifyVector = FALSE)
  found <- tryCatch(answers[[case$method]](case), error = function(problem) NULL)
  cat(toJSON(as.numeric(found), digits = NA, na = "null"), "\n", sep = "")
}
