namespace Pengcheng.Local.Tests;

/// <summary>A folder of its own for one test, with a blank and a Chinese character in its name, since people have such folders.</summary>
internal sealed class Scratch : IDisposable
{
    public Scratch() => Directory.CreateDirectory(Folder);

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"pengcheng 鹏城 {Guid.NewGuid():N}");

    /// <summary>The repository's programs with this folder for data.</summary>
    public Layout Layout => Local.Layout.Find(Folder);

    public string File(string name) => Path.Combine(Folder, name);

    public void Dispose()
    {
        DataFolder.Wipe(Layout);
        Directory.Delete(Folder, recursive: true);
    }
}
