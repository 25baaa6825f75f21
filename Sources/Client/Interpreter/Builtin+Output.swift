import Inference
import Language
import Wire

extension Builtin {
    /// Plots, and files of results. Everything here takes results only.
    static let outputFunctions: [Builtin] = [
        Builtin(
            "plot", ["x", "main", "xlab", "ylab", "conf.int", "col", "lty", "lwd", "mark.time"],
            HelpTopic(
                "plot(x, main, xlab, ylab, conf.int = TRUE)",
                "Draws survival curves, a histogram, boxes or hazard ratios: as text, or into the file that svg() opened.",
                releases: "nothing beyond the result",
                example: "plot(survfit(Surv(follow_up, event_death) ~ gender, data = tm))")
        ) { (interpreter, arguments) throws(Problem) in
            let bound = try arguments.need("x")
            let plot = try interpreter.plot(bound, arguments)
                .banded(try arguments.flag("conf.int", default: true))
            return try interpreter.draw(plot)
        },
        Builtin(
            "boxplot", ["x", "data", "range", "main", "ylab"],
            HelpTopic(
                "boxplot(x ~ g, data) or boxplot(x)",
                "Draws a box for each group, and gives what it drew: stats, n, conf, out, group, names.",
                releases: "for each group what boxplot.stats releases", example: "boxplot(age ~ gender, data = tm)")
        ) { (interpreter, arguments) throws(Problem) in
            let boxes = try interpreter.boxes(arguments)
            if let plot = Plot(boxes, title: try arguments.text("main", default: "")) {
                let title = try arguments.text("ylab", default: try arguments.need("x").value.responseName ?? "Value")
                _ = try interpreter.draw(plot.labelled(across: nil, up: title))
            }
            interpreter.isVisible = false
            return .object(boxes)
        },
        Builtin(
            "svg", ["filename", "x", "width", "height"],
            HelpTopic(
                "svg(\"km.svg\"); plot(x); dev.off() or svg(\"km.svg\", x)",
                "Sends the plots that follow to a vector figure; a file of that name is overwritten, the last plot stays.",
                releases: "nothing beyond the result",
                example: "svg(\"km.svg\", survfit(Surv(follow_up, event_death) ~ 1, data = tm))")
        ) { (interpreter, arguments) throws(Problem) in
            let name = try arguments.text("filename", default: "Rplots.svg")
            interpreter.isVisible = false
            // R's second argument is a width, in inches; figures are as wide as they need to be.
            guard let bound = arguments.named["x"], bound.value.asNumbers == nil else {
                interpreter.device = name
                return .null
            }
            try interpreter.writeFile(try interpreter.plot(bound, arguments).svg(stamp: interpreter.stamp), name)
            return .null
        },
        Builtin(
            "dev.off", [],
            HelpTopic(
                "dev.off()", "Ends what svg() began: plots are text again.", releases: "nothing", example: "dev.off()")
        ) { (interpreter, arguments) throws(Problem) in
            guard interpreter.device != nil else {
                throw Problem(
                    "no-device", "there is no figure to end", at: arguments.call.range.place,
                    mend: "begin one, as in svg(\"km.svg\")")
            }
            interpreter.device = nil
            interpreter.isVisible = false
            return .null
        },
        writing("write.csv", "comma-separated values") { $0.csv(stamp: $1) },
        writing("write.json", "JSON") { $0.json(stamp: $1) + "\n" },
    ]

    private static func writing(
        _ name: String, _ format: String, _ text: @escaping @Sendable (RObject, ResultStamp) -> String
    ) -> Builtin {
        let file = name == "write.csv" ? "t.csv" : "t.json"
        return Builtin(
            name, ["x", "file"],
            HelpTopic(
                "\(name)(x, \"\(file)\")",
                "Writes a result as \(format), with the plans and tables it came from; a file of that name is overwritten.",
                releases: "nothing beyond the result", example: "\(name)(mean(tm$age), \"\(file)\")")
        ) { (interpreter, arguments) throws(Problem) in
            let object = try arguments.object("x")
            let text = text(object, interpreter.stamp)
            interpreter.isVisible = false
            // As in R, without a file it prints.
            let path = try arguments.text("file", default: "")
            if path.isEmpty {
                interpreter.print(text.hasSuffix("\n") ? String(text.dropLast()) : text)
            } else {
                try interpreter.writeFile(text, path)
            }
            return .null
        }
    }
}
