import Inference

/// R's coercion and joining of public values.
extension RObject {
    /// What vectors become when they are joined.
    enum CommonKind {
        case logicals, numbers, texts, list
    }

    /// The kind that holds all of these.
    static func commonKind(_ objects: [RObject]) -> CommonKind {
        var kind = CommonKind.logicals
        for object in objects {
            switch object.content {
            case .null, .logicals: break
            case .numbers: if kind == .logicals { kind = .numbers }
            case .texts: kind = .texts
            case .list: return .list
            }
        }
        return kind
    }

    var asComponents: [RObject] {
        if case .list(let components) = content { return components }
        return (0..<count).map { element($0) }
    }

    /// As `as.character` gives them.
    var asTexts: [String?] {
        switch content {
        case .null: []
        case .texts(let texts): texts
        case .logicals(let values): values.map { $0.map { $0 ? "TRUE" : "FALSE" } }
        case .numbers(let values): values.map { $0.map { RFormat.text($0) } }
        case .list(let components): components.map { $0.count == 1 ? $0.asTexts[0] : $0.className }
        }
    }

    var asLogicals: [Bool?] {
        switch content {
        case .logicals(let values): values
        case .numbers(let values): values.map { $0.flatMap { $0.isNaN ? nil : $0 != 0 } }
        default: []
        }
    }

    var asOptionalDoubles: [Double?] {
        switch content {
        case .numbers(let values): values
        case .logicals(let values): values.map { $0.map { $0 ? 1 : 0 } }
        default: []
        }
    }

    /// `c(...)`: one after the other, with names where any are given.
    static func combining(_ parts: [(name: String?, object: RObject)]) -> RObject {
        let kind = commonKind(parts.map(\.object))
        var names: [String] = []
        var hasNames = false
        for (name, object) in parts {
            let isWhole = kind == .list && !object.isPlainList
            let own = isWhole ? nil : object.elementNames
            let count = isWhole ? (object.content == .null ? 0 : 1) : object.count
            hasNames = hasNames || own != nil || name != nil
            for index in 0..<count {
                switch (name, own) {
                case (let name?, let own?): names.append(own[index].isEmpty ? name : "\(name).\(own[index])")
                case (let name?, nil): names.append(count > 1 ? "\(name)\(index + 1)" : name)
                case (nil, let own?): names.append(own[index])
                case (nil, nil): names.append("")
                }
            }
        }
        let objects = parts.map(\.object)
        let content: Content =
            switch kind {
            case .list:
                .list(
                    objects.flatMap { object -> [RObject] in
                        if case .list(let components) = object.content, object.isPlainList { return components }
                        return object.content == .null ? [] : [object]
                    })
            case .texts: .texts(objects.flatMap(\.asTexts))
            case .numbers: .numbers(objects.flatMap(\.asOptionalDoubles))
            case .logicals: .logicals(objects.flatMap(\.asLogicals))
            }
        guard !objects.allSatisfy({ $0.content == .null }) else { return .null }
        var result = RObject(content, names: hasNames ? names : nil)
        result.isInteger = kind == .numbers && objects.allSatisfy { $0.isInteger || $0.content == .null }
        return result
    }

    /// Whether it is a list without a class of its own.
    var isPlainList: Bool {
        if case .list = content { return kind == nil }
        return false
    }

    /// Arithmetic or another function of two numbers, element by element with recycling; attributes come from the
    /// operand that has dimensions, else from the longer one.
    static func joining(_ left: RObject, _ right: RObject, _ body: (Double, Double) -> Double) -> RObject {
        let (a, b) = (left.asOptionalDoubles, right.asOptionalDoubles)
        let count = a.isEmpty || b.isEmpty ? 0 : max(a.count, b.count)
        let values = (0..<count).map { index -> Double? in
            guard let x = a[index % a.count], let y = b[index % b.count] else { return nil }
            return body(x, y)
        }
        return shaped(.numbers(values), as: left, right)
    }

    /// A content with the attributes of the operands.
    static func shaped(_ content: Content, as left: RObject, _ right: RObject) -> RObject {
        let model =
            left.dimensions != nil ? left : right.dimensions != nil ? right : right.count > left.count ? right : left
        var result = RObject(
            content, names: model.names, dimensions: model.dimensions, dimensionNames: model.dimensionNames)
        result.dimensionTitles = model.dimensionTitles
        result.kind = model.kind == "table" ? model.kind : nil
        return result
    }

    /// A function of each number.
    func mapping(_ body: (Double) -> Double) -> RObject {
        var result = self
        result.content = .numbers(asOptionalDoubles.map { $0.map(body) })
        result.isInteger = false
        return result
    }
}
