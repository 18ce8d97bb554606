using Npgsql;

namespace Pengcheng.Sandbox.Deliveries;

/// <summary>The pending deliveries as <see cref="DeliveryWorker"/> takes them and puts them back.</summary>
public sealed class PendingDeliveries(NpgsqlDataSource database, Bell<DeliveryWorker> bell, Outgoing outgoing, TimeProvider time)
{
    /// <summary>Claims the oldest that is due and whose forerunner has ended; or null. The claim runs out by itself.</summary>
    public async Task<Delivery?> ClaimOne(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.Sql($"""
            update deliveries set attempts = attempts + 1, next_attempt = now() + interval '2 minutes'
            where id = (
                select id from deliveries due where status = 'pending' and next_attempt <= now()
                and not exists (select 1 from deliveries first where first.id = due.after and first.status = 'pending')
                order by next_attempt, id limit 1 for update skip locked)
            returning {Delivery.Columns}
            """).Row(Delivery.Read, stop);
    }

    /// <summary>It found no taker: once more after a pause.</summary>
    public async Task TryAgain(Delivery delivery, Answer answer, TimeSpan pause)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.Sql("update deliveries set next_attempt = now() + @pause, last_status = @status, last_answer = @answer where id = @id")
            .With("pause", pause).With("status", answer.Status).With("answer", answer.Text).With("id", delivery.Id).Run();
        _ = RingAfter(pause);
    }

    /// <summary>A fault holds it back; with <paramref name="letOthersPass"/> those that were to come after it go first.</summary>
    public async Task HoldBack(Delivery delivery, TimeSpan pause, bool letOthersPass)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.Sql("update deliveries set next_attempt = now() + @pause, fault_met = true where id = @id").With("pause", pause).With("id", delivery.Id).Run();
        if (letOthersPass) await connection.Sql("update deliveries set after = null where after = @id").With("id", delivery.Id).Run();
        bell.Ring();
        _ = RingAfter(pause);
    }

    /// <summary>It has come to its end.</summary>
    public async Task End(Delivery delivery, string end, Answer answer)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.Sql("update deliveries set status = @end, last_status = @status, last_answer = @answer where id = @id")
            .With("end", end).With("status", answer.Status).With("answer", answer.Text).With("id", delivery.Id).Run();
        outgoing.Ended(delivery.Id);
    }

    private async Task RingAfter(TimeSpan pause)
    {
        await Task.Delay(pause, time);
        bell.Ring();
    }
}
