using System.Globalization;
using Pengcheng.Bench.Worlds;

namespace Pengcheng.Bench.Measuring;

/// <summary>CPU seconds that each program of the platform has used so far, with all its child processes, as <c>/proc</c> tells.</summary>
/// <param name="Seconds">By program: each service by its name, <c>gateway</c>, <c>sandbox</c>, <c>postgres</c>, <c>rabbitmq</c>, <c>generator</c>.</param>
public sealed record Usage(IReadOnlyDictionary<string, double> Seconds)
{
    /// <summary>The bench itself, which makes the load.</summary>
    public const string Generator = "generator";

    // USER_HZ: the same on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>All programs together, the generator included.</summary>
    public double Total => Seconds.Values.Sum();

    /// <summary>Now.</summary>
    public static Usage Now(World world)
    {
        var all = Stats();
        return new Usage(Programs(world).ToDictionary(program => program.Name, program =>
            Tree(program.Pid, all).Sum(stat => stat.Own + (stat.Pid == program.Pid ? stat.Buried : 0)) / TicksPerSecond));
    }

    /// <summary>What was used since an earlier look, divided by so many requests: milliseconds each.</summary>
    public IReadOnlyDictionary<string, double> PerRequest(Usage earlier, double requests) =>
        Seconds.ToDictionary(one => one.Key, one => (one.Value - earlier.Seconds.GetValueOrDefault(one.Key)) * 1000 / requests);

    /// <summary>Resident memory of each .NET process of the platform, in megabytes.</summary>
    public static IReadOnlyDictionary<string, double> Resident(World world) =>
        Programs(world).Where(program => program.Name is not ("postgres" or "rabbitmq" or Generator)).ToDictionary(program => program.Name, program => Resident(program.Pid));

    /// <summary>Resident memory of a process, in megabytes.</summary>
    public static double Resident(int pid)
    {
        var line = File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    private static IEnumerable<(string Name, int Pid)> Programs(World world) =>
        world.Session.Roster.Entries
            .Where(process => process.Identity is not null && process.Name != "epmd" && !process.Name.Contains("spare", StringComparison.Ordinal) && !process.Name.StartsWith("trivial", StringComparison.Ordinal))
            .Select(process => (process.Name.Split('-')[0], process.Identity!.Pid))
            .Append((Generator, Environment.ProcessId));

    private static IEnumerable<Stat> Tree(int root, IReadOnlyList<Stat> all)
    {
        var open = new Queue<Stat>(all.Where(stat => stat.Pid == root));
        while (open.TryDequeue(out var stat))
        {
            yield return stat;
            // The generator has started everything; what it has started counts for itself.
            if (root == Environment.ProcessId) yield break;
            foreach (var child in all.Where(child => child.Parent == stat.Pid)) open.Enqueue(child);
        }
    }

    private static List<Stat> Stats() =>
        [.. Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => name is not null && name.All(char.IsAsciiDigit)).Select(name => Read(name!)).OfType<Stat>()];

    private static Stat? Read(string pid)
    {
        try
        {
            // The name in brackets may hold blanks: count from the last bracket.
            var text = File.ReadAllText($"/proc/{pid}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            long At(int index) => long.Parse(fields[index], CultureInfo.InvariantCulture);
            var own = int.Parse(pid, CultureInfo.InvariantCulture);
            return new Stat(own, (int)At(1), At(11) + At(12), own == Environment.ProcessId ? 0 : At(13) + At(14));
        }
        catch (IOException)
        {
            // It has just ended.
            return null;
        }
    }

    /// <summary>A process: its ticks, and those of its children that have ended.</summary>
    private sealed record Stat(int Pid, int Parent, long Own, long Buried);
}
