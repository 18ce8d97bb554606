using System.Security.Cryptography;
using System.Text;

namespace Pengcheng.Sandbox.Identity;

/// <summary>The secrets of the sandbox's clients (<c>Sandbox:Clients:{id}</c>) and people's common password (<c>Sandbox:CitizenPassword</c>).</summary>
public sealed class SandboxSecrets(IConfiguration configuration)
{
    /// <summary>The client with this id and secret, or null.</summary>
    public Client? Find(string? id, string? secret)
    {
        var client = Partners.Clients.FirstOrDefault(known => known.Id == id);
        return client is not null && Same(configuration[$"Sandbox:Clients:{client.Id}"], secret) ? client : null;
    }

    /// <summary>Whether this citizen may sign in with this password.</summary>
    public bool IsCitizen(string? name, string? password)
        => Partners.IsCitizen(name) && IsPassword(password);

    /// <summary>Whether it is the password that all people have.</summary>
    public bool IsPassword(string? password) => Same(configuration["Sandbox:CitizenPassword"], password);

    /// <summary>That password, for the sandbox's own calls as one of them.</summary>
    public string Password => configuration["Sandbox:CitizenPassword"]
        ?? throw new InvalidOperationException("Sandbox__CitizenPassword is not configured, so the sandbox cannot call as anybody.");

    /// <summary>The secret of a client, for the sandbox's own calls as that partner.</summary>
    public string Of(Client client) => configuration[$"Sandbox:Clients:{client.Id}"]
        ?? throw new InvalidOperationException($"Sandbox__Clients__{client.Id} is not configured, so the sandbox cannot call as that partner.");

    private static bool Same(string? expected, string? given)
        => !string.IsNullOrEmpty(expected) && given is not null
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));
}
