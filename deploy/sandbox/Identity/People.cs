using System.Text.RegularExpressions;
using Pengcheng.Contracts.Identifiers;

namespace Pengcheng.Sandbox.Identity;

/// <summary>Somebody who signs in: with the rights of which client, and as whom.</summary>
public sealed record Person(Client Client, string Subject);

/// <summary>
/// The people who sign in with a password, all with the same one: citizens, firms in 深i企, and the staff of bodies, streets and the
/// supervision body in 深政易. Whoever has a well-formed name exists.
/// </summary>
public static partial class People
{
    /// <summary>The public client of the firms' app.</summary>
    public const string FirmApp = "firm-app";

    /// <summary>The public client of the staff's app.</summary>
    public const string StaffApp = "staff-app";

    private const string Read = "inspection.read";

    private static readonly Client Firm = new(FirmApp, "firm", Read, "inspection.firm");

    private static readonly Dictionary<string, Client> Staff = new[]
    {
        new Client(StaffApp, "officer", Read, "inspection.scan", "inspection.results"),
        new Client(StaffApp, "planner", Read, "inspection.plans"),
        new Client(StaffApp, "head", Read, "inspection.plans", "inspection.approve"),
        new Client(StaffApp, "coordinator", Read, "inspection.coordinate"),
        new Client(StaffApp, "supervisor", Read, "inspection.supervise"),
    }.ToDictionary(client => client.Role, StringComparer.Ordinal);

    /// <summary>Every scope that somebody of them may have.</summary>
    public static IEnumerable<string> Scopes => Staff.Values.Append(Firm).SelectMany(client => client.Scopes);

    /// <summary>Whether people sign in through this client.</summary>
    public static bool SignInThrough(string? client) => client is Partners.CitizenApp or FirmApp or StaffApp;

    /// <summary>The person of this name.</summary>
    /// <param name="client">The app.</param>
    /// <param name="name">E.g. <c>citizen-7f3a</c>, <c>firm-91440300MA5EXX113N-2</c> or <c>officer-44030012@4403-YJ</c>.</param>
    /// <param name="why">If there is none: why not, in the letters that OAuth allows.</param>
    public static Person? Find(string? client, string? name, out string why)
    {
        why = "";
        switch (client)
        {
            case FirmApp: return OfFirm(name ?? "", out why);
            case StaffApp: return OfStaff(name ?? "", out why);
            case Partners.CitizenApp when Partners.IsCitizen(name): return new Person(Partners.Citizens, name!);
            default:
                why = "A citizen's name is citizen- and small letters, digits or hyphens.";
                return null;
        }
    }

    private static Person? OfFirm(string name, out string why)
    {
        why = "A firm's name is firm-{unified social credit code}, or firm-{code}-{number} for one of its people.";
        if (FirmName().Match(name) is not { Success: true } match) return null;
        if (!UnifiedSocialCreditCode.TryParse(match.Groups["code"].Value, out var code, out var reason))
        {
            why = reason.English;
            return null;
        }

        return new Person(Firm with { Organisation = code.ToString() }, name);
    }

    private static Person? OfStaff(string name, out string why)
    {
        why = "A name of the staff is {role}-{number}@{organisation}, with 1 to 40 letters, digits and hyphens as the number.";
        if (StaffName().Match(name) is not { Success: true } match) return null;
        if (!Staff.TryGetValue(match.Groups["role"].Value, out var role))
        {
            why = $"The role is one of {string.Join(", ", Staff.Keys)}.";
            return null;
        }

        if (!Organisation().IsMatch(match.Groups["organisation"].Value))
        {
            why = "The organisation after @ is the code of a body, street or district: 4 to 40 letters, digits and hyphens.";
            return null;
        }

        return new Person(role with { Organisation = match.Groups["organisation"].Value }, name[..name.IndexOf('@')]);
    }

    [GeneratedRegex("^firm-(?<code>[0-9A-Z]{18})(-[0-9]{1,6})?\\z", RegexOptions.ExplicitCapture)]
    private static partial Regex FirmName();

    [GeneratedRegex("^(?<role>[a-z]+)-[A-Za-z0-9-]{1,40}@(?<organisation>.*)\\z", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex StaffName();

    [GeneratedRegex("^[A-Za-z0-9-]{4,40}\\z")]
    private static partial Regex Organisation();
}
