using Pengcheng.Local.Processes;

namespace Pengcheng.Local;

/// <summary>Finds a place for a server's data that the user it runs as can reach.</summary>
public static class DataFolder
{
    /// <summary>
    /// <c>.local/NAME</c>, or, where that user may not pass the folders above it (a checkout in root's home), a folder
    /// under <c>/var/tmp</c>.
    /// </summary>
    public static string Prepare(Layout layout, string name, Account? account, Action<string> note)
    {
        var folder = Path.Combine(layout.Root, name);
        Directory.CreateDirectory(folder);
        if (account is null || OperatingSystem.IsWindows())
        {
            return folder;
        }

        account.Own(folder);
        if (account.CanUse(folder))
        {
            return folder;
        }

        Directory.Delete(folder, recursive: true);
        var outside = Outside(layout);
        Directory.CreateDirectory(outside, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        if (Shell.Run("stat", ["-c", "%u", outside]).Output.Trim() != "0")
        {
            throw new StartFailedException($"{outside} exists and is not root's. Remove it.");
        }

        var other = Path.Combine(outside, name);
        Directory.CreateDirectory(other);
        account.Own(other);
        if (!account.CanUse(other))
        {
            throw new StartFailedException($"The user {account.User} can use neither {folder} nor {other}.");
        }

        note(Words.Pick(
            $"The user {account.User} cannot reach {layout.Root}; data of {name} is in {other}.",
            $"用户 {account.User} 无法访问 {layout.Root},{name} 的数据放在 {other}。"));
        return other;
    }

    /// <summary>Deletes all data and secrets; logs stay.</summary>
    public static void Wipe(Layout layout)
    {
        foreach (var folder in new[] { Path.Combine(layout.Root, "postgres"), Path.Combine(layout.Root, "rabbitmq"), Outside(layout) })
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        File.Delete(layout.SecretsFile);
    }

    private static string Outside(Layout layout) => $"/var/tmp/pengcheng-{layout.Fingerprint}";
}
