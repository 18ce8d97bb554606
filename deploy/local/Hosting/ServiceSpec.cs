namespace Pengcheng.Local.Hosting;

/// <summary>One process of the platform: which program, where it listens, and what it is told.</summary>
/// <param name="Name">E.g. <c>escrow-1</c>.</param>
/// <param name="Project">The project whose built program it is.</param>
/// <param name="Port">Its port on loopback.</param>
/// <param name="Environment">Its variables.</param>
public sealed record ServiceSpec(string Name, string Project, int Port, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>Its address.</summary>
    public string Url => $"http://127.0.0.1:{Port}";

    /// <summary>The partners outlive the services, which may still be talking to them while they stop.</summary>
    public bool IsPartner => Name == ServiceCatalogue.Sandbox;
}
