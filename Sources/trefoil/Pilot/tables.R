# Tables 4, 5 and 6 of the paper, its figures, and the numbers of its text, from the pooled rows of both hospitals.
#
# A row of a table: what it is about, the detail, the value computed here, what the paper prints.

d <- rbind(load("DS1", "munich_production"), load("DS1", "rome_production"))
n <- nrow(d)

# --- how the paper writes things ---------------------------------------------------------------------------------

unknown <- function(e) "n/a"
number <- function(x) if (is.na(x)) "n/a" else sprintf("%g", x)
# Percentages round halves up; none has no percentage.
share <- function(k, of = n) if (k == 0) "0" else sprintf("%g (%g%%)", k, floor(100 * k / of + 0.5))
# Of a table, the count of a level that the codebook may not have.
of <- function(counts, level) if (level %in% names(counts)) counts[[level]] else 0
spread <- function(x, digits = 1) tryCatch({
    q <- round(quantile(x, c(0.5, 0, 1), na.rm = TRUE), digits)
    sprintf("%s (%s–%s)", number(q[1]), number(q[2]), number(q[3]))
}, error = unknown)

# --- Table 4 -----------------------------------------------------------------------------------------------------

gender <- table(d$gender)
ecog <- table(d$ecog_status)
side <- table(d$laterality)
timing <- table(d$timing_metastases)
pattern <- table(d$metastatic_pattern)
chemo <- table(d$chemotherapy)
immuno <- table(d$immunotherapy)
location <- table(d$primary_location)
located <- sum(location)
bowel <- of(location, "rectal") + of(location, "colorectal")

table4 <- list(title = "Table 4 | Patient characteristic, n (%)", rows = list(
    c("Number of patients", "Total", n, "48"),
    c("", "Male", share(of(gender, "male")), "29 (60%)"),
    c("", "Female", share(of(gender, "female")), "19 (40%)"),
    c("Age at treatment start", "Median (range)", spread(d$age, 0), "66 (38–91)"),
    c("ECOG", "0", share(of(ecog, "0")), "18 (38%)"),
    c("", "1", share(of(ecog, "1")), "22 (46%)"),
    c("", "2", share(of(ecog, "2")), "8 (17%)"),
    c("Laterality", "Left", share(of(side, "left")), "24 (50%)"),
    c("", "Right", share(of(side, "right")), "18 (38%)"),
    c("", "Bilateral", share(of(side, "bilateral")), "6 (13%)"),
    c("Timing of metastases", "Metachronous", share(of(timing, "metachronous")), "23 (48%)"),
    c("", "Oligoprogressive", share(of(timing, "oligoprogressive")), "13 (27%)"),
    c("", "Synchronous", share(of(timing, "synchronous")), "8 (17%)"),
    c("", "Other", share(of(timing, "other")), "4 (8%)"),
    c("Metastatic pattern", "Solitary", share(of(pattern, "solitary")), "9 (19%)"),
    c("", "Oligo", share(of(pattern, "oligo")), "26 (54%)"),
    c("", "Multiple", share(of(pattern, "multiple")), "12 (25%)"),
    c("", "n/a", share(n - sum(pattern)), "1 (2%)"),
    c("Chemotherapy", "3 months before Radiotherapy", share(of(chemo, "before_3m")), "14 (29%)"),
    c("", "Concurrent", share(of(chemo, "concurrent")), "9 (19%)"),
    c("", "3 months after radiotherapy", share(of(chemo, "after_3m")), "2 (4%)"),
    c("", "3 months before and after Radiotherapy", share(of(chemo, "before_and_after_3m")), "0"),
    c("", "None", share(of(chemo, "none")), "23 (48%)"),
    c("Immunotherapy", "3 months before Radiotherapy", share(of(immuno, "before_3m")), "13 (27%)"),
    c("", "Concurrent", share(of(immuno, "concurrent")), "2 (4%)"),
    c("", "3 months after radiotherapy", share(of(immuno, "after_3m")), "3 (6%)"),
    c("", "3 months before and after Radiotherapy", share(of(immuno, "before_and_after_3m")), "1 (2%)"),
    c("", "None", share(of(immuno, "none")), "29 (60%)"),
    c("Location of primary diagnosis", "Lung", share(of(location, "lung"), located), "29 (63%)"),
    c("", "Skin", share(of(location, "skin"), located), "4 (9%)"),
    c("", "Liver", share(of(location, "liver"), located), "4 (9%)"),
    c("", "Rectal + Colorectal",
      if (bowel == 0) "0" else sprintf("%g + %g (%g%%)", of(location, "rectal"), of(location, "colorectal"),
                                       floor(100 * bowel / located + 0.5)), "2 + 1 (7%)"),
    c("", "Kidney", share(of(location, "kidney"), located), "2 (4%)"),
    c("", "Other", share(of(location, "other"), located), "4 (9%)")))

