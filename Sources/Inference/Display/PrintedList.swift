/// A list: each component below the way to it, such as `$a[[2]]`.
///
/// Source: R's `print.default` of a list.
enum PrintedList {
    static func lines(_ components: [RObject], names: [String]?, options: PrintOptions, prefix: String) -> [String] {
        if components.isEmpty { return [(names == nil ? "" : "named ") + "list()"] }
        return components.enumerated().flatMap { index, component in
            let name = names.flatMap { index < $0.count && !$0[index].isEmpty ? $0[index] : nil }
            let path = prefix + (name.map { "$" + QuotedText.componentName($0) } ?? "[[\(index + 1)]]")
            return [path] + lines(component, options: options, path: path) + [""]
        }
    }

    private static func lines(_ component: RObject, options: PrintOptions, path: String) -> [String] {
        if component.kind == nil { return PrintedShape.lines(component, options: options, prefix: path) }
        return [component.printed(options)]
    }
}
