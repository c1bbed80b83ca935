# Variance components by restricted maximum likelihood with lme4, for collabpro-core/src/stats/reml/tests.rs.
# Run: Rscript variance_components.R
# Needs R with lme4 (Debian's r-cran-lme4; made with R 4.2.2, lme4 1.1-31).
#
# The data are simulated and integer-seeded, so that the Rust test makes the very same: Lehmer's generator, whose steps are
# exact in doubles.
suppressMessages(library(lme4))

state <- 0
start <- function(seed) state <<- seed
draw <- function() { # from 0 to 1
  state <<- (state * 16807) %% 2147483647
  state / 2147483647
}
effects <- function(count, size) vapply(seq_len(count), function(at) size * (draw() + draw() + draw() - 1.5), 0)
fit <- function(name, formula, data) {
  control <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-11, maxfun = 1e5), calc.derivs = FALSE,
                         check.conv.singular = "ignore")
  model <- lmer(formula, data, control = control)
  cat(name, "\n")
  components <- as.data.frame(VarCorr(model))
  for (at in seq_len(nrow(components))) cat("  ", components$grp[at], sprintf("%.10f", components$vcov[at]), "\n")
  table <- summary(model)$coef
  cat("   mean", sprintf("%.10f", table[1]), "error", sprintf("%.10f", table[2]), "criterion",
      sprintf("%.9f", REMLcrit(model)), "\n")
}

# Units, raters and criteria, with the three interactions of two; two cells in three are empty.
start(11)
parts <- list(u = effects(30, 2), r = effects(12, 1), c = effects(5, 1), uc = effects(150, 1), rc = effects(60, .6),
              ur = effects(360, 1))
rows <- list()
for (u in 0:29) for (r in 0:11) for (c in 0:4) {
  if (draw() < .35) {
    value <- parts$u[u + 1] + parts$r[r + 1] + parts$c[c + 1] + parts$uc[u * 5 + c + 1] + parts$rc[r * 5 + c + 1] +
      parts$ur[u * 12 + r + 1] + 2 * (draw() + draw() + draw() - 1.5)
    rows[[length(rows) + 1]] <- c(u, r, c, value)
  }
}
data <- as.data.frame(do.call(rbind, rows))
names(data) <- c("u", "r", "c", "y")
data <- transform(data, uc = u * 5 + c, rc = r * 5 + c, ur = u * 12 + r)
fit(sprintf("study, %d", nrow(data)), y ~ 1 + (1 | u) + (1 | r) + (1 | c) + (1 | uc) + (1 | rc) + (1 | ur), data)

# 300 units of 120 raters, three each, drawn with repeats.
start(12)
units <- effects(300, 2)
raters <- effects(120, 1)
rows <- list()
for (u in 0:299) for (k in 1:3) {
  r <- floor(draw() * 120)
  rows[[length(rows) + 1]] <- c(u, r, units[u + 1] + raters[r + 1] + 2 * (draw() + draw() + draw() - 1.5))
}
data <- as.data.frame(do.call(rbind, rows))
names(data) <- c("u", "r", "y")
fit("crossed, 900", y ~ 1 + (1 | u) + (1 | r), data)

# No variance between raters: at the boundary.
start(19)
units <- effects(15, 2)
rows <- list()
for (u in 0:14) for (r in 0:5) {
  if (draw() < .6) rows[[length(rows) + 1]] <- c(u, r, units[u + 1] + 2 * (draw() + draw() + draw() - 1.5))
}
data <- as.data.frame(do.call(rbind, rows))
names(data) <- c("u", "r", "y")
fit(sprintf("boundary, %d", nrow(data)), y ~ 1 + (1 | u) + (1 | r), data)