# --- Table 5 -----------------------------------------------------------------------------------------------------

fractions <- table(d$fractionation)
breath <- table(d$respiratory_management)
three <- subset(d, fractionation == "3fx")
five <- subset(d, fractionation == "5fx")

table5 <- list(title = "Table 5 | Therapy details", rows = list(
    c("Gross Tumor Volume (GTV) [cm³]", "Median (range)", spread(d$gtv_cm3), "21 (2.2–383)"),
    c("Planning Target Volume (PTV) [cm³]", "Median (range)", spread(d$ptv_cm3), "37 (5.1–517)"),
    c("PTV margin expansion [mm]", "Median (range)", spread(d$ptv_margin_mm), "3 (3–6)"),
    c("Numbers of Fractions", "Median (range)", spread(d$n_fractions), "5 (3–5)"),
    c("", "3 fractions, N (%)", share(of(fractions, "3fx")), "10 (21%)"),
    c("", "5 fractions, N (%)", share(of(fractions, "5fx")), "38 (79%)"),
    c("BED10 [Gy]", "Median (range)", spread(d$bed10_gy, 0), "72 (43–112)"),
    c("3 Fractions: Prescription Dose [Gy]", "Median (range)", spread(three$prescription_dose_gy), "40.5 (24–45)"),
    c("3 Fractions: BED10 [Gy]", "Median (range)", spread(three$bed10_gy, 0), "95 (43–112)"),
    c("3 Fractions: PTVopt Dmax [Gy]", "Median (range)", spread(three$ptvopt_dmax_gy, 0), "62 (31–75)"),
    c("5 Fractions: Prescription Dose [Gy]", "Median (range)", spread(five$prescription_dose_gy), "40 (30–50)"),
    c("5 Fractions: BED10 [Gy]", "Median (range)", spread(five$bed10_gy, 0), "72 (48–100)"),
    c("5 Fractions: PTVopt Dmax [Gy]", "Median (range)", spread(five$ptvopt_dmax_gy, 0), "49 (32–68)"),
    c("Conformity Index (CI)", "Median (range)", spread(d$conformity_index, 2), "0.98 (0.39–1.39)"),
    c("Homogeneity Index (HI)", "Median (range)", spread(d$homogeneity_index, 2), "1.25 (1.05–1.86)"),
    c("Number of adapted fractions", "Median (range)", spread(d$adapted_fractions), "4 (0–5)"),
    c("Respiratory Motion Management", "Deep inspiration breath hold (DIBH)", share(of(breath, "DIBH")), "39 (81%)"),
    c("", "Deep expiration breath hold (DEPH)", share(of(breath, "DEBH")), "7 (15%)"),
    c("", "Free breathing", share(of(breath, "free_breathing")), "2 (4%)")))

# --- survival ----------------------------------------------------------------------------------------------------

d$ECOG <- ifelse(d$ecog_status == "2", "2", "0-1")
d$BED10 <- ifelse(d$bed10_gy >= 80, "> 80 Gy", "< 80 Gy")
groups <- list(all = d, ecog01 = subset(d, ECOG == "0-1"), ecog2 = subset(d, ECOG == "2"),
               bed_low = subset(d, BED10 == "< 80 Gy"), bed_high = subset(d, BED10 == "> 80 Gy"))

