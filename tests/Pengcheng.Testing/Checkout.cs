namespace Pengcheng.Testing;

/// <summary>The checkout that the tests run in.</summary>
public static class Checkout
{
    /// <summary>The repository's root.</summary>
    public static DirectoryInfo Root { get; } = Find();

    private static DirectoryInfo Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Pengcheng.slnx"))) folder = folder.Parent;
        return folder ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
