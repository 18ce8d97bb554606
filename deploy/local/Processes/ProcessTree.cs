using System.Globalization;

namespace Pengcheng.Local.Processes;

/// <summary>A process with everything below it: a server is often several.</summary>
public static class ProcessTree
{
    /// <summary>The process and those that descend from it, parents first.</summary>
    public static IReadOnlyList<int> Of(int root)
    {
        var children = Shell.Run("ps", ["-e", "-o", "pid=,ppid="]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length == 2)
            .ToLookup(fields => int.Parse(fields[1], CultureInfo.InvariantCulture), fields => int.Parse(fields[0], CultureInfo.InvariantCulture));
        List<int> tree = [root];
        for (var next = 0; next < tree.Count; next++)
        {
            tree.AddRange(children[tree[next]]);
        }

        return tree;
    }

    /// <summary>Stops all of them in their tracks, as a host does that is out of breath.</summary>
    public static void Freeze(IReadOnlyList<int> tree)
    {
        foreach (var pid in tree)
        {
            Signals.Freeze(pid);
        }
    }

    /// <summary>Lets all of them go on.</summary>
    public static void Thaw(IReadOnlyList<int> tree)
    {
        foreach (var pid in tree)
        {
            Signals.Thaw(pid);
        }
    }
}
