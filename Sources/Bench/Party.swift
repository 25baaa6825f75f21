import MPC
import Primitives
import SecretSharing
import Wire

/// One of the three parties of a benchmark: goes through all that is to be measured, in step with the others.
struct Party {
    /// Which one.
    let role: Role
    /// What is measured, how often, and the seed of all inputs.
    let order: Order
    /// What the names in the order stand for.
    let operations: [Operation]
    /// The way to the others for a repetition with a label.
    let connect: (String, SecurityMode) throws(Problem) -> Line
    /// Where the samples go.
    let report: (Report) -> Void

    /// Measures everything; the last report says why if something fails.
    func run() {
        do throws(Problem) {
            for measurement in order.schedule {
                for repetition in 0..<order.repeats { report(.done(try measure(measurement, repetition))) }
            }
        } catch {
            report(.failed(code: error.code, what: error.what))
        }
    }

    private func measure(_ measurement: Measurement, _ repetition: Int) throws(Problem) -> Sample {
        let label = "\(measurement)/\(repetition)"
        let line = try connect(label, measurement.mode ?? .passive)
        let sample: Sample?
        do {
            sample = try self.sample(of: measurement, on: line, label: label)
        } catch {
            line.finish(false)
            throw Problem("bench-failed", "\(measurement) failed: \((error as? Problem)?.what ?? "\(error)")")
        }
        line.finish(true)
        guard let sample else { throw Problem("wrong-result", "\(measurement) gave a wrong result") }
        return sample
    }

    /// What one repetition cost; nil if its result was wrong.
    private func sample(of measurement: Measurement, on line: Line, label: String) throws -> Sample? {
        guard let mode = measurement.mode else {
            guard let calibration = Calibration.all.first(where: { $0.name == measurement.name }) else { return nil }
            let body = calibration.prepare(role, measurement.n)
            var sample = try clock(line) { try body(line.link) }
            sample.hops = calibration.messages(measurement.n)
            sample.bytesSent = sample.hops * calibration.messageLength
            return sample
        }
        guard let operation = operations.first(where: { $0.name == measurement.name }) else { return nil }
        let inputs = Inputs(
            role: role, link: line.link, folder: "\(order.folder)/\(role)-\(Digest(of: label).hex.prefix(16))",
            seed: HKDF.derive(secret: order.seed, salt: [], info: Array(label.utf8), count: 32))
        let trial = try operation.prepare(inputs, measurement.n)
        let session = Session(
            SessionConfiguration(
                role: role, mode: mode, link: line.link, leftSecret: line.secrets.left,
                rightSecret: line.secrets.right, context: Array(label.utf8)))
        var sample = try clock(line) {
            try trial.run(session["run"])
            try session["verify"].verify()
        }
        let beside = trial.sent()
        sample.hops = session.metrics.hops + beside.hops
        sample.bytesSent = session.metrics.bytesSent + beside.bytes
        return try trial.isRight(session["check"]) ? sample : nil
    }

    /// Begins when all three are ready.
    private func clock(_ line: Line, _ body: () throws -> Void) throws -> Sample {
        Usage.resetPeakMemory()
        try meet(line.link)
        let (start, before) = (ContinuousClock.now, Usage.cpuSeconds)
        try body()
        var sample = Sample()
        sample.seconds = (ContinuousClock.now - start) / .seconds(1)
        sample.cpuSeconds = Usage.cpuSeconds - before
        sample.peakMemoryMiB = Usage.peakMemoryMiB
        return sample
    }

    /// Returns once both others have come here too.
    private func meet(_ link: any Link) throws(LinkError) {
        let empty = UnsafeMutableRawBufferPointer(start: nil, count: 0)
        for neighbour in Neighbour.allCases { try link.send(UnsafeRawBufferPointer(empty), tag: .max, to: neighbour) }
        for neighbour in Neighbour.allCases { try link.receive(into: empty, tag: .max, from: neighbour) }
    }
}
