import Hummingbird
import Identity
import Messages
import Primitives
import Store
import Study
import Wire

extension NodeRoutes {
    /// The paths of what a node keeps about its work: the audit, withdrawals, handles of rows.
    func addRecords(to study: RouterGroup<BasicRequestContext>) {
        study.get("audit") { request, context in
            try await answer(request, context) { service, access, _ throws(Problem) in
                try service.requireMember(access)
                let first = request.uri.queryParameters.get("from").flatMap { UInt64($0) } ?? 0
                return AuditPage(entries: try service.audit.entries(from: first, limit: AuditPage.entryLimit)).wireBytes
            }
        }
        study.post("withdrawals") { request, context in
            try await respond { () throws(Problem) in
                let service = try service(context)
                let signed = try SignedMessage(wireBytes: try await body(request, limit: Self.messageLimit))
                return try service.withdrawals.take(signed).wireBytes
            }
        }
        addRebuild(to: study)
        study.get("tables/:table/versions") { request, context in
            try await answer(request, context) { service, access, _ throws(Problem) in
                try service.rows.listing(of: context.parameters.get("table") ?? "", for: access.signer).wireBytes
            }
        }
        study.get("rows/:batch") { request, context in
            try await answer(request, context) { service, access, _ throws(Problem) in
                try service.rows.rows(of: try batch(context), for: access.signer).wireBytes
            }
        }
        study.get("withdrawals/:withdrawal") { request, context in
            try await answer(request, context) { service, access, _ throws(Problem) in
                try service.requireMember(access)
                guard let digest = context.parameters.get("withdrawal").flatMap({ Digest(hex: $0) }) else {
                    throw Problem("bad-request", "the path holds no withdrawal")
                }
                return try service.withdrawals.state(of: digest).wireBytes
            }
        }
    }
}

extension NodeRoutes {
    /// The paths from which another node is rebuilt.
    private func addRebuild(to study: RouterGroup<BasicRequestContext>) {
        study.get("rebuild/listing") { request, context in
            try await answer(request, context, by: .nodes) { service, access, _ throws(Problem) in
                try service.rebuild.listing(for: try service.rebuild.peer(access.signer)).wireBytes
            }
        }
        study.get("rebuild/rows/:batch") { request, context in
            try await answer(request, context, by: .nodes) { service, access, _ throws(Problem) in
                _ = try service.rebuild.peer(access.signer)
                guard let rows = try service.store.rows(of: try batch(context)) else {
                    throw Problem("bad-request", "the version has no handles")
                }
                return rows.wireBytes
            }
        }
        study.get("rebuild/components/:batch/:chunk") { request, context in
            try await answer(request, context, by: .nodes) { service, access, _ throws(Problem) in
                let peer = try service.rebuild.peer(access.signer)
                guard let chunk = context.parameters.get("chunk").flatMap({ Int($0) }), chunk >= 0 else {
                    throw Problem("bad-request", "the path holds no chunk")
                }
                return try service.rebuild.page(try batch(context), chunk: chunk, for: peer).wireBytes
            }
        }
    }

    private func batch(_ context: BasicRequestContext) throws(Problem) -> BatchID {
        guard let batch = context.parameters.get("batch").flatMap({ BatchID(hex: $0) }) else {
            throw Problem("bad-request", "the path holds no version")
        }
        return batch
    }
}
