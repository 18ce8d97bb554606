using System.Security.Cryptography;
using System.Text;

namespace Pengcheng.Local;

/// <summary>Where things are: the repository with its built programs, and the folder that holds one platform's data.</summary>
/// <param name="Repository">The folder with <c>Pengcheng.slnx</c>.</param>
/// <param name="Root">Data, logs, secrets and state of this platform; <c>.local</c> unless told otherwise.</param>
/// <param name="Configuration">The build configuration whose programs are started: <c>release</c> or <c>debug</c>.</param>
public sealed record Layout(string Repository, string Root, string Configuration)
{
    /// <summary>One log file per process, those of earlier runs beside it with a number.</summary>
    public string Logs => Path.Combine(Root, "logs");

    /// <summary>Addresses, processes and credentials of the running platform.</summary>
    public string StateFile => Path.Combine(Root, "state.json");

    /// <summary>Generated passwords and keys.</summary>
    public string SecretsFile => Path.Combine(Root, "secrets.json");

    /// <summary>Held for as long as a runner lives.</summary>
    public string LockFile => Path.Combine(Root, "lock");

    /// <summary>Tells two checkouts on one machine apart.</summary>
    public string Fingerprint =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Root)))[..10];

    /// <summary>The layout of the repository that the calling program was built in.</summary>
    public static Layout Find(string? root = null)
    {
        var built = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var repository = built;
        while (repository is not null && !File.Exists(Path.Combine(repository.FullName, "Pengcheng.slnx")))
        {
            repository = repository.Parent;
        }

        if (repository is null)
        {
            throw new StartFailedException($"No Pengcheng.slnx above {built.FullName}: start this program from its repository.");
        }

        return new Layout(
            repository.FullName,
            Path.GetFullPath(root ?? Path.Combine(repository.FullName, ".local")),
            built.Name);
    }

    /// <summary>The built assembly of a project.</summary>
    public string Program(string project) =>
        Path.Combine(Repository, ".build", "bin", project, Configuration, project + ".dll");

    /// <summary>The <c>dotnet</c> that runs this very program, else the one on the path.</summary>
    public static string Dotnet
    {
        get
        {
            var own = Environment.ProcessPath;
            if (own is not null && Path.GetFileNameWithoutExtension(own) == "dotnet")
            {
                return own;
            }

            return Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        }
    }
}
