import Primitives
import Testing

@Suite struct KeyTests {
    /// RFC 8032, section 7.1, test 2.
    @Test func ed25519KnownAnswer() throws {
        let seed = try #require(Hex.decode("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"))
        let key = try #require(Ed25519.PrivateKey(seed: seed))
        #expect(
            Hex.encode(key.publicKey.bytes) == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
        let signature = key.sign([0x72])
        #expect(
            Hex.encode(signature)
                == "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")
        #expect(key.publicKey.isValid(signature: signature, of: [0x72]))
    }

    @Test func changedSignaturesAreInvalid() {
        let key = Ed25519.PrivateKey()
        var signature = key.sign([1, 2, 3])
        #expect(key.publicKey.isValid(signature: signature, of: [1, 2, 3]))
        #expect(!key.publicKey.isValid(signature: signature, of: [1, 2, 4]))
        #expect(!Ed25519.PrivateKey().publicKey.isValid(signature: signature, of: [1, 2, 3]))
        #expect(!key.publicKey.isValid(signature: [], of: [1, 2, 3]))
        signature[5] ^= 1
        #expect(!key.publicKey.isValid(signature: signature, of: [1, 2, 3]))
        #expect(Ed25519.PrivateKey(seed: [1]) == nil)
        #expect(Ed25519.PublicKey(bytes: [1]) == nil)
    }

    /// RFC 7748, section 6.1.
    @Test func x25519KnownAnswer() throws {
        let seed = try #require(Hex.decode("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"))
        let other = try #require(Hex.decode("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"))
        let key = try #require(X25519.PrivateKey(seed: seed))
        let secret = try key.agreement(with: #require(X25519.PublicKey(bytes: other)))
        #expect(Hex.encode(secret) == "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742")
    }

    @Test func keysOfLowOrderAreRefused() throws {
        let zero = try #require(X25519.PublicKey(bytes: [UInt8](repeating: 0, count: 32)))
        #expect(throws: PrimitiveError.self) { try X25519.PrivateKey().agreement(with: zero) }
    }

    @Test func descriptionsHideSecrets() {
        let seed = [UInt8](repeating: 77, count: 32)
        if let signing = Ed25519.PrivateKey(seed: seed), let sealing = X25519.PrivateKey(seed: seed) {
            var text = "\(signing) \(sealing) \(String(reflecting: signing)) \(String(reflecting: sealing))"
            dump(signing, to: &text)
            dump(sealing, to: &text)
            #expect(!text.contains("77, 77"))
        } else {
            Issue.record("no keys")
        }
    }

    @Test func sealedTextOpensOnlyUnchanged() throws {
        let key = [UInt8](repeating: 3, count: 32)
        let nonce = [UInt8](repeating: 4, count: 12)
        for plain in [[], [1, 2, 3], [UInt8](repeating: 9, count: 1000)] {
            let sealed = try AESGCM.seal(plain, key: key, nonce: nonce, authenticating: [5])
            #expect(sealed.count == plain.count + 16)
            #expect(try AESGCM.open(sealed, key: key, nonce: nonce, authenticating: [5]) == plain)
            #expect(throws: PrimitiveError.self) { try AESGCM.open(sealed, key: key, nonce: nonce, authenticating: []) }
            var changed = sealed
            changed[changed.count / 2] ^= 1
            #expect(throws: PrimitiveError.self) {
                try AESGCM.open(changed, key: key, nonce: nonce, authenticating: [5])
            }
            #expect(throws: PrimitiveError.self) { try AESGCM.open([1], key: key, nonce: nonce, authenticating: [5]) }
        }
        #expect(throws: PrimitiveError.self) { try AESGCM.seal([1], key: [1], nonce: nonce, authenticating: []) }
    }

    /// NIST's test case 4 for GCM.
    @Test func gcmKnownAnswer() throws {
        let sealed = try AESGCM.seal(
            #require(
                Hex.decode(
                    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525"
                        + "b16aedf5aa0de657ba637b39")),
            key: #require(Hex.decode("feffe9928665731c6d6a8f9467308308")),
            nonce: #require(Hex.decode("cafebabefacedbaddecaf888")),
            authenticating: #require(Hex.decode("feedfacedeadbeeffeedfacedeadbeefabaddad2")))
        #expect(
            Hex.encode(sealed)
                == "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa05"
                + "1ba30b396a0aac973d58e0915bc94fbc3221a5db94fae95ae7121a47")
    }
}