curve <- function(formula, data) tryCatch(survfit(formula, data = data), error = function(e) NULL)
fits <- lapply(groups, function(g) curve(Surv(follow_up, event_death) ~ 1, g))
by_ecog <- curve(Surv(follow_up, event_death) ~ ECOG, d)
by_bed <- curve(Surv(follow_up, event_death) ~ BED10, d)

# The area under a curve up to its largest time, as SPSS takes it, or up to tau: with standard error and 95 % interval.
mean_os <- function(fit, tau = "individual") {
    if (is.null(fit)) return(c(NA, NA, NA, NA))
    m <- summary(fit, rmean = tau)$table
    half <- qnorm(0.975) * m[["se(rmean)"]]
    c(m[["rmean"]], m[["rmean"]] - half, m[["rmean"]] + half, m[["se(rmean)"]])
}
means <- lapply(fits, function(f) mean_os(f))
with_interval <- function(m, format) if (is.na(m[1])) "n/a" else sprintf(format, m[1], m[2], m[3])
as_printed <- function(m) with_interval(m, "%.1f (%.1f–%.1f)")
closer <- function(m) with_interval(m, "%.2f (%.2f-%.2f)")
median_os <- function(fit) if (is.null(fit)) NA else summary(fit)$table[["median"]]
reached <- function(m) if (is.na(m)) "not reached" else sprintf("%.1f", m)

# Up to the time that both groups reach.
common <- function(a, b) if (is.null(a) || is.null(b)) NA else min(max(a$time), max(b$time))
tau_ecog <- common(fits$ecog01, fits$ecog2)
tau_bed <- common(fits$bed_low, fits$bed_high)
up_to <- function(fit, tau) if (is.na(tau)) c(NA, NA, NA, NA) else mean_os(fit, tau)
ecog01 <- up_to(fits$ecog01, tau_ecog)
ecog2 <- up_to(fits$ecog2, tau_ecog)
bed_low <- up_to(fits$bed_low, tau_bed)
bed_high <- up_to(fits$bed_high, tau_bed)

yearly <- tryCatch(summary(fits$all, times = c(12, 24), extend = TRUE)$surv, error = function(e) c(NA, NA))
percent <- function(x) if (is.na(x)) "n/a" else sprintf("%.1f %%", 100 * x)

log_rank <- function(formula) tryCatch({
    test <- survdiff(formula, data = d)
    c(test$chisq, pchisq(test$chisq, length(test$n) - 1, lower.tail = FALSE))
}, error = function(e) c(NA, NA))
log_rank_text <- function(test) if (is.na(test[1])) "n/a" else sprintf("chi2 %.2f, p %.3f", test[1], test[2])
lr_ecog <- log_rank(Surv(follow_up, event_death) ~ ECOG)
lr_bed <- log_rank(Surv(follow_up, event_death) ~ BED10)
lr_gender <- log_rank(Surv(follow_up, event_death) ~ gender)
lr_pattern <- log_rank(Surv(follow_up, event_death) ~ metastatic_pattern)
lr_remission <- log_rank(Surv(follow_up, event_death) ~ complete_remission)
lr_treatment <- log_rank(Surv(follow_up, event_death) ~ primary_treatment)

# --- Table 6 -----------------------------------------------------------------------------------------------------

toxicity <- table(d$acute_toxicity)
control <- table(d$local_control)
low <- table(groups$bed_low$complete_remission)
high <- table(groups$bed_high$complete_remission)
remissions <- c(of(low, "yes"), of(high, "yes"))
assessed <- c(sum(low), sum(high))

