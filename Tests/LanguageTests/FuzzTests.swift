import Language
import Study
import Testing
import Wire

@Suite("Any text gives a tree or an error, never a trap")
struct FuzzTests {
    private let programs: [String] = [
        "freq(c(subset(tm, event_death == 0 & ecog_status == 0)$follow_up,\n subset(tr, event_death == 0)$follow_up))",
        "for (i in 1:3) { if (x[[i]] > 2.5e3) break else y <- function(a, b = \"t\\n\") a %in% b }",
        "quantile(c(load(\"DS1\", \"munich_production\")$age, load(\"DS1\", \"rome_production\")$age), probs = c(0, 0.5))",
        "mean(load(\"DS1\", \"munich_production\")$weight[!is.na(load(\"DS1\", \"munich_production\")$age)] * (-2.5), na.rm = TRUE)",
        "nrow(subset(load(\"DS1\", \"rome_production\"), gender == \"male\" | !(age - dose <= 3) & `next` != 4))",
        "freq(cut(abs(load(\"DS1\", \"rome_production\")$dose), breaks = c(-Inf, 0, 2.5, Inf), labels = c(\"l\", \"m\", \"h\"), right = FALSE))",
        "table(by = list(site, ifelse(age > 60, \"old\", \"young\")), data = rbind(\"M\" = load(\"DS1\", \"munich_production\"), \"R\" = load(\"DS1\", \"rome_production\")))",
        "cox.step(follow_up, event_death == \"1\", age, floor(dose), by = list(interaction(gender, factor(`next`, levels = c(1, 2)))), beta = c(0.5, 0), center = c(60, 1), ties = \"efron\", also = \"weights\", weights = c(1, 2), data = load(\"DS1\", \"rome_production\"))",
        "moments(c(load(\"DS1\", \"munich_production\")$age, load(\"DS1\", \"rome_production\")$age), by = list(origin(load(\"DS1\", \"munich_production\")$age, load(\"DS1\", \"rome_production\")$age)), order = 4)",
        "glm.step(`next`, age, weight, beta = c(0.5, -0.25), center = c(70), family = \"poisson\", link = \"log\", offset = 1, data = load(\"DS1\", \"munich_production\"))",
    ]

    @Test("The programs that are changed are plans, or programs, before they are")
    func read() throws {
        let study = try #require(Fixture.study)
        for program in programs { #expect((try? Parser.parse(program)) != nil, "\(program)") }
        let plans = programs.indices.filter { (try? Plan.parse(programs[$0], study: study)) != nil }
        #expect(plans == Array(2..<10))
    }

    @Test("Random bytes")
    func bytes() {
        var random = SplitMix(seed: 1)
        let letters = Array("abc$()[]{}<-=!&|%+*/^~?:,;.#\"'`\\ \n0123456789eELxu_\u{0}\u{FF}".utf8)
        for _ in 0..<3_000 {
            let bytes = (0..<random.below(60)).map { _ in
                random.below(10) == 0 ? UInt8(truncatingIfNeeded: random.next()) : random.pick(letters)
            }
            readBoth(String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test("Changed programs")
    func mutations() {
        var random = SplitMix(seed: 2)
        for _ in 0..<3_000 {
            var scalars = Array(random.pick(programs).unicodeScalars)
            for _ in 0...random.below(4) {
                let place = random.below(scalars.count)
                switch random.below(4) {
                case 0: scalars.remove(at: place)
                case 1: scalars.insert(scalars[random.below(scalars.count)], at: place)
                case 2: scalars.swapAt(place, random.below(scalars.count))
                default:
                    let end = min(scalars.count, place + random.below(20))
                    scalars.insert(contentsOf: scalars[place..<end], at: random.below(scalars.count))
                }
                if scalars.isEmpty { scalars = ["x"] }
            }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars)
            readBoth(String(view))
        }
    }

    @Test("Deep nesting of every kind is an error")
    func deep() {
        for opening in [
            "(", "[", "{", "f(", "x[[", "-", "!", "a + ", "a$b[", "if (a) ", "function(x) ", "a <- ", "a^", "~",
            "x |> f() |> ",
        ] {
            let text = String(repeating: opening, count: 3_000)
            #expect(throws: Problem.self) { try Parser.parse(text) }
        }
        for chain in ["$a", "[1]", "(1)", " + 1", " & b", "[[1]]"] {
            #expect(throws: Problem.self) { try Parser.parse("x" + String(repeating: chain, count: 3_000)) }
        }
    }

    /// Parses as program and as plan; a plan that is accepted must be canonical.
    private func readBoth(_ text: String) {
        _ = try? Parser.parse(text)
        guard let study = Fixture.study else { return }
        if let plan = try? Plan.parse(text, study: study) { #expect(plan.canonicalText == text) }
    }
}
