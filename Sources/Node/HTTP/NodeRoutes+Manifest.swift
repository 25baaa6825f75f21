import Hummingbird
import Identity
import Messages
import Primitives
import Study
import Wire

/// The paths of a study's life. They name the study by the digest of its version 1, so that parties with any version can ask.
extension NodeRoutes {
    /// Adds them.
    func addManifest(to router: Router<BasicRequestContext>) {
        let manifest = router.group("v1/manifests/:study")
        manifest.get("status") { request, context in
            try await about(request, context) { service, _ throws(Problem) in service.desk.report.wireBytes }
        }
        manifest.get("requests") { request, context in
            try await about(request, context) { service, access throws(Problem) in
                try service.requireDecider(access)
                return ApprovalListing(service.authority.current.requests).wireBytes
            }
        }
        manifest.post("acts") { request, context in
            try await respond { () throws(Problem) in
                let service = try node.service(identity: try studyDigest(context))
                let bytes = try await body(request, limit: StudyAct.sizeLimit)
                let verified = try service.desk.verify(try SignedMessage(wireBytes: bytes))
                try service.perform(verified)
                return try await node.refresh(service).desk.report.wireBytes
            }
        }
    }

    private func about(
        _ request: Request, _ context: BasicRequestContext,
        _ handler: (StudyService, SignedAccess) throws(Problem) -> [UInt8]
    ) async throws -> Response {
        try await respond { () throws(Problem) in
            let digest = try studyDigest(context)
            let service = try node.service(identity: digest)
            return try handler(service, try access(service, digest, request, []))
        }
    }
}
