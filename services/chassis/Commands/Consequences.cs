using Marten;
using Pengcheng.Chassis.Deadlines;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Chassis.Messaging;

namespace Pengcheng.Chassis.Commands;

/// <summary>Turns effects into rows of the same commit.</summary>
internal sealed class Consequences(IDocumentOperations session, Guid streamId, DueCommandTypes dueCommands)
{
    /// <summary>What is to be handed to the dispatcher after the commit.</summary>
    public List<OutboxRow> Published { get; } = [];

    /// <summary>The natural keys that the commit needs to be free.</summary>
    public List<Effect.Claim> Claims { get; } = [];

    /// <summary>Whether something was scheduled that is due already.</summary>
    public bool DueNow { get; private set; }

    /// <summary>Queues the effects of one event.</summary>
    public void Queue(Guid eventId, IEnumerable<Effect> effects, DateTimeOffset now)
    {
        var messageId = eventId;
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case Effect.Publish publish:
                    var row = OutboxRow.For(messageId, publish.Message);
                    row.Queue(session);
                    Published.Add(row);
                    // The first message of an event carries the event's id; further ones need their own.
                    messageId = DerivedId.Next(messageId);
                    break;
                case Effect.Schedule schedule:
                    DeadlineRows.Set(session, streamId, schedule, dueCommands);
                    DueNow |= schedule.Due <= now;
                    break;
                case Effect.Cancel cancel:
                    DeadlineRows.Remove(session, streamId, cancel.Key);
                    break;
                case Effect.Claim claim:
                    Claims.Add(claim);
                    session.QueueSqlCommand(
                        "insert into natural_keys (kind, value, stream_id) select ?, ?, ? where not exists (select 1 from natural_keys where kind = ? and value = ? and stream_id = ?)",
                        claim.Kind, claim.Value, streamId, claim.Kind, claim.Value, streamId);
                    break;
                case Effect.Release release:
                    session.QueueSqlCommand("delete from natural_keys where kind = ? and value = ? and stream_id = ?", release.Kind, release.Value, streamId);
                    break;
            }
        }
    }
}