table6 <- list(title = "Table 6 | Outcome", rows = list(
    c("Median followup [months]", "Median (range)", spread(d$follow_up), "8.5 (0.5–26.9)"),
    c("Acute toxicity", "Fatigue", share(of(toxicity, "fatigue")), "8 (17%)"),
    c("", "Gastrointestinal", share(of(toxicity, "gastrointestinal")), "2 (4%)"),
    c("", "Anorexia", share(of(toxicity, "anorexia")), "1 (2%)"),
    c("", "None", share(of(toxicity, "none")), "35 (73%)"),
    c("", "Not reported", share(n - sum(toxicity)), "2 (4%)"),
    c("Local control", "Complete remission", share(of(control, "CR")), "10 (21%)"),
    c("", "Partial remission", share(of(control, "PR")), "13 (27%)"),
    c("", "Stable disease", share(of(control, "SD")), "19 (40%)"),
    c("", "Progressive disease", share(of(control, "PD")), "4 (8%)"),
    c("", "n/a", share(n - sum(control)), "2 (4%)"),
    c("", "Complete remission BED < 80 Gy", share(remissions[1], assessed[1]), "5 (14%)"),
    c("", "Complete remission BED > 80 Gy", share(remissions[2], assessed[2]), "5 (50%)"),
    c("OS [months]", "Median OS", reached(median_os(fits$all)), "19.0"),
    c("", "Mean OS (95% CI)", as_printed(means$all), "19.4 (15.2–23.6)"),
    c("ECOG 0-1", "Mean OS (95% CI)", as_printed(means$ecog01), "20.4 (15.9–24.8)"),
    c("ECOG 2", "Mean OS (95% CI)", as_printed(means$ecog2), "9.2 (6.6–11.8)"),
    c("BED10 < 80 Gy", "Mean OS (95% CI)", as_printed(means$bed_low), "20.0 (15.6–24.0)"),
    c("BED10 > 80 Gy", "Mean OS (95% CI)", as_printed(means$bed_high), "17.3 (12.8–21.8)")))

# --- the numbers of the text, and what becomes of those that do not follow from the data -----------------------------

fisher <- function(counts) tryCatch(fisher.test(counts)$p.value, error = function(e) NA)
p_remission <- fisher(matrix(c(remissions, assessed - remissions), 2))
p_gender <- fisher(table(d$gender, d$site))
p_only <- function(p) if (is.na(p)) "n/a" else sprintf("p %.3g", p)

# Of two means with their standard errors: the p-value, and the power at a two-sided 5 %.
p_means <- function(a, b) 2 * pnorm(-abs(a[1] - b[1]) / sqrt(a[4]^2 + b[4]^2))
power_means <- function(a, b) {
    z <- abs(a[1] - b[1]) / sqrt(a[4]^2 + b[4]^2)
    pnorm(z - qnorm(0.975)) + pnorm(-z - qnorm(0.975))
}
means_text <- function(a, b) {
    if (is.na(a[1]) || is.na(b[1])) return("n/a")
    sprintf("p %.2g, power %.2f", p_means(a, b), power_means(a, b))
}
# The power of Fisher's test of proportions p in groups of n.
power_fisher <- function(p, n) {
    if (any(is.na(p)) || any(n == 0) || n[1] * n[2] > 2500) return(NA)
    power <- 0
    for (a in 0:n[1]) for (b in 0:n[2]) {
        if (fisher(matrix(c(a, n[1] - a, b, n[2] - b), 2)) <= 0.05) {
            power <- power + dbinom(a, n[1], p[1]) * dbinom(b, n[2], p[2])
        }
    }
    power
}
power_text <- function(x) if (is.na(x)) "n/a" else sprintf("power %.2f", x)
power_remission <- power_fisher(remissions / assessed, assessed)
to <- function(tau, text) if (is.na(tau)) text else sprintf("%s to %g months", text, tau)

