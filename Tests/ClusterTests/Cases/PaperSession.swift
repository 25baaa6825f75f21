/// The session of the published pilot, with what it printed.
enum PaperSession {
    static let loads = """
        tm <- load("DS1", "munich_production")
        tr <- load("DS1", "rome_production")
        """

    static let lines = [
        ("tm$age", "private-decimal-vector"),
        ("quantile(tm$age)", "{38.0, 62.5, 66.0, 72.25, 91.0}"),
        ("freq(tm$gender)", "[male = 16, female = 8]"),
        ("length(c(tm$age, tr$age))", "48"),
        ("freq(c(tm$gender, tr$gender))", "[male = 29, female = 19]"),
        ("quantile(c(tm$age, tr$age))", "{38.0, 60.75, 66.0, 73.0, 91.0}"),
    ]

    /// What R answers to other questions about the same patients.
    static let more = [
        ("mean(c(tm$age, tr$age))", "66.5625"), ("sum(c(tm$age, tr$age))", "3195.0"),
        ("var(c(tm$age, tr$age))", "87.23005319148936"), ("sd(c(tm$age, tr$age))", "9.3397030569226"),
        ("mean(tm$weight_kg)", "73.91818181818182"), ("median(tm$weight_kg)", "69.4"),
        ("quantile(c(tm$bmi, tr$bmi), probs = c(0.1, 0.9))", "{19.224, 29.342}"),
        ("median(c(subset(tm, event_death == 1)$follow_up, subset(tr, event_death == 1)$follow_up))", "4.85"),
        ("max(c(tm$follow_up[tm$event_death == 1], tr$follow_up[tr$event_death == 1]))", "19.0"),
        ("nrow(subset(tm, age >= 66 & ecog_status != 2))", "10"),
        ("freq(c(tm$laterality, tr$laterality))", "[bilateral = 6, left = 24, right = 18]"),
        ("sum(tm$n_fractions * tm$dose_per_fraction_gy * (1 + tm$dose_per_fraction_gy / 10))", "1764.75"),
    ]

    /// Queries whose answers are long; these are how they begin.
    static let beginnings = [
        (
            "freq(c(subset(tm, event_death == 0)$follow_up, subset(tr, event_death == 0)$follow_up))",
            "[0 = 2, 1 = 1, 2 = 2,"
        ),
        (
            """
            freq(c(subset(tm, event_death == 0 & ecog_status == 0)$follow_up,
                   subset(tr, event_death == 0 & ecog_status == 0)$follow_up))
            """, "[10 = 1, 11 = 0, 12 = 0,"
        ),
    ]
}
