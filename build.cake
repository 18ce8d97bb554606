// The tasks behind build.sh. Builds end here; what runs for long (run, demo, test) is started by build.sh after this
// script has ended, so that Ctrl-C reaches it without anything in between.

var target = Argument("target", "build");
var configuration = Argument("configuration", "Release");

const string Solution = "Pengcheng.slnx";
const string PlatformFilter = ".build/platform.slnf";
const string HarnessFilter = ".build/harness.slnf";
string[] harnesses = ["tests/Pengcheng.Bench/", "tests/Pengcheng.Fault/"];

Task("build-platform")
    .Description("Builds what `run` and `demo` start: everything but the tests.")
    .Does(() => BuildPart(PlatformFilter, project => !project.StartsWith("tests/")));

Task("build-harness")
    .Description("Builds what `bench` and `fault` start: the platform and the two harnesses.")
    .Does(() => BuildPart(HarnessFilter, project => !project.StartsWith("tests/") || harnesses.Any(project.StartsWith)));

Task("build")
    .Description("Builds everything.")
    .Does(() => Build(Solution));

Task("format")
    .Description("Formats the code.")
    .Does(() => DotNetFormat(Solution));

Task("clean")
    .Description("Deletes what builds made.")
    .Does(() => CleanDirectories(new[] { ".build/bin", ".build/obj", ".build/stamps" }));

RunTarget(target);

void BuildPart(string filter, Func<string, bool> isPart)
{
    var projects = GetFiles("**/*.csproj", new GlobberSettings { Predicate = folder => !IsOutput(folder) })
        .Select(project => Context.Environment.WorkingDirectory.GetRelativePath(project).FullPath)
        .Where(isPart)
        .Where(project => System.IO.File.ReadAllText(Solution).Contains(project))
        .OrderBy(project => project)
        .Select(project => "\"" + project + "\"");
    EnsureDirectoryExists(".build");
    System.IO.File.WriteAllText(
        filter,
        "{ \"solution\": { \"path\": \"../" + Solution + "\", \"projects\": [" + string.Join(", ", projects) + "] } }");
    Build(filter);
}

void Build(string what) => DotNetBuild(what, new DotNetBuildSettings
{
    Configuration = configuration,
    NoLogo = true,
    Verbosity = DotNetVerbosity.Minimal,
});

bool IsOutput(IDirectory folder) => folder.Path.GetDirectoryName() is ".build" or ".local" or ".git" or "bin" or "obj";
