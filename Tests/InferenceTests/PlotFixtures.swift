import Inference

/// Objects as R makes them, to draw.
enum PlotFixtures {
    /// survfit(Surv(time, status) ~ x, aml) of R's survival, rounded.
    static let leukaemia: RObject = {
        let lower: [Double?] = [
            0.7541, 0.6192, 0.4884, 0.3769, 0.3769, 0.2549, 0.1549, 0.1549, 0.03592, 0.03592, 0.647, 0.4468, 0.3616,
            0.3616, 0.2675, 0.1854, 0.1148, 0.05692, 0.01526, nil,
        ]
        let upper: [Double?] = [
            1, 1, 1, 0.9992, 0.9992, 0.9456, 0.8753, 0.8753, 0.9435, 0.9435, 1, 0.9946, 0.941, 0.941, 0.8833, 0.8157,
            0.7408, 0.6642, 0.6195, nil,
        ]
        return .list(
            [
                ("time", .numbers([9, 13, 18, 23, 28, 31, 34, 45, 48, 161, 5, 8, 12, 16, 23, 27, 30, 33, 43, 45])),
                ("n.risk", .integers([11, 10, 8, 7, 6, 5, 4, 3, 2, 1, 12, 10, 8, 7, 6, 5, 4, 3, 2, 1])),
                ("n.event", .integers([1, 1, 1, 1, 0, 1, 1, 0, 1, 0, 2, 2, 1, 0, 1, 1, 1, 1, 1, 1])),
                ("n.censor", .integers([0, 1, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0])),
                (
                    "surv",
                    .numbers([
                        0.909091, 0.818182, 0.715909, 0.613636, 0.613636, 0.490909, 0.368182, 0.368182, 0.184091,
                        0.184091, 0.833333, 0.666667, 0.583333, 0.583333, 0.486111, 0.388889, 0.291667, 0.194444,
                        0.0972222, 0,
                    ])
                ),
                ("strata", .integers([10, 10], names: ["x=Maintained", "x=Nonmaintained"])),
                ("lower", RObject(.numbers(lower))), ("upper", RObject(.numbers(upper))),
            ], kind: "survfit")
    }()

    /// One curve of four patients.
    static let single: RObject = .list(
        [
            ("time", .numbers([1, 2, 3, 4])), ("n.risk", .integers([4, 3, 2, 1])),
            ("n.event", .integers([1, 0, 1, 0])), ("n.censor", .integers([0, 1, 0, 1])),
            ("surv", .numbers([0.75, 0.75, 0.375, 0.375])),
        ], kind: "survfit")

    /// hist(mtcars$mpg), the second count not released.
    static let histogram: RObject = .list(
        [
            ("breaks", .integers([10, 15, 20, 25, 30, 35])), ("counts", RObject(.numbers([6, nil, 8, 2, 4]))),
            ("xname", .text("mpg")),
        ], kind: "histogram")

    /// summary(coxph(Surv(time, status) ~ age + sex, lung))$conf.int, with a coefficient that R could not estimate.
    static let cox: RObject = .list(
        [
            (
                "conf.int",
                .matrix(
                    [
                        [1.01719143, 0.98309912, 0.99896858, 1.0357467],
                        [0.59856598, 1.6706596, 0.43109358, 0.83109851], [nil, nil, nil, nil],
                    ], rowNames: ["age", "sex", "none"],
                    columnNames: ["exp(coef)", "exp(-coef)", "lower .95", "upper .95"])
            )
        ], kind: "summary.coxph")

    /// boxplot(len ~ supp, ToothGrowth), with outliers added.
    static let boxes: RObject = .list(
        [
            (
                "stats",
                .matrix([[8.2, 4.2], [15.2, 11.2], [22.7, 16.5], [25.8, 23.3], [30.9, 33.9]])
            ), ("n", .integers([30, 30])), ("out", .numbers([1.5, 40])), ("group", .integers([1, 2])),
            ("names", .texts(["OJ", "VC"])),
        ], kind: "boxplot")
}
