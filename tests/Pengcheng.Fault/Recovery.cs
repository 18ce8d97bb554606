using Pengcheng.Demo;
using Pengcheng.Fault.Load;
using Pengcheng.Fault.Strikes;
using Pengcheng.Fault.Verdict;
using Pengcheng.Local.Hosting;

namespace Pengcheng.Fault;

/// <summary>How the platform came to rest.</summary>
/// <param name="ReadyAfter">From the last fault's end until every process was ready.</param>
/// <param name="SettledAfter">From then until nothing was left to do.</param>
/// <param name="Moves">How the clock was moved on for what waits for a later hour or day.</param>
/// <param name="Settled">Whether there was nothing left to do in the end.</param>
internal sealed record Recovered(TimeSpan ReadyAfter, TimeSpan SettledAfter, IReadOnlyList<string> Moves, bool Settled);

/// <summary>
/// Everything is healed, and the platform gets time to finish. Nobody helps it: no command is retried by hand, no message
/// replayed. Banks send again what they lost, and once nothing is due the clock moves on, since some things wait for tomorrow.
/// </summary>
internal sealed class Recovery(Site site, Door door, Striker striker, Traffic traffic, Gathering gathering, Action<string> say)
{
    private const int MostMoves = 8;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2), TellEvery = TimeSpan.FromSeconds(10), ReadyWithin = TimeSpan.FromMinutes(3), SettledWithin = TimeSpan.FromMinutes(12);

    // Nothing is due and nothing moves: time may go on. Something is due and nothing moves: a dead replica's claims last a minute.
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10), Stuck = TimeSpan.FromSeconds(100);

    private sealed record Standing(int Running, int Open, int Left, long Waiting, int Pending, int Dropped)
    {
        public bool IsIdle => Left == 0 && Waiting == 0 && Pending == 0;

        public override string ToString() => $"{Running} plays going on, {Open} deals open, {Left} due, {Waiting} messages waiting, {Pending} advices on their way";
    }

    /// <summary>Heals, waits, and says how it went.</summary>
    public async Task<Recovered> Run(CancellationToken stop)
    {
        var begun = TimeProvider.System.GetTimestamp();
        await striker.Heal();
        await UntilReady(begun, stop);
        var (ready, moves) = (TimeProvider.System.GetElapsedTime(begun), new List<string>());
        var (last, changed, told) = (default(Standing), TimeProvider.System.GetTimestamp(), TimeSpan.Zero);
        while (true)
        {
            var now = await Stand();
            if (now != last) (last, changed) = (now, TimeProvider.System.GetTimestamp());
            var (since, quiet) = (TimeProvider.System.GetElapsedTime(begun), TimeProvider.System.GetElapsedTime(changed));
            if (since - told > TellEvery)
            {
                say($"{since - ready:mm\\:ss} {now}");
                told = since;
            }

            if (now.Dropped > 0) await ResendDropped();
            if (now is { Running: 0, Open: 0, IsIdle: true }) return new Recovered(ready, since - ready, moves, Settled: true);
            if (since - ready > SettledWithin || (moves.Count == MostMoves && quiet > Idle)) return new Recovered(ready, since - ready, moves, now.IsIdle);
            if (quiet > (now.IsIdle ? Idle : Stuck) && moves.Count < MostMoves)
            {
                moves.Add(await MoveOn(moves.Count));
                changed = TimeProvider.System.GetTimestamp();
                say($"{since - ready:mm\\:ss} nothing is due any more; the clock moves on: {moves[^1]}");
            }

            await Task.Delay(Look, stop);
        }
    }

    private async Task UntilReady(long begun, CancellationToken stop)
    {
        foreach (var (name, url) in site.Listeners)
        {
            while (!await Health.IsReadyAsync(url, stop))
            {
                if (TimeProvider.System.GetElapsedTime(begun) > ReadyWithin) throw new InvalidOperationException($"{name} is not ready {ReadyWithin.TotalMinutes} minutes after the last fault. Its log: {site.Logs}");
                await Task.Delay(500, stop);
            }
        }

        say("everything is ready again");
    }

    private async Task<Standing> Stand()
    {
        await using var escrow = await site.Database("escrow");
        await using var open = new Npgsql.NpgsqlCommand("select count(*) from escrow.deals where status <> all($1)", escrow) { Parameters = { new() { Value = Deals.Ends } } };
        await using var sandbox = await site.Database("sandbox");
        await using var pending = new Npgsql.NpgsqlCommand("select count(*) from deliveries where status = 'pending'", sandbox);
        await using var dropped = new Npgsql.NpgsqlCommand("select count(*) from deliveries where status = 'dropped'", sandbox);
        return new Standing(traffic.Running, Convert.ToInt32(await open.ExecuteScalarAsync(), null), (await gathering.StillToDo()).Count,
            (await Queues.NotEmpty(site)).Sum(queue => queue.Messages), Convert.ToInt32(await pending.ExecuteScalarAsync(), null), Convert.ToInt32(await dropped.ExecuteScalarAsync(), null));
    }

    private async Task ResendDropped()
    {
        foreach (var delivery in (await door.Sandbox(HttpMethod.Get, "/sandbox/deliveries?status=dropped")).GetProperty("deliveries").EnumerateArray())
            await door.Sandbox(HttpMethod.Post, $"/sandbox/deliveries/{delivery.GetProperty("id").GetInt64()}/resend");
    }

    // An hour, for what was refused for a passing reason; then days, for what a bank is sure of only tomorrow.
    private async Task<string> MoveOn(int move)
    {
        if (move % 2 == 0)
        {
            await SandboxClock.Minutes(door, 61);
            await SandboxClock.OpenOffices(door);
            return "an hour";
        }

        await SandboxClock.WorkingDays(door, 1);
        await SandboxClock.OpenOffices(door);
        return "a working day";
    }
}
