// The tasks behind build.sh. Builds end here; what runs for long (run, demo, test) is started by build.sh after this
// script has ended, so that Ctrl-C reaches it without anything in between.

var target = Argument("target", "build");
var configuration = Argument("configuration", "Release");

const string Solution = "Pengcheng.slnx";
const string PlatformFilter = ".build/platform.slnf";

Task("build-platform")
    .Description("Builds what `run` and `demo` start: everything but the tests.")
    .Does(() =>
{
    var projects = GetFiles("**/*.csproj", new GlobberSettings { Predicate = folder => !IsOutput(folder) })
        .Select(project => Context.Environment.WorkingDirectory.GetRelativePath(project).FullPath)
        .Where(project => !project.StartsWith("tests/"))
        .Where(project => System.IO.File.ReadAllText(Solution).Contains(project))
        .OrderBy(project => project)
        .Select(project => "\"" + project + "\"");
    EnsureDirectoryExists(".build");
    System.IO.File.WriteAllText(
        PlatformFilter,
        "{ \"solution\": { \"path\": \"../" + Solution + "\", \"projects\": [" + string.Join(", ", projects) + "] } }");
    Build(PlatformFilter);
});

Task("build")
    .Description("Builds everything.")
    .Does(() => Build(Solution));

Task("build-fault")
    .Description("Builds the fault harness and what it breaks.")
    .IsDependentOn("build-platform")
    .Does(() => Build("tests/Pengcheng.Fault/Pengcheng.Fault.csproj"));

Task("format")
    .Description("Formats the code.")
    .Does(() => DotNetFormat(Solution));

Task("clean")
    .Description("Deletes what builds made.")
    .Does(() => CleanDirectories(new[] { ".build/bin", ".build/obj", ".build/stamps" }));

RunTarget(target);

void Build(string what) => DotNetBuild(what, new DotNetBuildSettings
{
    Configuration = configuration,
    NoLogo = true,
    Verbosity = DotNetVerbosity.Minimal,
});

bool IsOutput(IDirectory folder) => folder.Path.GetDirectoryName() is ".build" or ".local" or ".git" or "bin" or "obj";
