using System.Collections.Concurrent;

namespace Pengcheng.Sandbox.Clock;

/// <summary>Who follows the clock, and which version each has fetched: advancing waits for them, so that a test may go on at once.</summary>
public sealed class Followers(TimeProvider real)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentDictionary<string, Follower> _followers = new(StringComparer.Ordinal);

    /// <summary>A follower of the clock.</summary>
    public sealed record Follower(string Name, long Version, DateTimeOffset SeenAt);

    /// <summary>A follower asks; what it holds is the version it names, which it has from an earlier answer.</summary>
    public void Asks(string name, long holds) => Note(name, holds);

    /// <summary>A follower has been answered with this version.</summary>
    public void Answered(string name, long version) => Note(name, version);

    /// <summary>Everyone seen within the last minute.</summary>
    public IReadOnlyList<Follower> Present
        => [.. _followers.Values.Where(follower => real.GetUtcNow() - follower.SeenAt <= Remembered).OrderBy(follower => follower.Name, StringComparer.Ordinal)];

    /// <summary>Returns when everyone present has the version, or when patience ends.</summary>
    public async Task AllHave(long version, CancellationToken stop)
    {
        var until = real.GetUtcNow() + Patience;
        while (Present.Any(follower => follower.Version < version) && real.GetUtcNow() < until)
            await Task.Delay(Look, real, stop);
    }

    private void Note(string name, long version)
        => _followers.AddOrUpdate(name,
            _ => new Follower(name, version, real.GetUtcNow()),
            (_, known) => known with { Version = Math.Max(known.Version, version), SeenAt = real.GetUtcNow() });
}
