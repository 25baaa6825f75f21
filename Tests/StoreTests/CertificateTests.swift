import Foundation
import Identity
import Primitives
import SecretSharing
import Study
import Testing
import Wire

@Suite("Statements, receipts and certificates")
struct CertificateTests {
    private let sample: Sample

    init() throws { sample = try Sample() }

    private func statement(
        table: String = "patients", owner: String = "clinic", study: Digest? = nil
    ) -> UploadStatement {
        UploadStatement(
            study: study ?? sample.study.digest, table: table, batch: BatchID(), rows: 1,
            fingerprints: [Digest(of: "0"), Digest(of: "1"), Digest(of: "2")], owner: owner, created: 1, expires: 2)
    }

    private func refusal(_ statement: UploadStatement, by keys: PartyKeys) -> String? {
        do throws(Problem) {
            _ = try VerifiedStatement(SignedMessage.sign(statement, by: keys), in: sample.study)
            return nil
        } catch {
            return error.code
        }
    }

    @Test("A statement holds for its owner, tables and study alone")
    func statements() throws {
        #expect(refusal(statement(), by: sample.owner) == nil)
        #expect(refusal(statement(table: "others"), by: sample.owner) == "bad-upload")
        #expect(refusal(statement(owner: "munich"), by: sample.owner) == "bad-upload")
        #expect(refusal(statement(study: Digest(of: "another study")), by: sample.owner) == "bad-upload")
        #expect(refusal(statement(), by: sample.nodes[0]) == "bad-upload")
        let impostor = try PartyKeys.create(name: "clinic", now: Date(timeIntervalSince1970: 1_700_000_000))
        #expect(refusal(statement(), by: impostor) == "bad-upload")
    }

    @Test("Messages are read as they were written, and no other way")
    func codecs() throws {
        let statement = statement()
        #expect(try UploadStatement(wireBytes: statement.wireBytes) == statement)
        let receipt = PrepareReceipt(node: "rome", statement: statement.digest, prepared: 5)
        #expect(try PrepareReceipt(wireBytes: receipt.wireBytes) == receipt)
        let signed = SignedMessage.sign(statement, by: sample.owner)
        let certificate = CommitCertificate(
            statement: signed, receipts: Role.allCases.map { sample.receipt($0, for: statement.digest) })
        #expect(try CommitCertificate(wireBytes: certificate.wireBytes) == certificate)
        for message in [statement.wireBytes, receipt.wireBytes, certificate.wireBytes] {
            #expect(throws: Problem.self) { try UploadStatement(wireBytes: message.dropLast()) }
            #expect(throws: Problem.self) { try PrepareReceipt(wireBytes: message + [0]) }
            #expect(throws: Problem.self) { try CommitCertificate(wireBytes: message.dropLast()) }
        }
        let badRows = UploadStatement(
            study: statement.study, table: "t", batch: statement.batch, rows: 0, fingerprints: statement.fingerprints,
            owner: "clinic", created: 1, expires: 2)
        #expect(throws: Problem.self) { try UploadStatement(wireBytes: badRows.wireBytes) }
        #expect(BatchID(hex: statement.batch.hex) == statement.batch)
        #expect(BatchID(hex: "12") == nil && BatchID(hex: String(repeating: "g", count: 32)) == nil)
    }

    @Test("A certificate needs the receipts of all three nodes, each for this statement")
    func certificates() throws {
        let upload = try sample.upload()
        let other = try sample.upload(seed: 2)
        let digest = upload.statement.digest
        let good = Role.allCases.map { sample.receipt($0, for: digest) }
        func refusal(_ receipts: [SignedMessage]) -> (String?, String?) {
            do throws(Problem) {
                let certificate = CommitCertificate(statement: upload.statement.signed, receipts: receipts)
                _ = try VerifiedCertificate(certificate, in: sample.study)
                return (nil, nil)
            } catch {
                return (error.code, error.what)
            }
        }
        #expect(refusal(good).0 == nil)
        #expect(refusal([]).1 == "the upload has no receipt of munich and rome and vienna")
        #expect(refusal([good[0], good[1]]).1 == "the upload has no receipt of vienna")
        #expect(refusal([good[0], good[0], good[2]]).1 == "the receipt of node rome is not signed by it")
        #expect(refusal([good[1], good[0], good[2]]).0 == "bad-certificate")
        let wrong = sample.receipt(.third, for: other.statement.digest)
        #expect(refusal([good[0], good[1], wrong]).1 == "the receipt of node vienna is for another upload")
        let foreign = SignedMessage.sign(
            PrepareReceipt(node: "rome", statement: digest, prepared: 1), by: sample.nodes[2])
        #expect(refusal([good[0], foreign, good[2]]).1 == "the receipt of node rome is not signed by it")
        let misnamed = SignedMessage.sign(
            PrepareReceipt(node: "munich", statement: digest, prepared: 1), by: sample.nodes[1])
        #expect(refusal([good[0], misnamed, good[2]]).1 == "the receipt of node rome is for another upload")
    }
}
