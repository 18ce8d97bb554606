using System.Text.RegularExpressions;

namespace Pengcheng.Sandbox.Identity;

/// <summary>Who may ask for a token: what it may do, in which role, and for which bank.</summary>
public sealed record Client(string Id, string Role, string? Bank, params string[] Scopes);

/// <summary>The clients and citizens of the sandbox. Secrets come from the configuration; a client without one cannot sign in.</summary>
public static partial class Partners
{
    /// <summary>The public client of the citizens' mobile app.</summary>
    public const string CitizenApp = "citizen-app";

    private static readonly string[] Bank = ["escrow.deals.read", "escrow.loans.write", "escrow.advices.write"];

    /// <summary>Confidential clients, by client credentials.</summary>
    public static readonly IReadOnlyList<Client> Clients =
    [
        new("bank-a", "bank", Banks.Seeds.BankA, Bank),
        new("bank-b", "bank", Banks.Seeds.BankB, Bank),
        new("bank-pfc", "bank", Banks.Seeds.ProvidentFund, Bank),
        new("trustee-maker", "trustee", null, "escrow.deals.read", "escrow.deals.open", "escrow.deals.sign", "escrow.deals.manage", "escrow.deals.cancel", "escrow.payments.make"),
        new("trustee-checker", "trustee", null, "escrow.deals.read", "escrow.deals.manage", "escrow.payments.check"),
        new("court", "court", null, "escrow.deals.read", "escrow.orders.write"),
        new("registry", "registry", null, "registry.notices.write"),
        new("operator", "operator", null, "operations", "escrow.deals.read"),
    ];

    /// <summary>What the app may do for a citizen who signed in.</summary>
    public static readonly Client Citizens = new(CitizenApp, "citizen", null, "escrow.deals.read", "escrow.deals.open", "escrow.deals.sign", "escrow.deals.cancel");

    /// <summary>Every scope there is.</summary>
    public static IEnumerable<string> Scopes => Clients.Append(Citizens).SelectMany(client => client.Scopes).Distinct(StringComparer.Ordinal);

    /// <summary>The client that speaks for a bank.</summary>
    public static Client OfBank(string bank) => Clients.Single(client => client.Bank == bank);

    /// <summary>Every citizen of such a name exists.</summary>
    public static bool IsCitizen(string? name) => name is not null && CitizenName().IsMatch(name);

    [GeneratedRegex("^citizen-[a-z0-9-]{1,60}\\z")]
    private static partial Regex CitizenName();
}
