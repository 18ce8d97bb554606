using System.Text.Json;

namespace Pengcheng.Demo;

/// <summary>Where the platform is and with which credentials, as the local runner wrote it to <c>state.json</c>.</summary>
/// <param name="Gateway">The public address.</param>
/// <param name="Sandbox">The partners' systems, which are also the token issuer.</param>
/// <param name="Clients">OAuth client secrets by client id.</param>
/// <param name="CitizenPassword">The password of every sandbox citizen.</param>
public sealed record PlatformAddress(Uri Gateway, Uri Sandbox, IReadOnlyDictionary<string, string> Clients, string CitizenPassword)
{
    private sealed record State(string Gateway, string Sandbox, Dictionary<string, string> Clients, string CitizenPassword);

    /// <summary>Reads the runner's file.</summary>
    /// <exception cref="InvalidOperationException">No platform was started, or the file is of another version.</exception>
    public static PlatformAddress Read(string file)
    {
        if (!File.Exists(file)) throw new InvalidOperationException($"No platform is running: {file} does not exist. Start one with ./build.sh run.");
        var state = JsonSerializer.Deserialize<State>(File.ReadAllText(file), JsonSerializerOptions.Web);
        return state is { Gateway: not null, Sandbox: not null }
            ? new PlatformAddress(new Uri(state.Gateway), new Uri(state.Sandbox), state.Clients, state.CitizenPassword)
            : throw new InvalidOperationException($"{file} names no gateway or sandbox; start the platform anew with ./build.sh run.");
    }
}
