import Inference
import Testing
import Wire

@testable import Qualification

@Suite("Templates and readers of operations")
struct OperationTests {
    private func question(_ operation: String, _ arguments: String, call: String = "f(x)") throws -> Question {
        let truth = TruthFile.Case(
            id: "a.1", dataSet: "a", category: "c", operation: operation,
            arguments: try JSONValue(parsing: Array(arguments.utf8), path: "t"), call: call, expected: .null)
        return Question(truth: truth) { $0 == "g" ? ["\"6-MP\"", "\"control\""] : ["0", "1", "2"] }
    }

    private func expression(_ operation: String, _ arguments: String, call: String = "f(x)") throws -> String {
        let question = try question(operation, arguments, call: call)
        return try Operation.of(question.truth).expression(question)
    }

    @Test("Expressions in R's words")
    func expressions() throws {
        #expect(try expression("mean", #"{"x":"age","scope":"site1"}"#) == "mean(s1$age, na.rm = TRUE)")
        #expect(
            try expression("se_mean", #"{"x":"age","scope":"pooled"}"#)
                == "sd(d$age, na.rm = TRUE) / sqrt(sum(!is.na(d$age)))")
        #expect(
            try expression("quantile7", #"{"x":"age"}"#, call: "unname(quantile(d$age, c(0.1, 1/3), na.rm = TRUE))")
                == "quantile(d$age, c(0.1, 1/3), na.rm = TRUE, type = 7)")
        #expect(
            try expression("km", #"{"time":"t","status":"s","group":"g","conf_type":"log-log"}"#)
                == "{ f <- survfit(Surv(t, s) ~ g, data = d, conf.type = \"log-log\"); list(fit = f, summary = summary(f, rmean = \"individual\")) }"
        )
        #expect(
            try expression("logrank", #"{"time":"t","status":"s","group":"g","rho":0,"strata":"z"}"#)
                == "survdiff(Surv(t, s) ~ g + strata(z), data = d)")
        #expect(
            try expression("gehan_breslow_wilcoxon", #"{"time":"t","status":"s","group":"g"}"#)
                == "survdiff(Surv(t, s) ~ g, data = d, weights = \"gehan\")")
        #expect(
            try expression("fisher", #"{"x":"a","y":"b","alternative":"greater"}"#)
                == "fisher.test(table(d$a, d$b), alternative = \"greater\")")
        #expect(
            try expression("wilcox_z", #"{"x":"a","by":"g","ties":true,"correct":false}"#)
                == "wilcoxZ(d$a[d$g == \"6-MP\"], d$a[d$g == \"control\"], ties = TRUE, correct = FALSE)")
        #expect(
            try expression("mean_sd_by", #"{"x":"a","by":"e"}"#).hasPrefix(
                "list(\"0\" = list(n = sum(!is.na(d$a[d$e == 0]))"))
        #expect(try expression("auc", "{}", call: "auc_(-d$lwt, d$low)") == "auc(-d$lwt, d$low)")
        #expect(try expression("something new", "{}", call: "newStatistic(d$x)") == "newStatistic(d$x)")
        #expect(
            try expression("cox_zph", #"{"time":"t","status":"s","rhs":"a+factor(b)","ties":"efron","transform":"km"}"#)
                == "cox.zph(coxph(Surv(t, s) ~ a+factor(b), data = d, ties = \"efron\"), transform = \"km\")")
        #expect(throws: Problem.self) { try expression("mean", "{}") }
    }

    @Test("Names that are no plain ones stand in backquotes")
    func names() {
        #expect(Question.quoted("log(age)") == "`log(age)`")
        #expect(Question.quoted("ptv.cm_3") == "ptv.cm_3")
    }

    @Test("Vectors, lists, tables, matrices and what is not finite")
    func values() {
        #expect(RResult.json(.number(48)).description == "48")
        #expect(RResult.json(.number(nil)).description == "\"NA\"")
        #expect(
            RResult.json(RObject(.numbers([.nan, .infinity, -.infinity, 0.5]))).description
                == #"["NaN","Inf","-Inf",0.5]"#)
        #expect(RResult.json(.list([("a", .text("x")), ("b", .null)])).description == #"{"a":"x","b":[]}"#)
        #expect(
            RResult.json(.matrix([[1, 2], [3, nil]], rowNames: ["r", "s"], columnNames: ["c", "d"])).description
                == #"{"rows":["r","s"],"cols":["c","d"],"values":[[1,2],[3,"NA"]]}"#)
        let table = RObject(
            .numbers([3, 0, 4]), dimensions: [3], dimensionNames: [["a", "b", "c"]], kind: "table")
        #expect(RResult.json(table).description == #"{"a":3,"c":4}"#)
    }

    @Test("Tests: empty and absent components as R's JSON has them")
    func tests() {
        let test = RObject.list(
            [
                ("statistic", .null), ("p.value", .number(0.5)), ("conf.int", .numbers([0.25, .infinity])),
                ("estimate", .number(2, name: "odds ratio")), ("null.value", .number(1, name: "odds ratio")),
                ("alternative", .text("greater")), ("method", .text("M")),
            ], kind: "htest")
        #expect(
            RResult.json(test).description
                == #"{"method":"M","statistic":[],"parameter":[],"p_value":0.5,"estimate":{"odds ratio":2},"conf_int":[0.25,"Inf"],"conf_level":0.95,"null_value":{"odds ratio":1},"alternative":"greater"}"#
        )
    }

    @Test("A curve is read per group at its events, with the standard error of S")
    func curve() throws {
        let fit = RObject.list([
            ("time", .numbers([1, 2, 3, 1, 4])), ("n.risk", .numbers([3, 2, 1, 2, 1])),
            ("n.event", .numbers([1, 0, 1, 0, 1])), ("surv", .numbers([0.5, 0.5, 0, 1, 0.25])),
            ("std.err", .numbers([0.2, 0.2, .infinity, 0, 0.4])), ("lower", .numbers([0.1, 0.1, .nan, 1, 0.2])),
            ("upper", .numbers([1, 1, .nan, 1, 0.9])), ("strata", .integers([3, 2], names: ["g=a", "g=b"])),
        ])
        let table = RObject.matrix(
            [[3, 3, 3, 2, 1.5, 0.5, 1, 1, nil], [2, 2, 2, 1, 2.5, 0.25, 4, 4, nil]], rowNames: ["g=a", "g=b"],
            columnNames: [
                "records", "n.max", "n.start", "events", "rmean", "se(rmean)", "median", "0.95LCL", "0.95UCL",
            ])
        let object = RObject.list([("fit", fit), ("summary", .list([("table", table)]))])
        let read = try SurvivalResult.curves(object, try question("km", "{}"))
        #expect(read["g=a"]?["time"]?.description == "[1,3]")
        #expect(read["g=a"]?["se_surv"]?.description == #"[0.1,"NaN"]"#)
        #expect(read["g=a"]?["tmax"]?.description == "3")
        #expect(read["g=a"]?["se_rmean_times_sqrt_m_over_m1"]?.number == 0.5 * 2.0.squareRoot())
        #expect(read["g=b"]?["median_ci"]?.description == #"[4,"NA"]"#)
        #expect(read["g=b"]?["se_rmean_times_sqrt_m_over_m1"]?.description == "\"NA\"")
        #expect(read["g=b"]?["n_risk"]?.description == "[1]")
    }
}
