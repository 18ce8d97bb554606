using Pengcheng.Local;

namespace Pengcheng.EndToEnd.Tests;

/// <summary>What failed or killed runs left: the last ones are of use to whoever asks why, those before them only take room.</summary>
public static class EarlierRuns
{
    private const int Kept = 2;

    /// <summary>Deletes all but the last two runs that are over. One whose processes still run is left alone, and is not counted.</summary>
    public static void Sweep(DirectoryInfo runs)
    {
        if (!runs.Exists) return;
        var over = runs.EnumerateDirectories().Where(run => IsOver(Layout.Find(run.FullName))).OrderByDescending(run => run.LastWriteTimeUtc);
        foreach (var run in over.Skip(Kept))
        {
            // A server's data may be outside the folder, where its user can reach it.
            DataFolder.Wipe(Layout.Find(run.FullName));
            run.Delete(recursive: true);
        }
    }

    private static bool IsOver(Layout layout)
    {
        using var free = RunnerLock.TryTake(layout);
        if (free is null) return false;
        return State.Read(layout) is not { } left || !left.Runner.IsAlive && left.Processes.All(process => process.Identity is not { IsAlive: true });
    }
}
