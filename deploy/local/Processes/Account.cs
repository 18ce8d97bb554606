namespace Pengcheng.Local.Processes;

/// <summary>
/// The unprivileged system user that a server runs as when the runner is root: PostgreSQL refuses root, and nothing here needs it.
/// </summary>
public sealed record Account(string User, string Group)
{
    /// <summary>The first of these users that exists; nothing when the runner is an ordinary user, who runs servers as itself.</summary>
    public static Account? For(params IReadOnlyList<string> users)
    {
        if (!Signals.IsRoot)
        {
            return null;
        }

        foreach (var user in users)
        {
            var group = Shell.Run("id", ["-gn", user]);
            if (group.ExitCode == 0)
            {
                return new Account(user, group.Output.Trim());
            }
        }

        return null;
    }

    /// <summary>The words before a command that make it run as this user, in the same process.</summary>
    public IReadOnlyList<string> Prefix =>
        ["setpriv", $"--reuid={User}", $"--regid={Group}", "--clear-groups", "--"];

    /// <summary>Whether this user can reach and change the folder.</summary>
    public bool CanUse(string folder)
    {
        var answer = Shell.Run(Prefix[0], [.. Prefix.Skip(1), "/bin/sh", "-c", "test -w \"$0\" && test -x \"$0\"", folder]);
        return answer.ExitCode switch
        {
            0 => true,
            1 => false,
            _ => throw new StartFailedException($"Cannot become the user {User}: {answer.Output}"),
        };
    }

    /// <summary>Makes this user the owner of a folder and of all in it.</summary>
    public void Own(string folder)
    {
        var answer = Shell.Run("chown", ["-R", $"{User}:{Group}", folder]);
        if (answer.ExitCode != 0)
        {
            throw new StartFailedException($"Cannot hand {folder} to the user {User}: {answer.Output}");
        }
    }
}
