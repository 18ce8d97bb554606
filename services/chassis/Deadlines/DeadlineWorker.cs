using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pengcheng.Chassis.Commands;
using Pengcheng.Chassis.Messaging;
using Pengcheng.Contracts;

namespace Pengcheng.Chassis.Deadlines;

/// <summary>
/// Carries out what is due, on every replica:
/// <code>
/// claim (SKIP LOCKED, lease, attempt + 1, committed) ──> handler ──> its commit removes the deadline
///                                                           └─ failed: freed again, later each time
/// </code>
/// What a replica had claimed that died is freed by the others (<see cref="ReplicaPresence"/>); one that stands still keeps its
/// lease until it runs out. Then another one carries on, and the attempt number tells the handler that the first may have done its
/// work already.
/// </summary>
internal sealed class DeadlineWorker(
    IServiceScopeFactory scopes, NpgsqlDataSource database, DueCommandTypes types, DeadlineSignal signal, ReplicaPresence presence, TimeProvider clock,
    ILogger<DeadlineWorker> log)
    : BackgroundService
{
    private const int Parallel = 16;

    private const string Claim = """
        update deadlines d set attempts = d.attempts + 1, lease_until = clock_timestamp() + interval '60 seconds', claimed_by = $3
        from (select stream_id, key from deadlines
              where due_at <= $1 and lease_until < clock_timestamp() order by due_at limit $2 for update skip locked) due
        where d.stream_id = due.stream_id and d.key = due.key
        returning d.stream_id, d.key, d.generation, d.attempts, d.command, d.body::text, d.trace_parent
        """;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    private sealed record Claimed(Trigger.Due Trigger, string Command, string Body, string? TraceParent);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var slots = new SemaphoreSlim(Parallel);
        try
        {
            await presence.Held.WaitAsync(stoppingToken);
            while (true)
            {
                var free = await Reserve(slots, stoppingToken);
                var claimed = await TakeOrNone(free, stoppingToken);
                if (claimed.Count < free) slots.Release(free - claimed.Count);
                foreach (var due in claimed) _ = Carry(due, slots, stoppingToken);
                if (claimed.Count < free) await signal.Wait(Poll, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Let what has begun finish; what does not is claimed again when its lease is over.
            for (var i = 0; i < Parallel; i++) await slots.WaitAsync(TimeSpan.FromSeconds(5), CancellationToken.None);
        }
    }

    private static async Task<int> Reserve(SemaphoreSlim slots, CancellationToken stop)
    {
        await slots.WaitAsync(stop);
        var reserved = 1;
        while (reserved < Parallel && await slots.WaitAsync(0, CancellationToken.None)) reserved++;
        return reserved;
    }

    private async Task<List<Claimed>> TakeOrNone(int count, CancellationToken stop)
    {
        try
        {
            return await Take(count, stop);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            log.LogWarning(failure, "Looking for due commands failed and will be tried again");
            return [];
        }
    }

    private async Task<List<Claimed>> Take(int count, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(Claim);
        command.Parameters.AddWithValue(clock.GetUtcNow());
        command.Parameters.AddWithValue(count);
        command.Parameters.AddWithValue(presence.Number);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var claimed = new List<Claimed>();
        while (await reader.ReadAsync(cancel))
        {
            var trigger = new Trigger.Due(reader.GetGuid(0), reader.GetString(1), reader.GetGuid(2), reader.GetInt32(3));
            claimed.Add(new Claimed(trigger, reader.GetString(4), reader.GetString(5), await reader.IsDBNullAsync(6, cancel) ? null : reader.GetString(6)));
        }

        return claimed;
    }

    private async Task Carry(Claimed due, SemaphoreSlim slots, CancellationToken stop)
    {
        using var activity = Telemetry.Source.StartActivity($"due {due.Command}", ActivityKind.Internal, due.TraceParent);
        try
        {
            var type = types.TypeOf(due.Command) ?? throw new InvalidOperationException($"This version does not know the due command {due.Command}.");
            var command = JsonSerializer.Deserialize(due.Body, type, ContractJson.Events)!;
            await using var scope = scopes.CreateAsyncScope();
            await ((IDueRunner)scope.ServiceProvider.GetRequiredService(typeof(DueRunner<>).MakeGenericType(type))).Run(command, due.Trigger, stop);
            if (!due.Trigger.IsRemoved) await Finish(due.Trigger);
        }
        catch (Exception failure)
        {
            activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
            log.LogWarning(failure, "Due command {Command} of {Stream} failed at attempt {Attempt}", due.Command, due.Trigger.StreamId, due.Trigger.Attempt);
            await Free(due.Trigger, failure);
        }
        finally
        {
            slots.Release();
        }
    }

    /// <summary>For a handler that committed nothing under its trigger.</summary>
    private async Task Finish(Trigger.Due due)
    {
        await using var command = database.CreateCommand("delete from deadlines where stream_id = $1 and key = $2 and generation = $3");
        command.Parameters.AddWithValue(due.StreamId);
        command.Parameters.AddWithValue(due.Key);
        command.Parameters.AddWithValue(due.Generation);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private async Task Free(Trigger.Due due, Exception failure)
    {
        // 0.5 s, 1 s, 2 s … at most 60 s, with jitter; never given up, and visible with its error to the operator.
        var pause = Math.Min(60, 0.25 * Math.Pow(2, Math.Min(due.Attempt, 10))) * (0.75 + Random.Shared.NextDouble() / 2);
        try
        {
            await using var command = database.CreateCommand(
                "update deadlines set lease_until = clock_timestamp() + $4 * interval '1 second', last_error = $5, claimed_by = null where stream_id = $1 and key = $2 and generation = $3");
            command.Parameters.AddWithValue(due.StreamId);
            command.Parameters.AddWithValue(due.Key);
            command.Parameters.AddWithValue(due.Generation);
            command.Parameters.AddWithValue(pause);
            command.Parameters.AddWithValue(failure.Message);
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (NpgsqlException unreachable)
        {
            log.LogWarning(unreachable, "Could not free {Key} of {Stream}; its lease runs out by itself", due.Key, due.StreamId);
        }
    }
}

internal interface IDueRunner
{
    Task Run(object command, Trigger.Due due, CancellationToken cancel);
}

internal sealed class DueRunner<TCommand>(IHandle<TCommand> handler) : IDueRunner where TCommand : class
{
    public Task Run(object command, Trigger.Due due, CancellationToken cancel) => handler.Handle((TCommand)command, due, cancel);
}
