namespace Pengcheng.Contract.Tests;

/// <summary>The checkout that the tests run in, and whether committed texts are to be written anew from the code.</summary>
internal static class Repository
{
    public const string UpdateVariable = "PENGCHENG_UPDATE_DOCS";

    public static string Root { get; } = FindRoot();

    public static bool Updates => Environment.GetEnvironmentVariable(UpdateVariable) == "1";

    public static string Of(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Pengcheng.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
