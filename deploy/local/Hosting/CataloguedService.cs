namespace Pengcheng.Local.Hosting;

/// <summary>A service of the platform: its name, from which its project and its folder follow, and what it alone is given.</summary>
/// <param name="Name">One small word, e.g. <c>escrow</c>: its database, its user of the broker and its path at the gateway.</param>
public sealed record CataloguedService(string Name)
{
    /// <summary>The name as the gateway's settings and the projects have it, e.g. <c>Escrow</c>.</summary>
    public string Title => char.ToUpperInvariant(Name[0]) + Name[1..];

    /// <summary>The project whose program it is.</summary>
    public string Project => $"Pengcheng.{Title}";

    /// <summary>The folder of its project, from the repository's root.</summary>
    public string Folder => $"services/{Name}-service";

    /// <summary>Whether the gateway shows it under <c>/api</c>. The land registry's door is older than that.</summary>
    public bool IsUnderApi { get; init; } = true;

    /// <summary>Keys that it has to itself, by the name of the variable in which it is given them; how each is made.</summary>
    public IReadOnlyDictionary<string, Func<string>> Keys { get; init; } = new Dictionary<string, Func<string>>();

    /// <summary>Ids of the SM2 keys with which a partner signs what it tells this service: the sandbox has the private ones. The first is in use.</summary>
    public IReadOnlyList<string> PartnerKeyIds { get; init; } = [];

    /// <summary>What else it is told.</summary>
    public Func<Surroundings, Dictionary<string, string>> Variables { get; init; } = _ => [];

    /// <summary>What the sandbox is told, to play this service's partners.</summary>
    public Func<Surroundings, Dictionary<string, string>> SandboxVariables { get; init; } = _ => [];

    /// <summary>Everything that only this service is given, its keys included.</summary>
    public Dictionary<string, string> OwnVariables(Surroundings surroundings) =>
        Variables(surroundings).Concat(Keys.Keys.ToDictionary(variable => variable, variable => surroundings.Secrets.KeyOf(Name, variable))).ToDictionary();
}

/// <summary>What a service's variables are made of.</summary>
/// <param name="Secrets">Passwords and keys of the platform.</param>
/// <param name="Sandbox">Where the partner systems are, e.g. <c>http://127.0.0.1:7001</c>.</param>
public sealed record Surroundings(Secrets Secrets, string Sandbox);
