using Marten;
using Npgsql;
using Pengcheng.Chassis.Errors;
using Pengcheng.Chassis.Storage;

namespace Pengcheng.Chassis.Commands;

/// <summary>How a command that was carried out before is recognised, by the kind of its trigger.</summary>
internal static class Repetition
{
    internal sealed record Earlier(StoredAnswer? Answer, Refusal? Refusal);

    /// <summary>The cheap look before any work; the unique keys settle a race.</summary>
    public static async Task<Earlier?> Find(NpgsqlDataSource database, Trigger trigger)
    {
        switch (trigger)
        {
            case Trigger.Request request:
                await using (var command = database.CreateCommand("select request_hash, status, body, location from idempotency where client = $1 and key = $2"))
                {
                    command.Parameters.AddWithValue(request.Client);
                    command.Parameters.AddWithValue(request.Key);
                    await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
                    if (!await reader.ReadAsync(CancellationToken.None)) return null;
                    if (!reader.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(request.RequestHash))
                        return new Earlier(null, ChassisErrors.KeyReused.With(("key", request.Key)));
                    var location = await reader.IsDBNullAsync(3, CancellationToken.None) ? null : reader.GetString(3);
                    return new Earlier(new StoredAnswer(reader.GetInt32(1), reader.GetString(2), location), null);
                }

            case Trigger.Message message:
                await using (var command = database.CreateCommand("select 1 from inbox where endpoint = $1 and message_id = $2"))
                {
                    command.Parameters.AddWithValue(message.Endpoint);
                    command.Parameters.AddWithValue(message.MessageId);
                    return await command.ExecuteScalarAsync(CancellationToken.None) is null ? null : new Earlier(null, null);
                }

            case Trigger.Due due:
                await using (var command = database.CreateCommand("select 1 from deadlines where stream_id = $1 and key = $2 and generation = $3"))
                {
                    command.Parameters.AddWithValue(due.StreamId);
                    command.Parameters.AddWithValue(due.Key);
                    command.Parameters.AddWithValue(due.Generation);
                    // Gone: its work is committed, even if the connection broke before saying so.
                    return await command.ExecuteScalarAsync(CancellationToken.None) is null ? new Earlier(null, null) : null;
                }

            default:
                return null;
        }
    }

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
}
