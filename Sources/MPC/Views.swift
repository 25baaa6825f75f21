import Primitives
import SecretSharing

/// Running digests of what this party was sent in masked openings, and of what its left neighbour must have been
/// sent.
///
/// Every pair of honest parties compares directly, in both directions, so both stop or neither does.
struct Views {
    private let context: [UInt8]
    private let received = DigestBuilder()
    private let expected = DigestBuilder()

    init(context: [UInt8]) {
        self.context = context
        startAnew()
    }

    /// Adds one opening: x_{i-1} as it came from the left, and x_{i+1}, which the left neighbour gets from its own
    /// left.
    func add<Element: ShareElement>(received: [Element], expected: [Element], at step: Step) {
        Self.add(received, to: self.received, at: step)
        Self.add(expected, to: self.expected, at: step)
    }

    /// Adds what the parties must agree on besides: what is being verified.
    func add(shape: [UInt64]) {
        for builder in [received, expected] {
            builder.update(withUnsafeBytes(of: UInt64(shape.count).littleEndian) { Array($0) })
            shape.withUnsafeBytes { builder.update($0) }
        }
    }

    /// The digests since the last comparison; begins new ones.
    func take() -> (received: [UInt8], expected: [UInt8]) {
        let digests = (received.finish().bytes, expected.finish().bytes)
        startAnew()
        return digests
    }

    private func startAnew() {
        received.update(context)
        expected.update(context)
    }

    private static func add<Element: ShareElement>(
        _ elements: [Element], to builder: DigestBuilder, at step: Step
    ) {
        let name = Array(step.path.utf8)
        for count in [name.count, elements.count] {
            builder.update(withUnsafeBytes(of: UInt64(count).littleEndian) { Array($0) })
        }
        builder.update(name)
        elements.withUnsafeBytes { builder.update($0) }
    }
}
