# Crossed variance components by REML: prints the time in ms, then the components of target, rater and residual.
suppressMessages(library(lme4))
data <- read.csv(commandArgs(trailingOnly = TRUE)[1])
took <- system.time(fit <- lmer(score ~ 1 + (1 | target) + (1 | rater), data))["elapsed"]
found <- as.data.frame(VarCorr(fit))
cat(took * 1000, sapply(c("target", "rater", "Residual"), function(name) found$vcov[found$grp == name]), "\n")
