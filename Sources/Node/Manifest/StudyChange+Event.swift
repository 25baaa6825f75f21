import Primitives
import Study

extension StudyChange {
    /// The change as the audit keeps it.
    var event: AuditEvent {
        var details = [
            "after": after.rawValue, "before": before.rawValue, "change": transition.name, "study": study.hex,
        ]
        details["act"] = act?.hex
        switch transition {
        case .frozen(let reason), .closed(let reason): details["reason"] = reason
        case .approved(let plan): details["plan"] = plan.hex
        case .refused(let plan, let reason): (details["plan"], details["reason"]) = (plan.hex, reason)
        case .signed, .activated, .amended, .thawed, .erased, .revoked, .requested: break
        }
        return AuditEvent(.stateChanged, by: party, details)
    }
}
