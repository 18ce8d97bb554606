using System.Collections.Concurrent;
using Npgsql;

namespace Pengcheng.Sandbox.Deliveries;

/// <summary>What the partners have to send: rows written with the books in one transaction, sent by <see cref="DeliveryWorker"/> until taken.</summary>
public sealed class Outgoing(NpgsqlDataSource database, Bell<DeliveryWorker> bell, TimeProvider time)
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _awaited = new();

    /// <summary>Writes a delivery in the caller's transaction; ring the bell after the commit. With <paramref name="after"/> it waits for that one.</summary>
    public static Task<long> Write(
        NpgsqlConnection connection, string key, string channel, string sender, string target, string subject, string body,
        DeliveryOptions? options = null, long? after = null)
        => connection.Sql("""
            insert into deliveries (key, channel, sender, target, subject, body, options, after)
            values (@key, @channel, @sender, @target, @subject, @body, @options::jsonb, @after) returning id
            """)
            .With("key", key).With("channel", channel).With("sender", sender).With("target", target).With("subject", subject).With("body", body)
            .With("options", Json.Write(options ?? new DeliveryOptions())).With("after", after).Value<long>();

    /// <summary>Waits until all of these are delivered, stopped or dropped, or the time is up; then says how they stand.</summary>
    public async Task<List<Delivery>> WaitFor(IReadOnlyCollection<long> ids, TimeSpan atMost, CancellationToken stop)
    {
        var ends = ids.ToDictionary(id => id, id => _awaited.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task);
        try
        {
            bell.Ring();
            var open = (await Find(ids)).Where(delivery => delivery.Status == "pending").Select(delivery => ends[delivery.Id]);
            await Task.WhenAny(Task.WhenAll(open), Task.Delay(atMost, time, stop));
            return await Find(ids);
        }
        finally
        {
            foreach (var id in ids) _awaited.TryRemove(id, out _);
        }
    }

    /// <summary>A delivery has come to its end: whoever waits for it goes on, and so does the one that comes after it.</summary>
    public void Ended(long id)
    {
        if (_awaited.TryGetValue(id, out var end)) end.TrySetResult();
        bell.Ring();
    }

    /// <summary>Lets go at once what faults and retries hold back.</summary>
    public async Task Release()
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.Sql("update deliveries set next_attempt = now() where status = 'pending'").Run();
        bell.Ring();
    }

    /// <summary>Sends once more what was delivered, stopped or dropped.</summary>
    public async Task<bool> Resend(long id)
    {
        await using var connection = await database.OpenConnectionAsync();
        var found = await connection.Sql("update deliveries set status = 'pending', next_attempt = now(), fault_met = true where id = @id").With("id", id).Run();
        bell.Ring();
        return found == 1;
    }

    /// <summary>The latest deliveries of a state, or about a subject.</summary>
    public async Task<List<Delivery>> Latest(string? status, string? subject)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.Sql($"""
            select {Delivery.Columns} from deliveries
            where (@status::text is null or status = @status) and (@subject::text is null or position(@subject in subject) > 0)
            order by id desc limit 200
            """).With("status", status).With("subject", subject).Rows(Delivery.Read);
    }

    private async Task<List<Delivery>> Find(IReadOnlyCollection<long> ids)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.Sql($"select {Delivery.Columns} from deliveries where id = any(@ids) order by id").With("ids", ids.ToArray()).Rows(Delivery.Read);
    }
}
