using Pengcheng.Local.Processes;

namespace Pengcheng.Local.Display;

/// <summary>Shows what the processes print, each line with its process's name in a colour of its own.</summary>
internal sealed class LogRelay(bool colours)
{
    private static readonly int[] Palette = [36, 32, 35, 34, 33, 96, 92, 95, 94, 93];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _colours = [];
    private volatile bool _open;

    /// <summary>
    /// Until the platform is up only the runner speaks: a start that goes well is no place for pages of log, and one that
    /// does not shows the lines that matter.
    /// </summary>
    public void Open() => _open = true;

    public void Show(string name, string line)
    {
        if (!_open && name != Roster.Runner)
        {
            return;
        }

        lock (_gate)
        {
            var prefix = $"{name,-12}│";
            Console.WriteLine(colours ? $"\e[{ColourOf(name)}m{prefix}\e[0m {line}" : $"{prefix} {line}");
        }
    }

    private int ColourOf(string name)
    {
        if (!_colours.TryGetValue(name, out var colour))
        {
            _colours[name] = colour = name == Roster.Runner ? 1 : Palette[_colours.Count % Palette.Length];
        }

        return colour;
    }
}
