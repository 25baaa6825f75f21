import Foundation
import Identity
import Primitives
import Testing
import Wire

@testable import Study

@Suite("Handles of rows, and withdrawals")
struct RowTests {
    @Test("An identifier opens with its handle and key alone, and all are equally long")
    func identifiers() throws {
        let (handle, key) = (RowHandle(), SecureRandom.bytes(32))
        for text in ["", "4711", String(repeating: "ä", count: 23)] {
            let sealed = try SealedIdentifier.seal(text, of: handle, key: key)
            #expect(sealed.count == SealedIdentifier.byteCount)
            #expect(SealedIdentifier.open(sealed, of: handle, key: key) == text)
            #expect(SealedIdentifier.open(sealed, of: RowHandle(), key: key) == nil)
            #expect(SealedIdentifier.open(sealed, of: handle, key: SecureRandom.bytes(32)) == nil)
        }
        #expect(throws: Problem.self) {
            try SealedIdentifier.seal(String(repeating: "x", count: 48), of: handle, key: key)
        }
    }

    @Test("Rows are found by their handles, and removed")
    func rows() throws {
        let handles = RowHandle.draw(5)
        #expect(Set(handles).count == 5 && RowHandle(hex: handles[0].hex) == handles[0])
        let rows = TableRows(
            handles: handles.flatMap(\.bytes), key: [1],
            identifiers: (0..<5).flatMap { [UInt8](repeating: $0, count: SealedIdentifier.byteCount) })
        try rows.check(rows: 5)
        #expect(rows.places(of: [handles[3], handles[1], RowHandle()]) == [1, 3])
        let rest = rows.removing([1, 3])
        #expect(rest.count == 3 && rest.handle(at: 1) == handles[2])
        #expect(rest.identifiers[SealedIdentifier.byteCount] == 2)
        #expect(try TableRows(wireBytes: rows.wireBytes) == rows)
        #expect(throws: Problem.self) { try rows.check(rows: 4) }
        let double = TableRows(handles: handles[0].bytes + handles[0].bytes)
        #expect(throws: Problem.self) { try double.check(rows: 2) }
    }

    @Test("Messages are read as they were written; a statement of format 1 has no handles")
    func codecs() throws {
        let withdrawal = Withdrawal(
            study: Digest(of: "s"), table: "t", number: 3, owner: "o", issued: 9,
            items: [.init(batch: BatchID(), handle: RowHandle()), .init(batch: BatchID(), handle: nil)])
        #expect(try Withdrawal(wireBytes: withdrawal.wireBytes) == withdrawal)
        let receipt = WithdrawalReceipt(
            node: "n", withdrawal: Digest(of: "w"), instant: 4,
            revisions: [
                .init(batch: BatchID(), rows: 2, fingerprints: [Digest(of: "a"), Digest(of: "b")]),
                .init(batch: BatchID(), rows: 0, fingerprints: []),
            ], backups: [1, 2])
        #expect(try WithdrawalReceipt(wireBytes: receipt.wireBytes) == receipt)
        let consent = RebuildConsent(study: Digest(of: "s"), node: "n", instant: 1, count: 2, last: Digest(of: "l"))
        #expect(try RebuildConsent(wireBytes: consent.wireBytes) == consent)

        let digests = [Digest(of: "0"), Digest(of: "1"), Digest(of: "2")]
        func statement(handles: Digest?) -> UploadStatement {
            UploadStatement(
                study: Digest(of: "s"), table: "t", batch: BatchID(), rows: 2, fingerprints: digests, owner: "o",
                created: 1, expires: 2, handles: handles)
        }
        let new = statement(handles: Digest(of: "h"))
        #expect(try UploadStatement(wireBytes: new.wireBytes) == new)
        // Format 1 ended with the expiry.
        let plain = statement(handles: nil)
        var bytes = Array(plain.wireBytes.dropLast())
        bytes[4 + UploadStatement.tag.utf8.count] = 1
        #expect(try UploadStatement(wireBytes: bytes) == plain)
    }
}
