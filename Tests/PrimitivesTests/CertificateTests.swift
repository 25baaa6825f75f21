import COpenSSL
import Foundation
import Primitives
import Testing

@Suite struct CertificateTests {
    private let start = Date(timeIntervalSince1970: 1_700_000_000)

    private func make(_ names: [String] = ["munich"]) throws -> TLSKeyPair {
        try TLSKeyPair.selfSigned(
            commonName: "munich", dnsNames: names, validFrom: start, validUntil: start.addingTimeInterval(86400))
    }

    private func parse(_ pair: TLSKeyPair) throws -> OpaquePointer {
        try pair.certificateDER.withUnsafeBufferPointer { buffer in
            var start = buffer.baseAddress
            return try #require(d2i_X509(nil, &start, buffer.count))
        }
    }

    @Test func signsItselfAndFitsItsKey() throws {
        let pair = try make()
        let certificate = try parse(pair)
        defer { X509_free(certificate) }
        #expect(X509_verify(certificate, X509_get0_pubkey(certificate)) == 1)
        #expect(X509_check_ca(certificate) == 1)
        let key = try pair.privateKeyDER.withUnsafeBufferPointer { buffer in
            var start = buffer.baseAddress
            return try #require(d2i_AutoPrivateKey(nil, &start, buffer.count))
        }
        defer { EVP_PKEY_free(key) }
        #expect(X509_check_private_key(certificate, key) == 1)
    }

    @Test func namesAreFoundAndOthersAreNot() throws {
        let certificate = try parse(make(["munich", "a_b.example.org", "127.0.0.1", "::1"]))
        defer { X509_free(certificate) }
        #expect(X509_check_host(certificate, "munich", 0, 0, nil) == 1)
        #expect(X509_check_host(certificate, "a_b.example.org", 0, 0, nil) == 1)
        #expect(X509_check_ip_asc(certificate, "127.0.0.1", 0) == 1)
        #expect(X509_check_ip_asc(certificate, "::1", 0) == 1)
        #expect(X509_check_host(certificate, "rome", 0, 0, nil) == 0)
    }

    @Test func pinIsTheDigestAndKeysDiffer() throws {
        let pair = try make()
        #expect(pair.pin == Digest(of: pair.certificateDER))
        #expect(try make().pin != pair.pin)
        #expect("\(pair)".contains(pair.pin.hex))
        var text = ""
        dump(pair, to: &text)
        #expect(!text.contains("privateKeyDER"))
    }

    @Test func namesThatWouldAddEntriesAreRefused() {
        #expect(throws: PrimitiveError.self) { try make(["a,DNS:b"]) }
        #expect(throws: PrimitiveError.self) { try make([""]) }
        #expect(throws: PrimitiveError.self) {
            try TLSKeyPair.selfSigned(commonName: "", dnsNames: [], validFrom: start, validUntil: start + 1)
        }
        #expect(throws: PrimitiveError.self) {
            try TLSKeyPair.selfSigned(commonName: "x", dnsNames: [], validFrom: start, validUntil: start)
        }
    }
}
