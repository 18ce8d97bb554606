namespace Pengcheng.Local;

/// <summary>One runner per data folder. The system drops the lock when the runner ends, however it ends.</summary>
public sealed class RunnerLock : IDisposable
{
    private readonly FileStream _file;

    private RunnerLock(FileStream file) => _file = file;

    /// <summary>The lock, or nothing when another runner holds it.</summary>
    public static RunnerLock? TryTake(Layout layout)
    {
        Directory.CreateDirectory(layout.Root);
        try
        {
            return new RunnerLock(new FileStream(layout.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new StartFailedException($"{layout.Root} belongs to another user. Run as that user, or remove the folder.", denied);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();
}
