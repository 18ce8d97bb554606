namespace Pengcheng.Demo.Scenarios;

/// <summary>A play: what it says, and how it goes.</summary>
/// <param name="Name">As given to <c>--scenario</c>.</param>
/// <param name="Says">One sentence.</param>
/// <param name="Play">Plays it; throws <see cref="DemoFailedException"/> when the platform does not do what it should.</param>
public sealed record Scenario(string Name, string Says, Func<Stage, Task> Play);

/// <summary>What a play uses: the door, its deals, and the sandbox's fault buttons, released when it is over.</summary>
public sealed class Stage(Door door)
{
    /// <summary>The deals of this play.</summary>
    public List<Deal> Deals { get; } = [];

    /// <summary>The way to the platform.</summary>
    public Door Door => door;

    /// <summary>A new deal with a new cast.</summary>
    public Deal NewDeal()
    {
        var deal = new Deal(door, new Cast(Random.Shared.Next()));
        Deals.Add(deal);
        return deal;
    }

    /// <summary>Presses a fault button.</summary>
    public Task Fault(string target, string kind, string? match = null, int times = 1, string? code = null, string? amount = null, int? milliseconds = null) =>
        door.Sandbox(HttpMethod.Post, "/sandbox/faults", new { target, kind, match, times, code, amount, milliseconds });

    /// <summary>Releases all buttons.</summary>
    public Task Clear() => door.Sandbox(HttpMethod.Delete, "/sandbox/faults");
}

/// <summary>All plays.</summary>
public static class Catalogue
{
    /// <summary>The one without a hitch.</summary>
    public const string Happy = "happy";

    /// <summary>All of them, in the order of a deal's life.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new(Happy, "A mortgaged home changes hands.", stage => stage.NewDeal().Play()),
    ];

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => All.Select(scenario => scenario.Name);

    /// <summary>One by name.</summary>
    /// <exception cref="DemoFailedException">There is none.</exception>
    public static Scenario Find(string name) => All.FirstOrDefault(scenario => scenario.Name == name)
        ?? throw new DemoFailedException($"There is no scenario {name}. There are: {string.Join(", ", Names)}, all.");
}
