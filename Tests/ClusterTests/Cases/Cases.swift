/// Queries that every kind of cluster must answer as R does. `m` has 23 rows, `r` 31, `one` a single row.
enum Cases {
    static let all = functions + conditions + selections + combinations + arithmetic + missing + extremes

    /// Every function on every kind of vector that it takes.
    static let functions =
        ["length", "sum", "mean", "median", "quantile", "min", "max", "var", "sd", "freq"].map { "\($0)(m$age)" }
        + ["sum", "mean", "quantile", "min", "var"].map { "\($0)(r$score)" }
        + [
            "nrow(m)", "nrow(one)", "length(m$sex)", "freq(m$sex)", "freq(m$status)", "freq(m$score)", "freq(m$visits)",
            "freq(m$age > 60)", "sum(m$age > 60)", "mean(m$age > 60)", "var(m$age > 60)", "length(m$age > 60)",
            "quantile(m$age, probs = 0.9)", "quantile(m$age, probs = c(0.1, 0.333, 1))",
            "quantile(m$score, probs = c(1, 0, 0.05, 0.5, 0.5, 0.999))", "quantile(m$visits, probs = c(0.125, 0.625))",
            "median(m$always)", "quantile(m$always)", "var(m$always)", "min(m$always)", "freq(m$always)",
        ]

    /// Comparisons on and off the scale, at and beyond the bounds; factors; three-valued logic.
    static let conditions =
        ["==", "!=", "<", "<=", ">", ">="].flatMap { sign in
            ["65", "60.25", "0", "130", "-1", "130.1"].map { "sum(m$age \(sign) \($0))" }
                + ["-3", "12", "-0.001"].map { "sum(r$score \(sign) \($0))" }
                + ["length(subset(m, age \(sign) visits + 50)$age)", "sum(7 \(sign) m$always)"]
        } + [
            "freq(m$sex == \"male\")", "freq(m$sex != \"female\")", "freq(m$sex == \"nobody\")",
            "freq(m$sex != \"nobody\")", "freq(m$status == 0)", "freq(m$status == \"1\")", "freq(m$status != 2)",
            "freq(m$status == 7)", "freq(m$grade == m$status)", "freq(m$grade != m$status)", "freq(m$site == m$grade)",
            "freq(!(m$age > 60))", "freq(m$age > 60 & m$sex == \"male\")", "freq(m$age > 60 | m$sex == \"male\")",
            "freq(!(m$age > 60 | m$score < 0) & !m$visits == 0)", "freq((m$age > 60) == (m$visits > 10))",
            "freq((m$age > 60) != (m$visits > 10))", "freq((m$age > 60) < 1)", "freq((m$age > 60) + m$visits > 10)",
        ]

    /// `subset`, subsets of it, `[ ]`, and what remains empty.
    static let selections = [
        "nrow(subset(m, age > 60))", "nrow(subset(subset(m, age > 60), sex == \"male\"))",
        "mean(subset(subset(r, score >= 0), visits < 15)$age)", "quantile(subset(r, status == 0)$age)",
        "freq(subset(r, age <= 65 & status != 1)$sex)", "freq(subset(r, age <= 65)$visits)",
        "var(subset(r, score > 3)$visits)", "min(subset(r, score > 3)$age)", "max(subset(r, score > 3)$score)",
        "length(m$age[m$age > 60])", "sum(m$age[m$sex == \"female\"])", "quantile(m$age[m$score > 0])",
        "median(m$visits[!(m$status == 1)])", "freq(m$status[m$age < 80])", "freq((m$age > 60)[m$score > 2])",
        "mean(m$age[m$age > 40][m$age[m$age > 40] < 90])", "mean(m[m$age > 60, ]$visits)",
        "nrow(m[m$sex == \"male\", ])",
        "sum(subset(m, age > 60)$visits[subset(m, age > 60)$score > 2])",
        "nrow(subset(m, age > 1000))", "length(m$age[m$age > 1000])", "freq(subset(m, age > 1000)$sex)",
        "freq(subset(m, age > 1000)$age)", "freq(subset(m, age > 1000)$age > 5)", "sum(subset(m, age > 1000)$age)",
        "mean(subset(m, age > 1000)$age)", "median(subset(m, age > 1000)$age)", "quantile(subset(m, age > 1000)$age)",
        "min(subset(m, age > 1000)$age)", "max(subset(m, age > 1000)$age)", "var(subset(m, age > 1000)$age)",
        "sd(subset(m, age > 1000)$age)",
    ]

    /// `c` of tables, of masked vectors, of other scales, bounds and levels.
    static let combinations = [
        "length(c(m$age, r$age))", "quantile(c(m$age, r$age))", "freq(c(m$sex, r$sex))", "freq(c(m$sex, m$status))",
        "freq(c(m$grade, r$status))", "mean(c(m$age, r$score))", "quantile(c(m$age, r$score))",
        "median(c(m$score, m$visits, r$age))", "freq(c(m$score, r$visits))", "max(c(m$always, r$age))",
        "quantile(c(subset(m, age > 60)$age, subset(r, sex == \"male\")$age))",
        "freq(c(subset(m, age > 60)$status, r$status))", "sum(c(m$age > 60, r$age > 60))",
        "freq(c(m$age > 60, subset(r, score > 3)$age > 60))", "median(c(m$age[m$score > 2], r$visits))",
        "mean(c(m$age, r$age)[c(m$score, r$visits) > 5])", "freq(c(m$age, r$age)[c(m$sex, r$sex) == \"male\"])",
        "quantile(c(m$age, subset(r, age > 60)$age)[c(m$age, subset(r, age > 60)$age) < 100])",
        "length(c(one$age, m$age, one$age))", "var(c(one$age, one$visits))", "sd(c(m$age, m$age))",
        "max(c(subset(m, age > 1000)$age, r$age))",
    ]

