# Components of incomplete designs by restricted maximum likelihood (vectors generalizability/incomplete.json and
# generalizability/ratings-incomplete.json): R 4.2.2, lme4 1.1-31. Reads the columns of the vector named on the command line.
suppressMessages(library(lme4))
tight <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-12, maxfun = 1e6), check.conv.singular = "ignore")
show <- function(name, formula, data) {
  fit <- lmer(formula, data, REML = TRUE, control = tight)
  variances <- as.data.frame(VarCorr(fit))
  cat(name, "mean", format(fixef(fit)[[1]], digits = 12), "criterion", format(REMLcrit(fit), digits = 12), "\n")
  cat(paste(" ", variances$grp, format(variances$vcov, digits = 12)), sep = "\n")
}
files <- commandArgs(trailingOnly = TRUE)
missing <- read.csv(files[1], stringsAsFactors = TRUE)
show("person x (rater:task)", score ~ 1 + (1 | person) + (1 | task) + (1 | person:task) + (1 | rater), missing)
own <- read.csv(files[2], stringsAsFactors = TRUE)
show("(rater:unit) x criterion", score ~ 1 + (1 | unit) + (1 | criterion) + (1 | unit:criterion) + (1 | rater), own)
