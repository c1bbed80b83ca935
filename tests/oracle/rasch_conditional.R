# Conditional estimation by eRm 1.0-2 and psychotools 0.7-2 (R 4.2.2), for the vector rasch/conditional_items, whose columns lie here as persons by
# items with empty cells: `Rscript rasch_conditional.R items.csv`. Of the rating scale model, of partial credit, and of two categories.
suppressMessages({library(eRm); library(psychotools)})
options(digits = 12)
x <- as.matrix(read.csv(commandArgs(TRUE)[1]))
told <- function(fit) {
  print(c(logLik = fit$loglik))
  th <- thresholds(fit)
  # Where each item lies, and its thresholds from there.
  table <- th$threshtable[[1]]
  location <- table[, 1] - mean(table[, 1])
  print(location)
  print(table[, -1] - table[, 1])
  print(th$se.thresh)
}
told(RSM(x)); told(PCM(x))
two <- (x > 1) * 1
fit <- RM(two)
print(c(logLik = fit$loglik)); print(-fit$betapar); print(fit$se.beta)
# The same by the other package, on persons without empty cells and on those alone.
whole <- x[rowSums(is.na(x)) == 0, ]
for (model in list(rsmodel(whole), pcmodel(whole))) {
  print(logLik(model))
  print(coef(itempar(model)))
}
told(RSM(whole)); told(PCM(whole))
