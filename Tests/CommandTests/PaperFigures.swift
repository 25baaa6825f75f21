/// What the demo must compute from the tables that come with the program.
enum PaperFigures {
    /// Lines of its tables, blanks joined: item, detail, computed, the paper's.
    static let lines = [
        "Number of patients Total 48 48", "Rectal + Colorectal 2 + 1 (7%) 2 + 1 (7%)",
        "Gross Tumor Volume (GTV) [cm³] Median (range) 21 (2.2–383) 21 (2.2–383)",
        "Overall survival [months] Median 19.0 19.0", "Mean (95% CI) 19.38 (15.21-23.55) 19.4 (15.2–23.6)",
        "1-year OS 72.7 % 73%", "2-year OS 48.4 % 48%",
        "ECOG 0-1, mean (95% CI) 20.35 (15.95-24.76) 20.4 (15.9–24.8)",
        "ECOG 2, mean (95% CI) 9.22 (6.64-11.80) 9.2 (6.6–11.8)",
        "ECOG 0-1, mean to 11.7 months 10.42 (9.40-11.43) not given [1]",
        "Log-rank chi2 1.81, p 0.178 chi2 1.8, p 0.18", "Log-rank chi2 0.07, p 0.791 not significant",
        "Complete remission by BED10 Fisher's test p 0.0266 p 0.027",
        "Gender by hospital Fisher's test p 0.556 p 0.56 [3]",
        "Complete remission by BED10 Groups of 36 and 10 power 0.61 power 0.10 [5]",
    ]

    /// R's answers: `summary(survfit(...), rmean = "individual")$table` with 1.96 standard errors, `summary(times = )`,
    /// `survdiff`, `fisher.test`.
    static let numbers: [String: [Double]] = [
        "median_os": [19],
        "mean_os": [19.38377512471687, 15.21361419463602, 23.55393605479773],
        "mean_os_ecog01": [20.35246731092885, 15.94795983349245, 24.75697478836525],
        "mean_os_ecog2": [9.216666666666667, 6.636909011084112, 11.796424322249221],
        "mean_os_bed10_low": [20.03774992487807, 15.55340765265985, 24.52209219709629],
        "mean_os_bed10_high": [17.30909090909091, 12.79660155490397, 21.82158026327785],
        "os_12_24_months": [0.7267081461957141, 0.4844720974638094],
        "log_rank_ecog": [1.8107415388211234, 0.1784193009292212],
        "log_rank_bed10": [0.07002467094854478, 0.79130086263815669],
        "fisher_complete_remission_bed10": [0.02655746778841516],
        "power_complete_remission_bed10": [0.6100231179820312],
    ]

    /// The end of the CSV file of R's `boxplot(age ~ gender, data = d)$stats`, levels in the order of the codebook.
    static let boxes = """
        "","V1","V2"
        "1",52,55
        "2",60,62
        "3",66,66
        "4",73,74
        "5",77,91

        """
}
