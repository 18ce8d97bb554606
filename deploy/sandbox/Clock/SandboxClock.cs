using Npgsql;

namespace Pengcheng.Sandbox.Clock;

/// <summary>What a follower is told: the version of the offset, the offset, and the platform's time now.</summary>
public sealed record ClockReading(long Version, long OffsetSeconds, DateTimeOffset Now);

/// <summary>
/// The platform's time: real time plus an offset that only grows. It is kept in the database, so a restart does not turn time back.
/// Tokens do not live by it: they are issued and expire in real time.
/// </summary>
public sealed class SandboxClock(NpgsqlDataSource database, TimeProvider real)
{
    private sealed record State(long Version, long OffsetSeconds, TaskCompletionSource Superseded);

    private State _state = new(0, 0, NewSignal());

    /// <summary>The platform's time, in whole milliseconds: what the books keep and what JSON says are then the same.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = real.GetUtcNow().AddSeconds(_state.OffsetSeconds);
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
        }
    }

    /// <summary>What the clock shows.</summary>
    public ClockReading Read()
    {
        var state = _state;
        return new ClockReading(state.Version, state.OffsetSeconds, real.GetUtcNow().AddSeconds(state.OffsetSeconds));
    }

    /// <summary>Waits for a version above this one, or until the time is up; then reads.</summary>
    public async Task<ClockReading> ReadAfter(long version, TimeSpan atMost, CancellationToken stop)
    {
        var state = _state;
        if (state.Version > version || atMost <= TimeSpan.Zero) return Read();
        await Task.WhenAny(state.Superseded.Task, Task.Delay(atMost, real, stop));
        stop.ThrowIfCancellationRequested();
        return Read();
    }

    /// <summary>Moves the platform's time on and wakes whoever waits for it.</summary>
    public async Task<ClockReading> Advance(long seconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seconds);
        await using var connection = await database.OpenConnectionAsync();
        await connection.Sql("update clock set version = version + 1, offset_seconds = offset_seconds + @seconds").With("seconds", seconds).Run();
        await Load(CancellationToken.None);
        return Read();
    }

    /// <summary>Takes version and offset from the database.</summary>
    public async Task Load(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var (version, offset) = (await connection.Sql("select version, offset_seconds from clock")
            .Rows(row => (row.GetInt64(0), row.GetInt64(1)), stop)).Single();
        var before = Interlocked.Exchange(ref _state, new State(version, offset, NewSignal()));
        before.Superseded.TrySetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
