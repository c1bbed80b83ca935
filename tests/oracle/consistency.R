# Consistency by psych 2.2.9 with GPArotation 2022.10-2 (R 4.2.2), for the vectors of consistency/*.
# Simulated data of tests/oracle/consistency.py: `python3 consistency.py data > nine.csv; Rscript consistency.R nine.csv`
suppressMessages(library(psych))
options(digits = 15)
x <- as.matrix(read.csv(commandArgs(TRUE)[1], header = FALSE))
feldt <- function(a, n, k) 1 - (1 - a) * qf(c(.975, .025), n - 1, (n - 1) * (k - 1))
all <- function(x) {
  a <- alpha(x, warnings = FALSE)
  print(unlist(a$total[c("raw_alpha", "std.alpha", "G6(smc)", "average_r", "ase")]))
  print(a$alpha.drop[, "raw_alpha"])
  print(a$item.stats[, c("n", "mean", "sd", "r.drop")])
  print(feldt(a$total$raw_alpha, nrow(x), ncol(x)))
  g <- suppressWarnings(guttman(x))
  print(unlist(g[c("lambda.1", "lambda.2", "lambda.5", "lambda.6")]))
  print(smc(x))
}
all(x)
print(suppressWarnings(omega(x, nfactors = 1, plot = FALSE))$omega.tot)
print(as.vector(fa(x, 1, fm = "minres")$loadings))
o <- omega(x, nfactors = 3, plot = FALSE)
print(c(o$omega_h, o$omega.tot))
print(o$schmid$sl[, "g"])
# Shrout & Fleiss 1979, six targets by four judges; then without the last mark.
s <- matrix(c(9,2,5,8, 6,1,3,2, 8,4,6,8, 7,1,2,6, 10,5,6,9, 6,2,4,7), ncol = 4, byrow = TRUE)
all(s)
s[6, 4] <- NA
print(alpha(s, warnings = FALSE)$total[c("raw_alpha", "std.alpha")])
print(alpha(na.omit(s), warnings = FALSE)$total[c("raw_alpha", "std.alpha")])
