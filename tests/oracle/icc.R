# Intraclass correlations for tests/vectors/icc/*. Run: Rscript icc.R
# Complete tables: mean squares of aov, the formulas of Shrout & Fleiss 1979 and McGraw & Wong 1996 written out, quantiles of
# R's qf. Incomplete tables: components of lme4 (Debian's r-cran-lme4; made with R 4.2.2, lme4 1.1-31), and the formulas of
# ten Hove, Jorgensen & van der Ark 2022, Psychological Methods (khat, Q) on them.
suppressMessages(library(lme4))

tables <- list(
  shrout_fleiss = "9 2 5 8/6 1 3 2/8 4 6 8/7 1 2 6/10 5 6 9/6 2 4 7",
  one_missing = "9 2 5 8/6 1 3 2/8 4 6 8/7 1 NA 6/10 5 6 9/6 2 4 7",
  panels = "5 4 NA NA 3/2 NA 1 NA NA/NA 5 4 NA 5/3 NA NA 2 2/NA 1 NA 1 NA/4 NA 4 5 NA/NA NA 2 3 1/1 2 NA NA 1/NA 5 5 4 NA/3 3 NA 4 2",
  ratings = "3 3 2/1 1 1/4 3 4/2 2 3"
)
show <- function(name, value, interval = NULL) {
  cat(sprintf("  %-9s %.12f", name, value))
  if (!is.null(interval)) cat(sprintf("  [%.12f, %.12f]", interval[1], interval[2]))
  cat("\n")
}
for (name in names(tables)) {
  rows <- strsplit(tables[[name]], "/")[[1]]
  x <- do.call(rbind, lapply(strsplit(rows, " "), function(row) suppressWarnings(as.numeric(row))))
  n <- nrow(x)
  k <- ncol(x)
  long <- data.frame(y = as.vector(x), unit = factor(rep(1:n, k)), rater = factor(rep(1:k, each = n)))
  long <- long[!is.na(long$y), ]
  cat(name, "\n")
  if (!anyNA(x)) {
    s <- summary(aov(y ~ unit + rater, long))[[1]][["Mean Sq"]]
    B <- s[1]; J <- s[2]; E <- s[3]
    W <- (J * (k - 1) + E * (n - 1) * (k - 1)) / (n * (k - 1))
    cat(sprintf("  mean squares %.12f %.12f %.12f %.12f\n", B, W, J, E))
    bounds <- function(F, df1, df2) c(F / qf(.975, df1, df2), F * qf(.975, df2, df1))
    f <- bounds(B / W, n - 1, n * (k - 1))
    show("ICC(1)", (B - W) / (B + (k - 1) * W), (f - 1) / (f + k - 1))
    show("ICC(k)", (B - W) / B, 1 - 1 / f)
    f <- bounds(B / E, n - 1, (n - 1) * (k - 1))
    show("ICC(C,1)", (B - E) / (B + (k - 1) * E), (f - 1) / (f + k - 1))
    show("ICC(C,k)", (B - E) / B, 1 - 1 / f)
    r <- (B - E) / (B + (k - 1) * E + k * (J - E) / n)
    a <- k * r / (n * (1 - r)); b <- 1 + k * r * (n - 1) / (n * (1 - r))
    v <- (a * J + b * E)^2 / ((a * J)^2 / (k - 1) + (b * E)^2 / ((n - 1) * (k - 1)))
    l <- qf(.975, n - 1, v); u <- qf(.975, v, n - 1)
    show("ICC(A,1)", r, c(n * (B - l * E) / (l * (k * J + (k * n - k - n) * E) + n * B),
                          n * (u * B - E) / (k * J + (k * n - k - n) * E + n * u * B)))
    r <- (B - E) / (B + (J - E) / n)
    a <- r / (n * (1 - r)); b <- 1 + r * (n - 1) / (n * (1 - r))
    v <- (a * J + b * E)^2 / ((a * J)^2 / (k - 1) + (b * E)^2 / ((n - 1) * (k - 1)))
    l <- qf(.975, n - 1, v); u <- qf(.975, v, n - 1)
    show("ICC(A,k)", r, c(n * (B - l * E) / (l * (J - E) + n * B), n * (u * B - E) / (J - E + n * u * B)))
    cat(sprintf("  F %.12f p %.6e; one way F %.12f p %.6e\n", B / E, pf(B / E, n - 1, (n - 1) * (k - 1), lower.tail = FALSE),
                B / W, pf(B / W, n - 1, n * (k - 1), lower.tail = FALSE)))
  } else {
    control <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-11, maxfun = 1e5), calc.derivs = FALSE)
    parts <- function(formula) as.data.frame(VarCorr(lmer(formula, long, control = control)))
    two <- parts(y ~ 1 + (1 | unit) + (1 | rater))
    one <- parts(y ~ 1 + (1 | unit))
    s <- two$vcov[two$grp == "unit"]; r <- two$vcov[two$grp == "rater"]; e <- two$vcov[two$grp == "Residual"]
    of <- one$vcov[1]; within <- one$vcov[2]
    sizes <- rowSums(!is.na(x))
    khat <- n / sum(1 / sizes)
    shared <- 0
    for (i in 1:n) for (j in (1:n)[-i]) {
      shared <- shared + sum(!is.na(x[i, ]) & !is.na(x[j, ])) / (sizes[i] * sizes[j]) / (n * (n - 1))
    }
    q <- 1 / khat - shared
    cat(sprintf("  components %.10f %.10f %.10f; one way %.10f %.10f; khat %.10f Q %.10f\n", s, r, e, of, within, khat, q))
    show("ICC(1)", of / (of + within)); show("ICC(k)", of / (of + within / khat))
    show("ICC(C,1)", s / (s + e)); show("ICC(C,k)", s / (s + e / khat))
    show("ICC(A,1)", s / (s + r + e)); show("ICC(A,k)", s / (s + (r + e) / khat))
    show("ICC(Q,k)", s / (s + q * r + e / khat))
  }
}
