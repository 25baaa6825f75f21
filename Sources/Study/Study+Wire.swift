import Identity
import SecretSharing
public import Wire

extension Study: WireMessage {
    /// `trefoil.study`
    public static var tag: String { "trefoil.study" }
    /// The newest format of the canonical encoding, and of study files.
    public static var format: UInt16 { 2 }
    /// 1 for a study without a manifest, whose digest is what it always was; else 2.
    public var writtenFormat: UInt16 { manifest == nil ? 1 : 2 }

    /// Writes all that the study says; two studies with the same bytes are the same study.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(name)
        encoder.append(title)
        encoder.append(data.rawValue)
        encoder.append(mode.rawValue)
        encoder.append(policy.name)
        encoder.append(list: nodes) { encoder, node in
            encoder.append(node.name)
            encoder.append(node.card)
            encoder.append(optional: node.peer?.description) { $0.append($1) }
            encoder.append(node.https.description)
        }
        encoder.append(list: owners) { encoder, owner in
            encoder.append(owner.name)
            encoder.append(owner.card)
            encoder.append(list: owner.tables) { $0.append($1) }
        }
        encoder.append(list: analysts) { encoder, analyst in
            encoder.append(analyst.name)
            encoder.append(analyst.card)
        }
        encoder.append(list: codebook.columns) { $1.encode(into: &$0) }
        manifest?.encode(into: &encoder)
    }

    /// Reads a study and checks it as `Study.init` does.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        let name = try decoder.string(limit: 64)
        let title = try decoder.string(limit: 1_000)
        guard let data = DataKind(rawValue: try decoder.string(limit: 16)) else {
            throw decoder.malformed("kind of data")
        }
        guard let mode = SecurityMode(rawValue: try decoder.string(limit: 16)) else { throw decoder.malformed("mode") }
        let policy = try decoder.string(limit: 64)
        let nodes = try decoder.list(limit: 3) { (d) throws(Problem) in try NodeEntry(from: &d) }
        let owners = try decoder.list(limit: 1_000) { (d) throws(Problem) in
            OwnerEntry(
                name: try d.string(limit: 64), card: try d.message(PartyCard.self),
                tables: try d.list(limit: 10_000) { (d) throws(Problem) in try d.string(limit: 64) })
        }
        let analysts = try decoder.list(limit: 1_000) { (d) throws(Problem) in
            AnalystEntry(name: try d.string(limit: 64), card: try d.message(PartyCard.self))
        }
        let columns = try decoder.list(limit: Codebook.columnLimit) { (d) throws(Problem) in try Column(from: &d) }
        let manifest = decoder.format >= 2 ? try Manifest(from: &decoder) : nil
        try self.init(
            name: name, title: title, data: data, mode: mode,
            policy: try .named(policy, changing: manifest?.policyChanges ?? []), nodes: nodes, owners: owners,
            analysts: analysts, codebook: try Codebook(columns: columns), manifest: manifest)
    }
}

extension NodeEntry {
    fileprivate init(from decoder: inout WireDecoder) throws(Problem) {
        let name = try decoder.string(limit: 64)
        let card = try decoder.message(PartyCard.self)
        let peer = try decoder.optional { (d) throws(Problem) in try d.address() }
        self.init(name: name, card: card, peer: peer, https: try decoder.address())
    }
}

extension WireDecoder {
    fileprivate mutating func address() throws(Problem) -> HostPort {
        let text = try string(limit: 300)
        guard let address = HostPort(text), address.description == text else { throw malformed("address") }
        return address
    }
}

extension Column {
    fileprivate func encode(into encoder: inout WireEncoder) {
        encoder.append(name)
        switch kind {
        case .factor(let levels):
            encoder.append(UInt8(0))
            encoder.append(list: levels) { $0.append($1) }
        case .number(let scale):
            encoder.append(UInt8(1))
            encoder.append(UInt8(truncatingIfNeeded: scale.decimals))
            encoder.append(scale.minimum)
            encoder.append(scale.maximum)
        }
        encoder.append(missing)
        encoder.append(optional: unit) { $0.append($1) }
        encoder.append(optional: label) { $0.append($1) }
    }

    fileprivate init(from decoder: inout WireDecoder) throws(Problem) {
        let name = try decoder.string(limit: 256)
        let kind: Kind
        switch try decoder.uint8() {
        case 0:
            kind = .factor(
                levels: try decoder.list(limit: Codebook.levelLimit) { (d) throws(Problem) in try d.string(limit: 256) }
            )
        case 1:
            let decimals = Int(try decoder.uint8())
            kind = .number(
                NumberScale(decimals: decimals, minimum: try decoder.int64(), maximum: try decoder.int64()))
        default: throw decoder.malformed("kind of column")
        }
        self.init(
            name: name, kind: kind, missing: try decoder.bool(),
            unit: try decoder.optional { (d) throws(Problem) in try d.string(limit: 1_000) },
            label: try decoder.optional { (d) throws(Problem) in try d.string(limit: 4_000) })
    }
}
