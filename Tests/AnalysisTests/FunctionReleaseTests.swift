import Language
import Testing

/// Whole functions of the language, from the call to R's result: each query of theirs opens what its plan documents.
struct FunctionReleaseTests {
    @Test(
        arguments: [
            "freq(t$group)", "mean(t$age)", "median(t$age)", "quantile(t$age)", "summary(t$age)", "fivenum(t$age)",
            "t.test(t$age, t$wide)", "wilcox.test(age ~ wide > 50, data = t)", "kruskal.test(age ~ group, data = t)",
            "fisher.test(table(t$group, t$age > 60))", "chisq.test(table(t$group, t$age > 60))",
            "ks.test(t$age, t$wide)", "cor(t$age, t$weight)", "cor.test(t$age, t$wide, method = \"kendall\")",
            "aov(age ~ group, data = t)", "lm(age ~ weight, data = t)", "var.test(age ~ wide > 500, data = t)",
            "survfit(Surv(age, group == \"a\") ~ 1, data = t)",
            "survdiff(Surv(age, group != \"a\") ~ weight > 68, data = t)", "hist(t$age, breaks = 4)",
            "glm(age ~ weight, family = gaussian, data = t)",
        ])
    func oneFunction(_ call: String) throws {
        let session = try SharedSession()
        _ = try session.object(of: call)
        #expect(session.differences == [])
        #expect(!session.plans.isEmpty)
    }

    @Test(
        arguments: [
            ("summary(coxph(Surv(age, group != \"c\") ~ weight, data = t))", "cox.step"),
            ("cox.zph(coxph(Surv(age, group != \"c\") ~ weight, data = t))", "cox.step"),
            ("glm(group == \"a\" ~ weight, family = binomial, data = t)", "glm.step"),
            ("glm(weight ~ age, family = Gamma(link = \"log\"), data = t)", "glm.step"),
            ("glm(weight ~ age, family = Gamma, data = t)", "glm.step"),
        ])
    func iterations(_ call: String, _ kind: String) throws {
        let session = try SharedSession()
        _ = try session.object(of: call)
        #expect(session.differences == [])
        #expect(session.plans.count { $0.analysis.function == kind } > 2)
    }
}