    /// Exact decimals.
    static let arithmetic = [
        "sum(m$age + m$visits)", "mean(m$age - m$score)", "sum(m$age * m$visits)", "quantile(m$age * m$score)",
        "median(m$score * m$score)", "min(m$score - m$visits)", "max(3 - m$score)", "sum(2.5 * m$age)",
        "quantile(m$age / 8)", "mean(m$score / 0.25)", "var(m$age / 10 + 0.125)", "sd(m$visits * 2 - 1)",
        "quantile(-m$score)", "freq(m$score / 2)", "freq(m$score * 2 - 1)", "median((m$age > 60) * m$visits)",
        "sum((m$age > 60) + (m$score > 2))", "length(subset(m, age * 2 > visits * 10)$age)",
        "mean(subset(m, age - 60 > score)$age + 1)", "freq(m$age + m$visits >= 70)",
        "mean(m$visits * (1 + m$age / 10))",
        "quantile(c(m$age / 4, r$score * 2))",
        "sum(subset(m, sex == \"male\")$age * subset(m, sex == \"male\")$visits)",
    ]

    /// Missing values.
    static let missing =
        ["length", "freq", "sum", "mean", "median", "quantile", "min", "max", "var", "sd"].map { "\($0)(m$height)" }
        + ["sum", "mean", "median", "quantile", "min", "max", "var", "sd"].map { "\($0)(r$change, na.rm = TRUE)" }
        + ["sum", "median", "max", "sd"].map { "\($0)(m$height[m$change > 0], na.rm = TRUE)" } + [
            "freq(m$site)", "freq(m$grade)", "freq(is.na(m$height))", "sum(is.na(m$site))", "sum(!is.na(m$change))",
            "nrow(subset(m, height > 150))", "nrow(subset(m, !(height > 150)))", "nrow(subset(m, is.na(height)))",
            "nrow(subset(m, !is.na(height) & change < 0))", "mean(subset(m, change < 0)$age)",
            "mean(subset(m, height > 150 | age > 60)$visits)", "freq(m$height > 150)",
            "freq(m$height > 150 & m$age > 60)",
            "freq(m$height > 150 | m$age > 60)", "freq(!(m$height > 150) | m$change < 0)", "freq(m$grade == m$site)",
            "freq(m$grade == 1)", "freq(m$grade != 1)", "freq(m$height - 100 > m$age)",
            "freq(is.na(m$height + m$change))",
            "length(m$age[m$height > 150])", "freq(m$age[m$height > 150])", "freq(m$grade[m$height > 150])",
            "freq(m$height[m$change > 0])", "freq((m$age > 60)[m$height > 150])", "min(m$height[m$change > 0])",
            "mean(m$age[m$height > 150])", "quantile(m$age[m$height > 150])", "median(m$height[is.na(m$change)])",
            "mean(m$height[!is.na(m$height)])", "quantile(m$height[!is.na(m$height)])", "sum(m$height + m$change)",
            "mean(m$height * m$visits, na.rm = TRUE)", "quantile(m$height - m$age, na.rm = TRUE)",
            "max(200 - m$height, na.rm = TRUE)", "quantile(c(m$height, r$age), na.rm = TRUE)",
            "mean(c(m$height, r$change), na.rm = TRUE)", "quantile(c(m$change, r$height[r$change > 0]), na.rm = TRUE)",
            "freq(c(m$site, r$grade, r$sex))", "mean(m$height > 150)", "mean(m$height > 150, na.rm = TRUE)",
            "sum(is.na(m$age[m$height > 150]))", "mean(subset(m, is.na(height))$height)",
            "mean(subset(m, is.na(height))$height, na.rm = TRUE)",
            "quantile(subset(m, is.na(height))$height, na.rm = TRUE)",
        ]

    /// A single row.
    static let extremes =
        ["length", "sum", "mean", "median", "quantile", "min", "max", "var", "sd", "freq"].map { "\($0)(one$age)" } + [
            "freq(one$sex)", "freq(one$age > 60)", "nrow(subset(one, age > 1000))", "var(c(one$age, r$age))",
            "median(c(one$score, m$age))",
        ]

    /// Fewer and dearer queries, for a table `big` of 500 rows.
    static let big = [
        "length(big$age)", "quantile(big$age)", "quantile(big$height, probs = c(0.05, 0.5), na.rm = TRUE)",
        "freq(big$visits)",
        "median(subset(big, sex == \"male\" & grade == 1)$age)", "sd(big$change * big$visits, na.rm = TRUE)",
        "max(c(big$age, m$score))", "freq(big$site)", "mean(big$age[big$change > 0.5], na.rm = TRUE)",
    ]
}
