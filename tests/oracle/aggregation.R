# Within-group agreement and ICC(1)/ICC(2) by the package multilevel (Debian's r-cran-multilevel, 2.7), on data written for this
# project (illustrative): four groups of 2, 3, 5 and 10 people, three items on five categories.
suppressMessages(library(multilevel))
options(digits = 15)

group <- factor(rep(c("a", "b", "c", "d"), c(2, 3, 5, 10)))
x <- data.frame(
  q1 = c(4, 5, 2, 3, 3, 4, 4, 5, 3, 4, 1, 2, 2, 3, 2, 4, 1, 2, 3, 2),
  q2 = c(5, 5, 2, 2, 3, 4, 5, 5, 4, 4, 2, 2, 1, 3, 3, 4, 1, 2, 2, 2),
  q3 = c(4, 5, 1, 3, 2, 3, 4, 5, 3, 5, 1, 3, 2, 3, 2, 5, 2, 2, 3, 1))

print(rwg.j(x, group, ranvar = 2))
print(rwg.j(x, group, ranvar = 1.34))
print(rwg.j.lindell(x, group, ranvar = 2))
print(awg(x, group, range = c(1, 5)))
print(ad.m(x, group))
print(ad.m(x, group, type = "median"))
for (item in names(x)) {
  print(item)
  print(rwg(x[[item]], group, ranvar = 2))
  print(awg(x[[item]], group, range = c(1, 5)))
  print(ad.m(x[[item]], group))
  print(ad.m(x[[item]], group, type = "median"))
}
for (y in list(x$q1, x$q2, x$q3, rowMeans(x))) {
  model <- aov(y ~ group)
  table <- summary(model)[[1]]
  n <- table(group)
  n0 <- (sum(n) - sum(n^2) / sum(n)) / (length(n) - 1)
  msb <- table[1, 3]
  msw <- table[2, 3]
  print(c(msb = msb, msw = msw, F = table[1, 4], p = table[1, 5], n0 = n0, icc1.mean.size = ICC1(model), icc2 = ICC2(model),
          icc1 = (msb - msw) / (msb + (n0 - 1) * msw)))
  # Wald 1940, by uniroot.
  m <- tapply(y, group, mean)
  F.of <- function(theta) {
    w <- n / (1 + n * theta)
    sum(w * (m - sum(w * m) / sum(w))^2) / (length(n) - 1) / msw
  }
  end <- function(p) {
    q <- qf(p, table[1, 1], table[2, 1])
    uniroot(function(theta) F.of(theta) - q, c(-1 / max(n) + 1e-9, 1e5), tol = 1e-15, maxiter = 10000)$root
  }
  theta <- c(end(0.975), end(0.025))
  print(c(icc1 = theta / (1 + theta), icc2 = n0 * theta / (1 + n0 * theta)))
  set.seed(1)
  permuted <- rgr.agree(y, group, 40000)
  print(c(permuted$AvGrpVar, permuted$AvRGRVar, permuted$zvalue))
}
