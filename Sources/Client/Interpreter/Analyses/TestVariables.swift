import Inference
import Language
import Study
import Wire

/// A private number and the groups it is compared in, from `x ~ g, data = d` or from `x, g`.
struct TestVariables {
    let response: VectorExpression
    let grouping: Grouping
    /// R's name of the data, as in `age by gender`.
    let dataName: String
}

extension Interpreter {
    /// The two variables of a test.
    ///
    /// - Parameters:
    ///   - first: the name of the first parameter, which may be a formula.
    ///   - second: the name of the parameter with the groups, where there is no formula.
    func testVariables(
        _ arguments: Arguments, first: String = "x", second: String = "g"
    ) throws(Problem) -> TestVariables {
        let bound = try arguments.need(first)
        if case .formula(let formula) = bound.value { return try variables(of: formula, arguments) }
        guard case .vector(let response) = bound.value else {
            throw arguments.unfit(bound, "a private number or a formula")
        }
        let groups = try arguments.need(second)
        guard case .vector(let factor) = groups.value else { throw arguments.unfit(groups, "a private factor") }
        return TestVariables(
            response: response, grouping: try Grouping(factor, label: groups.place.deparsed),
            dataName: "\(bound.place.deparsed) and \(groups.place.deparsed)")
    }

    /// The two sides of `x ~ g`.
    func variables(of formula: Formula, _ arguments: Arguments) throws(Problem) -> TestVariables {
        let frame = try frame(of: formula, arguments)
        guard let left = formula.left else {
            throw Problem(
                "bad-formula", "the formula has no left side", at: formula.expression.range.place,
                mend: "write it as in age ~ gender")
        }
        let response = try privateVector(left, frame)
        let factor = try privateVector(formula.right, frame)
        let labels = (left.deparsed, formula.right.deparsed)
        return TestVariables(
            response: response, grouping: try Grouping(factor, label: labels.1), dataName: "\(labels.0) by \(labels.1)")
    }

    /// Where the names of a formula are looked up: in the columns of `data` first.
    func frame(of formula: Formula, _ arguments: Arguments) throws(Problem) -> Frame {
        guard let data = arguments.named["data"] else { return Frame(formula.environment) }
        guard case .table(let table) = data.value else { throw arguments.unfit(data, "a private table") }
        return Frame(formula.environment, table: table)
    }

    /// The moments of each group.
    func samples(
        _ variables: TestVariables, order: Int = 2, at place: Expression
    ) throws(Problem) -> [SampleGroup] {
        let found = try moments(of: variables.response, by: [variables.grouping], order: order, at: place)
        return found.map { SampleGroup($0.label, $0.moments) }
    }

    /// The moments of one private vector, or of public numbers.
    func sample(_ bound: Arguments.Bound, _ arguments: Arguments, order: Int = 2) throws(Problem) -> SampleMoments {
        if case .vector(let vector) = bound.value {
            return try moments(of: vector, order: order, at: arguments.call)[0].moments
        }
        let values = try arguments.numbers(bound).values.compactMap(\.double).filter { !$0.isNaN }
        return SampleMoments(values)
    }
}

extension SampleMoments {
    /// The moments of public numbers.
    init(_ values: [Double]) {
        let n = Double(values.count)
        let mean = values.isEmpty ? .nan : values.reduce(0, +) / n
        func sum(_ power: Int) -> Double {
            values.reduce(0) { sum, value in
                let distance = value - mean
                return sum + (0..<power).reduce(1.0) { product, _ in product * distance }
            }
        }
        self.init(count: values.count, mean: mean, squares: sum(2), cubes: sum(3), fourths: sum(4))
    }
}

extension Arguments {
    /// The side of a test.
    func alternative() throws(Problem) -> Alternative {
        let text = try text("alternative", default: "two.sided")
        guard let found = Alternative.allCases.first(where: { $0.rawValue.hasPrefix(text) }) else {
            throw Problem(
                "bad-argument", "there is no alternative \(text.quotedForPeople)", at: call.range.place,
                mend: "use \"two.sided\", \"less\" or \"greater\"")
        }
        return found
    }

    /// A confidence level.
    func confidence(_ name: String = "conf.level") throws(Problem) -> Double {
        let level = try number(name, default: 0.95)
        guard level > 0, level < 1 else {
            throw Problem(
                "bad-argument", "\(name) lies between 0 and 1", at: call.range.place, mend: "write \(name) = 0.95")
        }
        return level
    }

    /// A truth value, nil where it is NULL or not given.
    func optionalFlag(_ name: String) throws(Problem) -> Bool? {
        guard let bound = named[name], bound.value.count > 0 else { return nil }
        return try flag(name)
    }

    /// A result, R's error as a problem with the place of the call.
    func finish(_ body: () throws -> RObject) throws(Problem) -> Value { .object(try finished(body)) }

    /// The same as an object.
    func finished(_ body: () throws -> RObject) throws(Problem) -> RObject {
        do {
            return try body()
        } catch let problem as Problem {
            throw problem
        } catch let error as AnalysisError {
            throw Problem("no-result", "\(function): \(error.message)", at: call.range.place)
        } catch {
            throw Problem("no-result", "\(function): \(error)", at: call.range.place)
        }
    }
}
