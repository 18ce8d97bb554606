using Pengcheng.Local;
using Pengcheng.Local.Display;
using Pengcheng.Local.Processes;

namespace Pengcheng.Fault.Strikes;

/// <summary>
/// A volume of its own for the broker's log, small enough to be filled: a tmpfs. That takes root and the right to mount; without
/// it the broker's log stays where it is, and a full disk is played by the broker's limit for free space.
/// </summary>
internal sealed class BrokerVolume
{
    /// <summary>Bytes that the broker can still write, and that are less than it wants free (200 MB).</summary>
    public const long LessThanTheLimit = 100L << 20;

    private const string Size = "640m", Filler = "filler";

    private readonly string? _folder;

    private BrokerVolume(string? folder) => _folder = folder;

    /// <summary>Whether it can really be filled.</summary>
    public bool IsSmall => _folder is not null;

    /// <summary>Puts the broker's folder on a volume of its own, before the broker is started.</summary>
    public static BrokerVolume Mount(Layout layout, IStartProgress progress)
    {
        var folder = FolderOf(layout);
        if (!Signals.IsRoot || !OperatingSystem.IsLinux()) return new BrokerVolume(null);
        Directory.CreateDirectory(folder);
        var mounted = Shell.Run("mount", ["-t", "tmpfs", "-o", $"size={Size}", "tmpfs", folder]);
        if (mounted.ExitCode == 0) return new BrokerVolume(folder);
        progress.Note(Words.Pick($"No volume of its own for the broker: {mounted.Output}", $"无法为消息代理挂载独立卷:{mounted.Output}"));
        return new BrokerVolume(null);
    }

    /// <summary>Takes the volume away, if there is one.</summary>
    public static void Unmount(Layout layout)
    {
        var folder = FolderOf(layout);
        if (Signals.IsRoot && OperatingSystem.IsLinux() && File.ReadLines("/proc/mounts").Any(line => line.Split(' ')[1] == folder)) Shell.Run("umount", [folder]);
    }

    /// <summary>Fills it until so many bytes are left, or to the last byte; answers how many were written.</summary>
    public long Fill(long leave)
    {
        var (block, written) = (new byte[1 << 20], 0L);
        using var file = new FileStream(Path.Combine(_folder!, Filler), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = block.Length; size >= 512 && (leave == 0 || new DriveInfo(_folder!).AvailableFreeSpace > leave);)
        {
            try
            {
                file.Write(block, 0, size);
                written += size;
            }
            catch (IOException)
            {
                // Full for a block of this size: smaller ones, to the end.
                size /= 2;
            }
        }

        return written;
    }

    /// <summary>Makes room again.</summary>
    public void Empty()
    {
        if (_folder is not null) File.Delete(Path.Combine(_folder, Filler));
    }

    private static string FolderOf(Layout layout) => Path.Combine(layout.Root, "rabbitmq");
}
