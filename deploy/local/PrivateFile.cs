using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pengcheng.Local;

/// <summary>Files that only their owner may read, replaced in one step so that no reader sees half of one.</summary>
public static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes text with mode 0600.</summary>
    public static void Write(string path, string text)
    {
        var half = $"{path}.{Environment.ProcessId}.new";
        File.Delete(half);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var writer = new StreamWriter(half, options))
        {
            writer.Write(text);
        }

        File.Move(half, path, overwrite: true);
    }

    /// <summary>Writes a value as JSON with mode 0600.</summary>
    public static void WriteJson<T>(string path, T value) => Write(path, JsonSerializer.Serialize(value, Json) + "\n");

    /// <summary>Reads JSON; nothing when there is no such file.</summary>
    public static T? ReadJson<T>(string path) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(path), Json);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException broken)
        {
            throw new StartFailedException($"{path} cannot be read: {broken.Message} Delete it, or run with --fresh.", broken);
        }
    }
}
