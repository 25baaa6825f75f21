import MPC
public import Wire

extension TLSLink {
    /// Ends the job here for a reason of the computation, and tells both neighbours, so that neither takes the end for
    /// something else.
    ///
    /// Has no effect where the link ended by itself; it told them then. Call ``finish(reusable:)`` all the same.
    public func abandon(_ reason: Problem) {
        guard trouble == nil else { return }
        _ = end(.lost(node: ownName), telling: nil, reason)
    }
}
