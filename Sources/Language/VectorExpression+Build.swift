public import Study
public import Wire

extension TableExpression {
    /// A table of the study.
    ///
    /// - Throws: `Problem` "unknown-study", "unknown-table", with the nearest name.
    public static func load(table: String, ofStudy name: String?, in study: Study) throws(Problem) -> TableExpression {
        if let name, name != study.name {
            throw Problem(
                "unknown-study", "there is no study \(name.quotedForPeople) here",
                mend: "use \(study.name.quotedForPeople)")
        }
        guard study.owner(ofTable: table) != nil else {
            throw Problem(
                "unknown-table", "the study \(study.name) has no table \(table.quotedForPeople)",
                mend: NearestName.mend(for: table, among: study.tables))
        }
        return .load(study: study.name, table: table)
    }

    /// A column of this table.
    ///
    /// - Throws: `Problem` "unknown-column" with the nearest name.
    public func column(named name: String, in codebook: Codebook) throws(Problem) -> VectorExpression {
        if name == "site", codebook.column(named: name) == nil, base.isPooled { return .site(self) }
        guard let column = codebook.column(named: name) else {
            throw Problem(
                "unknown-column", "there is no column \(name.quotedForPeople)",
                mend: NearestName.mend(for: name, among: codebook.names))
        }
        return .column(self, column)
    }

    /// `rbind(...)`: the rows of each table, one after the other.
    ///
    /// - Throws: `Problem` "bad-rbind" for fewer than two tables, or labels that are empty or occur twice.
    public static func pooling(_ parts: [TablePart]) throws(Problem) -> TableExpression {
        guard parts.count >= 2, Set(parts.map(\.label)).count == parts.count, parts.allSatisfy({ !$0.label.isEmpty })
        else {
            throw Problem(
                "bad-rbind", "rbind pools two or more tables with labels of their own",
                mend: "name them, as in rbind(Munich = tm, Rome = tr)")
        }
        let result = TableExpression.rbind(parts)
        try result.checkSize()
        return result
    }

    /// The loaded or pooled table behind selections.
    public var base: TableExpression {
        if case .subset(let base, _) = self { return base.base }
        return self
    }

    /// Whether it is pooled from several tables.
    var isPooled: Bool {
        if case .rbind = self { return true }
        return false
    }

    /// The rows of this table where the condition is true.
    ///
    /// - Throws: `Problem` "different-rows" where the condition is not about this table's rows.
    public func selecting(_ condition: LogicalExpression) throws(Problem) -> TableExpression {
        guard condition.rows == .table(self) else { throw differentRows(text, condition.text) }
        try condition.checked()
        let result: TableExpression
        switch self {
        case .load, .rbind: result = .subset(self, condition)
        case .subset(let base, let earlier):
            result = .subset(base, .and(earlier, condition.moved(from: self, to: base)))
        }
        try result.checkSize()
        return result
    }
}

extension VectorExpression {
    /// `c(...)`: one after the other; a single vector is itself.
    public static func combining(_ parts: [VectorExpression]) throws(Problem) -> VectorExpression {
        if parts.count == 1, let only = parts.first { return only }
        let flat = parts.flatMap { part in
            if case .combine(let inner) = part { return inner }
            return [part]
        }
        return try VectorExpression.combine(flat).verified()
    }

    /// `left op right`, one of them at least private.
    public static func operation(
        _ operation: ArithmeticOperator, _ left: VectorExpression, _ right: VectorExpression
    ) throws(Problem) -> VectorExpression {
        try VectorExpression.arithmetic(operation, left, right).verified()
    }

    /// Division by a public number, exact: multiplication by its reciprocal.
    ///
    /// - Throws: `Problem` "division-by-zero", "inexact-division" where the reciprocal is no finite decimal.
    public func divided(by divisor: ExactDecimal) throws(Problem) -> VectorExpression {
        guard divisor.significand != 0 else {
            throw Problem("division-by-zero", "\(text.shortened) is divided by 0", mend: "divide by another number")
        }
        guard let reciprocal = divisor.reciprocal else {
            throw Problem(
                "inexact-division", "\(text.shortened) / \(divisor) is no exact decimal",
                mend: "divide the result of the analysis instead, as in mean(x) / \(divisor)")
        }
        return reciprocal == ExactDecimal(1) ? self : try .operation(.multiply, self, .constant(reciprocal))
    }

    /// `self[condition]`.
    public func selecting(_ condition: LogicalExpression) throws(Problem) -> VectorExpression {
        try VectorExpression.subset(self, condition).verified()
    }

    /// `self op comparand`, as a private condition.
    public func comparing(
        _ operation: ComparisonOperator, _ comparand: Comparand
    ) throws(Problem) -> LogicalExpression {
        var comparand = comparand
        // A factor compared with a number compares labels, as in R.
        if case .number(let number) = comparand, try type().levels != nil { comparand = .label(number.description) }
        return try LogicalExpression.compare(operation, self, comparand).verified()
    }

    /// `is.na(self)`.
    public func isMissing() throws(Problem) -> LogicalExpression { try LogicalExpression.isNA(self).verified() }

    /// This logical vector as a condition.
    ///
    /// - Throws: `Problem` "not-a-condition" for anything else.
    public func condition() throws(Problem) -> LogicalExpression {
        if case .logical(let condition) = self { return condition }
        return try LogicalExpression.vector(self).verified()
    }

    /// This condition as a vector; one that is a vector already is itself, so that it has one spelling.
    public static func truth(_ condition: LogicalExpression) -> VectorExpression {
        if case .vector(let vector) = condition { return vector }
        return .logical(condition)
    }

    /// Checks that the parts fit together.
    ///
    /// - Throws: `Problem` as `type()`, or "plan-too-large".
    public func verified() throws(Problem) -> VectorExpression {
        try checkSize()
        _ = try type()
        return self
    }
}

extension LogicalExpression {
    /// `left & right`
    public static func both(
        _ left: LogicalExpression, _ right: LogicalExpression
    ) throws(Problem) -> LogicalExpression { try LogicalExpression.and(left, right).verified() }

    /// `left | right`
    public static func either(
        _ left: LogicalExpression, _ right: LogicalExpression
    ) throws(Problem) -> LogicalExpression { try LogicalExpression.or(left, right).verified() }

    /// `!self`; twice is nothing.
    public func negated() throws(Problem) -> LogicalExpression {
        if case .not(let inner) = self { return inner }
        return try LogicalExpression.not(self).verified()
    }

    func verified() throws(Problem) -> LogicalExpression {
        try checkSize()
        try checked()
        return self
    }
}
