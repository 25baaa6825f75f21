import Messages
import SecretSharing
import Transport
import Wire

/// What a change of the board leads to, outside its lock.
extension JobBoard {
    enum Effect {
        case send(ControlMessage, Role)
        case run(Job, UInt32, [TableReference])
        case cancel(Job, Problem)
        case answer(CheckedContinuation<JobStatus, Never>, JobStatus)
        case dropped(Job, JobStatus)
    }
    typealias Effects = [Effect]

    func perform(_ effects: Effects) {
        for effect in effects {
            switch effect {
            case .send(let message, let peer): surroundings.send(message, peer)
            case .run(let job, let attempt, let tables): surroundings.run(job, attempt, tables)
            case .cancel(let job, let reason): job.cancellation.cancel(reason: reason)
            case .answer(let continuation, let status): continuation.resume(returning: status)
            case .dropped(let job, let status): surroundings.dropped(job, status)
            }
        }
    }
}
