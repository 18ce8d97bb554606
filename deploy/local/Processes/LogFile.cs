using System.Text;

namespace Pengcheng.Local.Processes;

/// <summary>The log of one process: one file per run, the last few runs kept.</summary>
public static class LogFile
{
    private const int Kept = 5;

    /// <summary>Moves the files of earlier runs one number up: <c>escrow-1.log</c> becomes <c>escrow-1.1.log</c>.</summary>
    public static void Rotate(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var log in Directory.GetFiles(folder, "*.log").Where(file => !IsNumbered(file)))
        {
            var name = Path.Combine(folder, Path.GetFileNameWithoutExtension(log));
            for (var number = Kept; number > 1; number--)
            {
                if (File.Exists($"{name}.{number - 1}.log"))
                {
                    File.Move($"{name}.{number - 1}.log", $"{name}.{number}.log", overwrite: true);
                }
            }

            File.Move(log, $"{name}.1.log", overwrite: true);
        }
    }

    /// <summary>The last lines that a process wrote.</summary>
    public static IReadOnlyList<string> Tail(string path, int lines)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(-Math.Min(file.Length, 64 * 1024), SeekOrigin.End);
        using var reader = new StreamReader(file);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(lines)];
    }

    /// <summary>A writer that others may read behind.</summary>
    public static StreamWriter Append(string path) =>
        new(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite), new UTF8Encoding(false)) { AutoFlush = true };

    private static bool IsNumbered(string file) =>
        int.TryParse(Path.GetExtension(Path.GetFileNameWithoutExtension(file)).TrimStart('.'), out _);
}
