import Identity
import Messages
import Primitives
import Store
import Study
import Wire

/// What two nodes of a study tell each other beside the jobs' own connections.
///
/// The first node gives the jobs their order: the others offer what they have been asked, and start what it starts.
enum ControlMessage: WireMessage {
    /// The table versions that the sender has committed; replaces what it announced before.
    case announce([TableReference])
    /// The sender has this query, and would run it.
    case offer(job: Digest)
    /// From the first node: all three have the query, and it waits in this place.
    case queued(job: Digest, place: Int)
    /// From the first node: start now, on these versions.
    case start(job: Digest, attempt: UInt32, tables: [TableReference])
    /// From the first node: the job will not start.
    case drop(job: Digest, reason: Problem)
    /// To the first node: the sender will not run the job.
    case withdraw(job: Digest, reason: Problem)
    /// To the first node: the sender's part of the job has ended, well or not.
    case ended(job: Digest)
    /// An upload is decided; the receiver commits it too.
    case certificate(CommitCertificate)
    /// The sender holds these uploads without knowing whether they were committed.
    case asking(batches: [BatchID])
    /// The sender has not committed the batch, and its time is over: it never will.
    case neverCommitted(batch: BatchID)
    /// The signed head of the sender's audit.
    case auditHead(SignedMessage)
    /// The last head that the sender has seen of the receiver's audit, as the receiver signed it.
    case auditWitness(SignedMessage)
    /// For each table that rows were withdrawn from, the number of the last withdrawal that the sender knows.
    case withdrawn([String: UInt64])
    /// A withdrawal, with the receipts that the sender has.
    case withdrawal(SignedMessage, receipts: [SignedMessage])

    /// The queries that the sender has begun; where `failures` is not nil it knows the outcome.
    case selections([BegunQuery])

    static let tag = "trefoil.control"
    static let format: UInt16 = 2

    /// The largest message, bytes.
    static let sizeLimit = 64 << 20

    func encode(into encoder: inout WireEncoder) {
        switch self {
        case .announce(let tables):
            encoder.append(UInt8(0))
            encoder.append(tables)
        case .offer(let job):
            encoder.append(UInt8(1))
            encoder.append(job)
        case .queued(let job, let place):
            encoder.append(UInt8(2))
            encoder.append(job)
            encoder.append(UInt32(place))
        case .start(let job, let attempt, let tables):
            encoder.append(UInt8(3))
            encoder.append(job)
            encoder.append(attempt)
            encoder.append(tables)
        case .drop(let job, let reason):
            encoder.append(UInt8(4))
            encoder.append(job)
            reason.encode(into: &encoder)
        case .withdraw(let job, let reason):
            encoder.append(UInt8(5))
            encoder.append(job)
            reason.encode(into: &encoder)
        case .ended(let job):
            encoder.append(UInt8(6))
            encoder.append(job)
        case .certificate(let certificate):
            encoder.append(UInt8(7))
            encoder.append(certificate)
        case .asking(let batches):
            encoder.append(UInt8(8))
            encoder.append(list: batches) { $0.append($1) }
        case .neverCommitted(let batch):
            encoder.append(UInt8(9))
            encoder.append(batch)
        case .selections(let queries):
            encoder.append(UInt8(10))
            encoder.append(list: queries) { encoder, query in
                encoder.append(query.signature)
                encoder.append(query.planText)
                encoder.append(query.tables)
                encoder.append(query.failures != nil)
            }
        case .auditHead(let head):
            encoder.append(UInt8(11))
            encoder.append(head)
        case .auditWitness(let head):
            encoder.append(UInt8(12))
            encoder.append(head)
        case .withdrawn(let numbers):
            encoder.append(UInt8(13))
            encoder.append(list: numbers.sorted { $0.key < $1.key }) { encoder, table in
                encoder.append(table.key)
                encoder.append(table.value)
            }
        case .withdrawal(let signed, let receipts):
            encoder.append(UInt8(14))
            encoder.append(signed)
            encoder.append(list: receipts) { $0.append($1) }
        }
    }

    init(from decoder: inout WireDecoder) throws(Problem) {
        switch try decoder.uint8() {
        case 0: self = .announce(try decoder.tableReferences())
        case 1: self = .offer(job: try decoder.digest())
        case 2: self = .queued(job: try decoder.digest(), place: Int(try decoder.uint32()))
        case 3:
            self = .start(
                job: try decoder.digest(), attempt: try decoder.uint32(),
                tables: try decoder.tableReferences())
        case 4: self = .drop(job: try decoder.digest(), reason: try Problem(from: &decoder))
        case 5: self = .withdraw(job: try decoder.digest(), reason: try Problem(from: &decoder))
        case 6: self = .ended(job: try decoder.digest())
        case 7: self = .certificate(try decoder.message(CommitCertificate.self, limit: 1 << 16))
        case 8:
            self = .asking(
                batches: try decoder.list(limit: 10_000) { (list) throws(Problem) in try list.batchID() })
        case 9: self = .neverCommitted(batch: try decoder.batchID())
        case 10:
            self = .selections(
                try decoder.list(limit: 100_000) { (list) throws(Problem) in
                    BegunQuery(
                        signature: try list.digest(), planText: try list.string(limit: QueryRequest.textLimit),
                        tables: try list.bytes(limit: 1 << 20), failures: try list.bool() ? [] : nil)
                })
        case 11: self = .auditHead(try decoder.message(SignedMessage.self, limit: 1 << 16))
        case 12: self = .auditWitness(try decoder.message(SignedMessage.self, limit: 1 << 16))
        case 13:
            let tables = try decoder.list(limit: 10_000) { (list) throws(Problem) in
                (try list.string(limit: 256), try list.uint64())
            }
            self = .withdrawn(Dictionary(tables, uniquingKeysWith: max))
        case 14:
            let signed = try decoder.message(SignedMessage.self, limit: Self.sizeLimit)
            self = .withdrawal(
                signed,
                receipts: try decoder.list(limit: 3) { (list) throws(Problem) in
                    try list.message(SignedMessage.self, limit: Self.sizeLimit)
                })
        default: throw Problem("malformed-message", "a control message is of an unknown kind")
        }
    }
}
