using System.Data.Common;
using Marten;
using Pengcheng.Chassis.Errors;
using Pengcheng.Chassis.Storage;

namespace Pengcheng.Chassis.Commands;

/// <summary>How a command that was carried out before is recognised, by the kind of its trigger.</summary>
internal static class Repetition
{
    internal sealed record Earlier(StoredAnswer? Answer, Refusal? Refusal);

    /// <summary>What two commands of the same trigger have in common.</summary>
    public static object KeyOf(Trigger trigger) => trigger switch
    {
        Trigger.Request request => (request.Client, request.Key),
        Trigger.Message message => (message.Endpoint, message.MessageId),
        Trigger.Due due => (due.StreamId, due.Key, due.Generation),
        Trigger.Own or Trigger.Anonymous => new object(),
        _ => throw new ArgumentOutOfRangeException(nameof(trigger), trigger, "An unknown kind of trigger."),
    };

    /// <summary>The cheap look before any work, if there is anything to look for; the unique keys settle a race.</summary>
    public static Row<Earlier>? Find(Trigger trigger) => trigger switch
    {
        Trigger.Request request => new("select request_hash, status, body, location from idempotency where client = ? and key = ?",
            row => EarlierRequest(row, request), request.Client, request.Key),
        Trigger.Message message => new("select 1 from inbox where endpoint = ? and message_id = ?",
            _ => new Earlier(null, null), message.Endpoint, message.MessageId),
        // Gone: its work is committed, even if the connection broke before saying so.
        Trigger.Due due => new("select 1 where not exists (select 1 from deadlines where stream_id = ? and key = ? and generation = ?)",
            _ => new Earlier(null, null), due.StreamId, due.Key, due.Generation),
        Trigger.Own or Trigger.Anonymous => null,
        _ => throw new ArgumentOutOfRangeException(nameof(trigger), trigger, "An unknown kind of trigger."),
    };

    /// <summary>Queues the record that makes a repetition recognisable.</summary>
    public static void Record(IDocumentOperations session, Trigger trigger)
    {
        switch (trigger)
        {
            case Trigger.Message message:
                session.QueueSqlCommand("insert into inbox (endpoint, message_id) values (?, ?)", message.Endpoint, message.MessageId);
                break;
            case Trigger.Due due:
                session.QueueSqlCommand("delete from deadlines where stream_id = ? and key = ? and generation = ?", due.StreamId, due.Key, due.Generation);
                break;
        }
    }

    /// <summary>Queues the answer to keep under the request's key.</summary>
    public static void Keep(IDocumentOperations session, Trigger.Request request, StoredAnswer answer) =>
        session.QueueSqlCommand(
            "insert into idempotency (client, key, request_hash, status, body, location) values (?, ?, ?, ?, ?, ?)",
            request.Client, request.Key, request.RequestHash, answer.Status, answer.Body, (object?)answer.Location ?? DBNull.Value);

    /// <summary>Whether a commit failed because the same trigger was recorded by another at the same time.</summary>
    public static bool IsRepeated(Exception failure, Trigger trigger) => PostgresFault.ViolatedKey(failure) switch
    {
        Tables.InboxKey => trigger is Trigger.Message,
        Tables.IdempotencyKey => trigger is Trigger.Request,
        _ => false,
    };

    private static Earlier EarlierRequest(DbDataReader row, Trigger.Request request) =>
        row.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(request.RequestHash)
            ? new Earlier(new StoredAnswer(row.GetInt32(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3)), null)
            : new Earlier(null, ChassisErrors.KeyReused.With(("key", request.Key)));
}
