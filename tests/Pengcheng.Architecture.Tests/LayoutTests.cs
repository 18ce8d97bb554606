namespace Pengcheng.Architecture.Tests;

/// <summary>The house has its rooms, and files that can be read in one sitting.</summary>
public sealed class LayoutTests
{
    private const int LongestFile = 260, LongestComposition = 40;

    private static readonly string[] Rooms = ["services", "gateway", "contracts", "deploy", "charts", "tests", "docs"];

    private static readonly string[] DoorPlates = ["README.md", "README.zh-CN.md", "LICENSE", "build.cake", "build.sh", "global.json", "Pengcheng.slnx"];

    [Test]
    public void Top_level_folders_are_the_design_s() => Assert.That(
        Repository.Folders(Repository.Root).Where(folder => folder.EnumerateFileSystemInfos().Any()).Select(folder => folder.Name), Is.SubsetOf(Rooms));

    [Test]
    public void Top_level_files_are_the_design_s() => Assert.That(
        Repository.Root.GetFiles().Select(file => file.Name).Where(name => !name.StartsWith('.') && !name.EndsWith(".props", StringComparison.Ordinal)), Is.SubsetOf(DoorPlates));

    [Test]
    public void Services_are_one_folder_and_one_project_each() => Assert.That(
        Repository.Folders(Repository.Root.GetDirectories("services").Single()).Where(folder => folder.Name != "chassis")
            .Where(folder => !folder.Name.EndsWith("-service", StringComparison.Ordinal) || folder.GetFiles("Program.cs").Length == 0
                || Repository.Projects.Count(project => project.Path.StartsWith($"services/{folder.Name}/", StringComparison.Ordinal)) != 1)
            .Select(folder => folder.Name), Is.Empty);

    [Test]
    public void No_file_is_two_things() => Assert.That(Repository.Sources.Where(source => source.Lines > LongestFile), Is.Empty);

    [Test]
    public void A_service_s_program_only_composes() => Assert.That(
        Repository.SourcesIn("services").Where(source => source.Path.EndsWith("/Program.cs", StringComparison.Ordinal) && source.Lines > LongestComposition), Is.Empty);

    [Test]
    public void No_type_is_named_after_what_it_does_not_know() => Assert.That(
        Repository.Sources.Where(source => source.Has(@"\b(class|record|struct|interface|enum)\s+\w*(Base|Manager|Helpers?|Utils?|Utilities)\b")), Is.Empty);
}
