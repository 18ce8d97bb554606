using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace Pengcheng.Demo.Scenarios;

/// <summary>What a play uses: the door, its deals, and the sandbox's fault buttons, released when it is over.</summary>
/// <param name="door">The way to the platform.</param>
/// <param name="dice">Makes the casts; any if not given.</param>
/// <param name="daysMayPass">Somebody else may move the clock meanwhile.</param>
public sealed class Stage(Door door, Random? dice = null, bool daysMayPass = false)
{
    private readonly ConcurrentQueue<Deal> _deals = new();

    /// <summary>The deals of this play, in the order in which they began.</summary>
    public IReadOnlyCollection<Deal> Deals => _deals;

    /// <summary>The way to the platform.</summary>
    public Door Door => door;

    /// <summary>A new deal with a new cast.</summary>
    public Deal NewDeal()
    {
        var deal = new Deal(door, new Cast((dice ?? Random.Shared).Next()), daysMayPass);
        _deals.Enqueue(deal);
        return deal;
    }

    /// <summary>Presses a fault button.</summary>
    public Task Fault(string target, string kind, string? match = null, int times = 1, string? code = null, string? amount = null, int? milliseconds = null) =>
        door.Sandbox(HttpMethod.Post, "/sandbox/faults", new { target, kind, match, times, code, amount, milliseconds });

    /// <summary>Releases all buttons.</summary>
    public Task Clear() => door.Sandbox(HttpMethod.Delete, "/sandbox/faults");

    /// <summary>So many working days pass, and offices are open.</summary>
    public async Task WorkingDays(int count)
    {
        await SandboxClock.WorkingDays(door, count);
        await SandboxClock.OpenOffices(door);
    }

    /// <summary>An hour passes, and offices are open: a payoff is tried again at clearing hours only.</summary>
    public async Task AnHour()
    {
        await SandboxClock.Minutes(door, 61);
        await SandboxClock.OpenOffices(door);
    }

    /// <summary>Minutes pass.</summary>
    public Task Minutes(int count) => SandboxClock.Minutes(door, count);

    /// <summary>A command that must be refused, with this code.</summary>
    public async Task Refused(string who, string path, object body, HttpStatusCode status, string code)
    {
        var (answered, answer) = await door.TryPost(who, path, body);
        if (answered != status || Code(answer) != code)
            throw new DemoFailedException($"POST {path} as {who} should be refused with {(int)status} {code}, but: {(int)answered} {answer}");
    }

    private static string? Code(JsonElement problem) =>
        problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty("type", out var type) ? type.GetString()!.Split('/')[^1] : null;
}
