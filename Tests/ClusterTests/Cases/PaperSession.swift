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
