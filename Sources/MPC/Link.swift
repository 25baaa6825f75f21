/// One of the two other parties, as seen from here.
public enum Neighbour: String, Hashable, Sendable, CaseIterable {
    case left
    case right
}

/// The way to both neighbours during one job: ordered, authenticated, private.
///
/// Each message carries the tag of the step that it belongs to. A receiver states the tag and the length that it
/// expects; a message with another tag or length is an error and ends the job. Calls come from the one thread that
/// runs the job.
public protocol Link: AnyObject {
    /// Hands over a message for delivery; never waits for the receiver to take it.
    func send(_ payload: UnsafeRawBufferPointer, tag: UInt64, to neighbour: Neighbour) throws(LinkError)
    /// Waits for the next whole message from a neighbour; its tag and length must be as given.
    func receive(into payload: UnsafeMutableRawBufferPointer, tag: UInt64, from neighbour: Neighbour) throws(LinkError)
    /// The neighbour's name, for errors.
    func describe(_ neighbour: Neighbour) -> String
}

/// Why a message did not arrive as expected. Holds no data of the message.
public enum LinkError: Error, Hashable, Sendable {
    /// The connection to the node ended.
    case lost(node: String)
    /// Nothing came from the node in time.
    case timedOut(node: String)
    /// The job was cancelled here.
    case cancelled
    /// The node sent a message of another step.
    case outOfStep(node: String, expected: UInt64, got: UInt64)
    /// The node sent a message of another length, in bytes.
    case wrongLength(node: String, expected: Int, got: Int)
}
