using System.Text.RegularExpressions;
using System.Xml.Linq;
using Pengcheng.Testing;

namespace Pengcheng.Architecture.Tests;

/// <summary>A project file: who it is and what it stands on.</summary>
internal sealed record Project(string Path, XDocument Xml)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    public IEnumerable<string> Projects => References("ProjectReference").Select(reference => System.IO.Path.GetFileNameWithoutExtension(reference));

    public IEnumerable<string> Packages => References("PackageReference");

    private IEnumerable<string> References(string kind) => Xml.Descendants(kind).Select(item => item.Attribute("Include")!.Value);
}

/// <summary>A source file, by its path from the repository's root.</summary>
internal sealed record Source(string Path, string Text)
{
    public int Lines => Text.AsSpan().TrimEnd('\n').Count('\n') + 1;

    public bool Has(string pattern) => Regex.IsMatch(Text, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));

    public override string ToString() => Path;
}

/// <summary>The checkout that the tests run in.</summary>
internal static class Repository
{
    // Not the house but what is left by building and living in it.
    private static readonly string[] Leavings = ["bin", "obj", "artifacts", "TestResults"];

    public static DirectoryInfo Root => Checkout.Root;

    public static IReadOnlyList<Source> Sources { get; } = [.. Files("*.cs").Select(file => new Source(Relative(file), File.ReadAllText(file.FullName)))];

    public static IReadOnlyList<Project> Projects { get; } = [.. Files("*.csproj").Select(file => new Project(Relative(file), XDocument.Load(file.FullName)))];

    public static IEnumerable<Source> SourcesIn(params string[] folders) => Sources.Where(source => folders.Any(folder => source.Path.StartsWith(folder + "/", StringComparison.Ordinal)));

    public static IEnumerable<DirectoryInfo> Folders(DirectoryInfo parent) => parent.GetDirectories().Where(folder => !folder.Name.StartsWith('.') && !Leavings.Contains(folder.Name));

    private static IEnumerable<FileInfo> Files(string pattern) => Folders(Root).SelectMany(folder => Below(folder, pattern));

    private static IEnumerable<FileInfo> Below(DirectoryInfo folder, string pattern) => folder.GetFiles(pattern).Concat(Folders(folder).SelectMany(child => Below(child, pattern)));

    private static string Relative(FileInfo file) => Path.GetRelativePath(Root.FullName, file.FullName).Replace('\\', '/');
}
