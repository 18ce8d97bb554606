using Spectre.Console;

namespace Pengcheng.Local.Display;

/// <summary>A spinner that names what is under way, above it a line for each thing that is done.</summary>
internal sealed class TerminalProgress(StatusContext status, IAnsiConsole console) : IStartProgress
{
    /// <summary>Shown while nothing is under way: the spinner does not take an empty text.</summary>
    public const string Idle = "...";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string What, long Since)> _open = [];

    public void Begin(string name, string what)
    {
        lock (_gate)
        {
            var since = _open.TryGetValue(name, out var before) ? before.Since : TimeProvider.System.GetTimestamp();
            _open[name] = (what, since);
            Refresh();
        }
    }

    public void Done(string name, string detail)
    {
        lock (_gate)
        {
            var took = _open.Remove(name, out var begun) ? TimeProvider.System.GetElapsedTime(begun.Since) : TimeSpan.Zero;
            console.MarkupLineInterpolated($"[green]✓[/] {name,-14} {detail} [grey]({took.TotalSeconds:0.0} s)[/]");
            Refresh();
        }
    }

    public void Note(string text) => console.MarkupLineInterpolated($"[yellow]![/] {text}");

    private void Refresh()
    {
        var line = string.Join(", ", _open.Select(one => $"{one.Key}: {one.Value.What}"));
        var width = Math.Max(20, console.Profile.Width - 6);
        line = line.Length == 0 ? Idle : line;
        status.Status = Markup.Escape(line.Length > width ? line[..(width - 1)] + "…" : line);
    }
}

/// <summary>Plain lines, for logs and pipes.</summary>
internal sealed class LineProgress : IStartProgress
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _open = [];

    public void Begin(string name, string what)
    {
        lock (_gate)
        {
            if (_open.TryAdd(name, TimeProvider.System.GetTimestamp()))
            {
                Console.WriteLine($"  {name}: {what} ...");
            }
        }
    }

    public void Done(string name, string detail)
    {
        lock (_gate)
        {
            var took = _open.Remove(name, out var since) ? TimeProvider.System.GetElapsedTime(since) : TimeSpan.Zero;
            Console.WriteLine($"+ {name}: {detail} ({took.TotalSeconds:0.0} s)");
        }
    }

    public void Note(string text) => Console.WriteLine($"! {text}");
}

/// <summary>Chooses the progress display that suits where the output goes.</summary>
internal static class StartDisplay
{
    public static bool IsTerminal => !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi;

    public static async Task<T> RunAsync<T>(Func<IStartProgress, Task<T>> start)
    {
        if (!IsTerminal)
        {
            return await start(new LineProgress());
        }

        return await AnsiConsole.Status().StartAsync(TerminalProgress.Idle, status => start(new TerminalProgress(status, AnsiConsole.Console)));
    }
}
