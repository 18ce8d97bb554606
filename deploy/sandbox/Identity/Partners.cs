using System.Text.RegularExpressions;

namespace Pengcheng.Sandbox.Identity;

/// <summary>Who may ask for a token: what it may do, and in which role.</summary>
public sealed record Client(string Id, string Role, params string[] Scopes)
{
    /// <summary>The bank (by its CNAPS code), firm, body or street that it speaks for.</summary>
    public string? Organisation { get; init; }
}

/// <summary>The clients and citizens of the sandbox. Secrets come from the configuration; a client without one cannot sign in.</summary>
public static partial class Partners
{
    /// <summary>The public client of the citizens' mobile app.</summary>
    public const string CitizenApp = "citizen-app";

    /// <summary>The system that knows the city's firms (商事主体登记系统).</summary>
    public const string EnterpriseRegistry = "enterprise-registry";

    /// <summary>The system that knows the officers' certificates (执法人员管理系统).</summary>
    public const string OfficersSystem = "officers-system";

    private static readonly string[] Bank = ["escrow.deals.read", "escrow.loans.write", "escrow.advices.write"];

    /// <summary>Confidential clients, by client credentials.</summary>
    public static readonly IReadOnlyList<Client> Clients =
    [
        new("bank-a", "bank", Bank) { Organisation = Banks.Seeds.BankA },
        new("bank-b", "bank", Bank) { Organisation = Banks.Seeds.BankB },
        new("bank-pfc", "bank", Bank) { Organisation = Banks.Seeds.ProvidentFund },
        new("trustee-maker", "trustee", "escrow.deals.read", "escrow.deals.open", "escrow.deals.sign", "escrow.deals.manage", "escrow.deals.cancel", "escrow.payments.make"),
        new("trustee-checker", "trustee", "escrow.deals.read", "escrow.deals.manage", "escrow.payments.check"),
        new("court", "court", "escrow.deals.read", "escrow.orders.write"),
        new("registry", "registry", "registry.notices.write"),
        new(EnterpriseRegistry, "enterprise-registry", "inspection.firms.write"),
        new(OfficersSystem, "officers-system", "inspection.officers.write"),
        new("operator", "operator", "operations", "escrow.deals.read", "inspection.read"),
    ];

    /// <summary>What the app may do for a citizen who signed in.</summary>
    public static readonly Client Citizens = new(CitizenApp, "citizen", "escrow.deals.read", "escrow.deals.open", "escrow.deals.sign", "escrow.deals.cancel");

    /// <summary>Every scope there is.</summary>
    public static IEnumerable<string> Scopes => Clients.Append(Citizens).SelectMany(client => client.Scopes).Concat(People.Scopes).Distinct(StringComparer.Ordinal);

    /// <summary>The client that speaks for a bank.</summary>
    public static Client OfBank(string bank) => Clients.Single(client => client.Organisation == bank);

    /// <summary>Every citizen of such a name exists.</summary>
    public static bool IsCitizen(string? name) => name is not null && CitizenName().IsMatch(name);

    [GeneratedRegex("^citizen-[a-z0-9-]{1,60}\\z")]
    private static partial Regex CitizenName();
}
