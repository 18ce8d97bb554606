using System.Reflection;

namespace Pengcheng.Testing;

/// <summary>A service as the repository has it. A test that is to hold for every service takes <see cref="All"/> and needs no list of its own.</summary>
/// <param name="Folder">Its folder below <c>services</c>, e.g. <c>escrow-service</c>.</param>
/// <param name="Project">Its project and assembly, e.g. <c>Pengcheng.Escrow</c>.</param>
public sealed record TestedService(string Folder, string Project)
{
    private const string Suffix = "-service";

    /// <summary>Every service of the checkout, in the order of the folders' names.</summary>
    public static IReadOnlyList<TestedService> All { get; } =
    [
        .. from project in new DirectoryInfo(Path.Combine(Checkout.Root.FullName, "services")).GetDirectories("*" + Suffix).SelectMany(folder => folder.GetFiles("*.csproj"))
           orderby project.Directory!.Name
           select new TestedService(project.Directory!.Name, Path.GetFileNameWithoutExtension(project.Name)),
    ];

    /// <summary>The service's name on the platform, e.g. <c>escrow</c>.</summary>
    public string Name => Folder[..^Suffix.Length];

    /// <summary>Its compiled code. The test's project refers to <c>services/*-service/*.csproj</c>, so that it is there.</summary>
    public Assembly Assembly => Assembly.Load(Project);

    /// <inheritdoc/>
    public override string ToString() => Folder;
}