text <- list(title = "Survival, response and power in the text", rows = list(
    c("Overall survival [months]", "Median", reached(median_os(fits$all)), "19.0"),
    c("", "Mean (95% CI)", closer(means$all), "19.4 (15.2–23.6)"),
    c("", "1-year OS", percent(yearly[1]), "73%"),
    c("", "2-year OS", percent(yearly[2]), "48%"),
    c("OS by ECOG [months]", "ECOG 0-1, median", reached(median_os(fits$ecog01)), "not reached after 27 months"),
    c("", "ECOG 0-1, mean (95% CI)", closer(means$ecog01), "20.4 (15.9–24.8)"),
    c("", "ECOG 2, mean (95% CI)", closer(means$ecog2), "9.2 (6.6–11.8)"),
    c("", to(tau_ecog, "ECOG 0-1, mean"), closer(ecog01), "not given [1]"),
    c("", to(tau_ecog, "ECOG 2, mean"), closer(ecog2), "not given [1]"),
    c("", "Log-rank", log_rank_text(lr_ecog), "chi2 1.8, p 0.18"),
    c("OS by BED10 [months]", "< 80 Gy, mean (95% CI)", closer(means$bed_low), "20.0 (15.6–24.0) [2]"),
    c("", "> 80 Gy, mean (95% CI)", closer(means$bed_high), "17.3 (12.8–21.8)"),
    c("", "Log-rank", log_rank_text(lr_bed), "not significant"),
    c("OS by other factors", "Gender, log-rank", log_rank_text(lr_gender), "not significant"),
    c("", "Metastatic pattern, log-rank", log_rank_text(lr_pattern), "not significant"),
    c("", "Complete remission, log-rank", log_rank_text(lr_remission), "not significant"),
    c("", "Primary treatment, log-rank", log_rank_text(lr_treatment), "not significant"),
    c("Complete remission by BED10", "Fisher's test", p_only(p_remission), "p 0.027"),
    c("Gender by hospital", "Fisher's test", p_only(p_gender), "p 0.56 [3]"),
    c("OS by ECOG", "To each group's last time", means_text(means$ecog01, means$ecog2),
      "p < 0.0001, power close to 1 [1]"),
    c("", to(tau_ecog, "Both"), means_text(ecog01, ecog2), "not given [1]"),
    c("OS by BED10", "To each group's last time", means_text(means$bed_low, means$bed_high), "power 0.89 [4]"),
    c("", to(tau_bed, "Both"), means_text(bed_low, bed_high), "not given [1]"),
    c("Complete remission by BED10", sprintf("Groups of %g and %g", assessed[1], assessed[2]),
      power_text(power_remission), "power 0.10 [5]")))

notes <- c(
    paste("[1] The paper's mean OS is the area under each curve up to that group's own last time. Means up to different",
          "times are not comparable, nor are p-values and power made of them: compare up to the time that both groups reach."),
    "[2] The paper's upper bound 24.0 does not fit its own mean and lower bound: 20.0 + (20.0 - 15.6) = 24.4.",
    "[3] The paper's p compares the hospitals' shares of men; it does not test 60% against 40%.",
    paste("[4] The paper takes the standard errors of the means (2.2, 2.3) for standard deviations of patients; so 0.89",
          "comes out. With standard errors as such the power is what stands beside it."),
    paste("[5] The paper takes the numbers of remissions (5 and 5) for the sizes of the groups; so 0.10 comes out. With the",
          "numbers of patients the power is what stands beside it."))

figures <- list(
    list(title = "Fig. 1 | Cumulative survival using Kaplan-Meier analysis", fit = fits$all,
         note = paste("median", reached(median_os(fits$all)))),
    list(title = "Fig. 2 | Impact of ECOG status on cumulative survival", fit = by_ecog,
         note = paste("log-rank", log_rank_text(lr_ecog))),
    list(title = "Fig. 3 | Impact of BED10 on cumulative survival", fit = by_bed,
         note = paste("log-rank", log_rank_text(lr_bed))))

# Unrounded, for programs; means with both bounds, tests with statistic and p-value.
numbers <- list(
    median_os = median_os(fits$all), mean_os = means$all[1:3], mean_os_ecog01 = means$ecog01[1:3],
    mean_os_ecog2 = means$ecog2[1:3], mean_os_bed10_low = means$bed_low[1:3], mean_os_bed10_high = means$bed_high[1:3],
    os_12_24_months = yearly, log_rank_ecog = lr_ecog, log_rank_bed10 = lr_bed,
    fisher_complete_remission_bed10 = p_remission, power_complete_remission_bed10 = power_remission)
