using System.Text;

namespace Pengcheng.Local.Display;

/// <summary>A file that another process writes, read line by line as it grows.</summary>
internal sealed class FollowedFile(string path)
{
    private readonly List<byte> _begun = [];
    private long _read;

    /// <summary>The lines that have been finished since the last look; none while there is no file.</summary>
    public IReadOnlyList<string> NewLines()
    {
        if (!File.Exists(path)) return [];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Seek(_read, SeekOrigin.Begin);
        var added = new byte[file.Length - _read];
        file.ReadExactly(added);
        _read += added.Length;
        _begun.AddRange(added);
        var end = _begun.LastIndexOf((byte)'\n') + 1;
        if (end == 0) return [];
        // Cut at line ends only: no character is torn in two.
        var lines = Encoding.UTF8.GetString([.. _begun[..end]]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        _begun.RemoveRange(0, end);
        return lines;
    }
}
