# Two hospitals, one analysis: population, models, survival. The same script runs in R on the pooled rows and in Trefoil on
# secret shares; only the lines between the two marks, which load the data, are others (analysis.trefoil.R).
library(survival)
options(style = "r")
# load: begin
munich <- load("DS1", "munich_production")
rome <- load("DS1", "rome_production")
# load: end
d <- rbind(Munich = munich, Rome = rome)
d$site <- factor(d$site)

# Who was treated
cat("Patients:", nrow(d), "- died:", sum(d$event_death == 1), "\n")
d$bed10 <- d$n_fractions * d$dose_per_fraction_gy * (1 + d$dose_per_fraction_gy / 10)
d$weight <- cut(d$bmi, c(0, 25, 30, 150), labels = c("normal", "overweight", "obese"))
d$remission <- ifelse(d$complete_remission == "yes", 1, 0)
summary(d$age)
table(d$weight, d$site)

# Table 1: each characteristic by site, with a test
mean_sd <- function(x) sprintf("%.1f (%.1f)", mean(x, na.rm = TRUE), sd(x, na.rm = TRUE))
for (name in c("age", "bmi", "gtv_cm3", "bed10")) {
  x <- d[[name]]
  p <- wilcox.test(x ~ d$site, exact = FALSE)$p.value
  cat(sprintf("%-12s", name), paste(tapply(x, d$site, mean_sd), collapse = " | "), " p =", round(p, 4), "\n")
}
for (name in c("gender", "ecog_status", "laterality")) {
  counts <- table(d[[name]], d$site)
  percent <- round(100 * prop.table(counts, margin = 2), 1)
  for (level in rownames(counts)) cat(name, level, paste0(counts[level, ], " (", percent[level, ], " %)"), "\n")
  cat("  Fisher's exact test: p =", format(fisher.test(counts)$p.value, digits = 4), "\n")
}
t.test(age ~ site, data = d)
aggregate(bed10 ~ ecog_status, data = d, FUN = median)

# Models of the outcome
linear <- lm(bmi ~ age + gender, data = d)
coef(summary(linear))
anova(linear)
logit <- glm(remission ~ age + gender, family = binomial, data = d)
round(coef(summary(logit)), 3)
odds <- exp(cbind(OR = coef(logit), confint.default(logit)))
round(odds[-1, ], 2)

# Survival
km <- survfit(Surv(follow_up, event_death == 1) ~ 1, data = d)
km
summary(km, times = c(6, 12, 24))
survdiff(Surv(follow_up, event_death == 1) ~ gender, data = d)
hazard_ratio <- function(covariate, endpoint) {
  formula <- as.formula(paste0("Surv(", endpoint[1], ", ", endpoint[2], " == 1) ~ ", covariate))
  row <- summary(coxph(formula, data = d))
  c(row$conf.int[1, c(1, 3, 4)], p = row$coefficients[1, 5])
}
endpoints <- list(death = c("follow_up", "event_death"), progression = c("lc_months", "local_progression"))
for (name in names(endpoints)) {
  for (covariate in c("age", "gender", "bmi")) {
    hr <- hazard_ratio(covariate, endpoints[[name]])
    cat(sprintf("%s by %s: HR %.3f (%.3f to %.3f), p = %.4f\n", name, covariate, hr[1], hr[2], hr[3], hr[4]))
  }
}
cox <- coxph(Surv(follow_up, event_death == 1) ~ age + gender + strata(site), data = d)
print(cox)
cox.zph(cox)
p <- sapply(c("age", "bmi", "gtv_cm3"), function(name) wilcox.test(d[[name]] ~ d$gender, exact = FALSE)$p.value)
round(p.adjust(p, method = "holm"), 4)
svg("survival.svg")
plot(km, xlab = "Months")
invisible(dev.off())
