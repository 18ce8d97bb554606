namespace Pengcheng.Chassis.Commands;

/// <summary>
/// What set a command off. It decides how a repetition is recognised: an HTTP request by its Idempotency-Key,
/// a message by its id, a deadline by its generation. The record of it is part of the command's own commit. Only what nobody repeats has none.
/// </summary>
public abstract record Trigger
{
    private Trigger(string actor) => Actor = actor;

    /// <summary>Who acts, as stored with each event: <c>bank:102584002008</c>, <c>citizen:…</c>, <c>clock</c>, a service's name.</summary>
    public string Actor { get; }

    /// <summary>An HTTP request by a client; the key is the client's own.</summary>
    /// <param name="Actor">Who acts.</param>
    /// <param name="Client">The OAuth client, subject and organisation that the key belongs to.</param>
    /// <param name="Key">The Idempotency-Key header.</param>
    /// <param name="RequestHash">SHA-256 over method, path and body: another request under the same key is refused.</param>
    public sealed record Request(string Actor, string Client, string Key, byte[] RequestHash) : Trigger(Actor);

    /// <summary>A message from another service or partner.</summary>
    /// <param name="Actor">Who acts.</param>
    /// <param name="Endpoint">The queue or source that the id is unique in.</param>
    /// <param name="MessageId">The message's id, the same in each delivery.</param>
    public sealed record Message(string Actor, string Endpoint, Guid MessageId) : Trigger(Actor);

    /// <summary>
    /// The service's own doing, or a caller's whose repetition the decision recognises by itself. Nothing is looked up and nothing is recorded;
    /// where a commit is cut off without an answer, the decision is asked again on the state that it has left.
    /// </summary>
    /// <param name="Actor">Who acts.</param>
    public sealed record Own(string Actor) : Trigger(Actor);

    /// <summary>
    /// A caller's command that nobody may trace to him: his trace is neither stored with what it does nor led on from there. Its repetition is
    /// recognised as that of <see cref="Own"/>, by the decision alone.
    /// </summary>
    public sealed record Anonymous() : Trigger("anonymous");

    /// <summary>A durable deadline that has fallen due.</summary>
    /// <param name="StreamId">Whose deadline.</param>
    /// <param name="Key">Its key in the stream.</param>
    /// <param name="Generation">Which setting of the deadline: a later one is not touched.</param>
    /// <param name="Attempt">1 at the first try. From 2 on an earlier try may have done its work and died before saying so.</param>
    public sealed record Due(Guid StreamId, string Key, Guid Generation, int Attempt) : Trigger("clock")
    {
        /// <summary>Whether a commit has removed the deadline: nobody has to look for it again.</summary>
        internal bool IsRemoved { get; private set; }

        /// <summary>Called when a command under this trigger is committed.</summary>
        internal void Removed() => IsRemoved = true;
    }
}
