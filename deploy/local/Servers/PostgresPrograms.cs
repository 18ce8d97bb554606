using System.Globalization;
using Pengcheng.Local.Processes;

namespace Pengcheng.Local.Servers;

/// <summary>An installed PostgreSQL.</summary>
/// <param name="Folder">Holds <c>initdb</c> and <c>postgres</c>.</param>
/// <param name="Major">Its major version, which a data folder is bound to.</param>
public sealed record PostgresPrograms(string Folder, int Major)
{
    /// <summary>The installation that made the data folder, or the newest one for a new folder.</summary>
    public static PostgresPrograms? Find(string? dataFolder = null)
    {
        var all = All().OrderByDescending(found => found.Major).ToList();
        var version = dataFolder is null ? null : Path.Combine(dataFolder, "PG_VERSION");
        if (version is null || !File.Exists(version) || all.Count == 0)
        {
            return all.FirstOrDefault();
        }

        var major = int.Parse(File.ReadAllText(version), CultureInfo.InvariantCulture);
        return all.FirstOrDefault(found => found.Major == major)
            ?? throw new StartFailedException(
                $"{dataFolder} was made by PostgreSQL {major}, which is no longer installed. Install it, or run with --fresh.");
    }

    private static IEnumerable<PostgresPrograms> All()
    {
        // Debian keeps several versions side by side and none on the search path; others put the one on the path.
        string[] parents = ["/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt", "/usr/local/opt"];
        var folders = parents
            .Where(Directory.Exists)
            .SelectMany(Directory.GetDirectories)
            .Select(folder => Path.Combine(folder, "bin"));
        var onPath = Path.GetDirectoryName(Shell.Find("initdb"));
        foreach (var folder in onPath is null ? folders : folders.Append(onPath))
        {
            if (File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")))
            {
                // "postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)"
                var words = Shell.Run(Path.Combine(folder, "postgres"), ["--version"]).Output.Split(' ');
                if (words.Length > 2 && int.TryParse(words[2].Split('.')[0], out var major))
                {
                    yield return new PostgresPrograms(folder, major);
                }
            }
        }
    }
}
