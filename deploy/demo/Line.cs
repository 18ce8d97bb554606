using System.Text.Json;
using Pengcheng.Contracts;

namespace Pengcheng.Demo;

/// <summary>A payment of a deal, as the platform shows it.</summary>
/// <param name="No">The line.</param>
/// <param name="Purpose">E.g. <c>payoff</c>.</param>
/// <param name="State">E.g. <c>settled</c>.</param>
/// <param name="Amount">The amount.</param>
/// <param name="Payee">To whom.</param>
/// <param name="Reference">The present reference; ends with the attempt group.</param>
/// <param name="Code">Why it failed.</param>
/// <param name="Held">Why it waits.</param>
public sealed record Line(int No, string Purpose, string State, Money Amount, Account Payee, string? Reference, string? Code, string? Held)
{
    /// <summary>The attempt group, from 1; 0 before the first.</summary>
    public int Group => Reference is null ? 0 : int.Parse(Reference[(Reference.LastIndexOf('-') + 1)..], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The payments of a deal's view.</summary>
    public static IReadOnlyList<Line> Of(JsonElement view) => [.. view.GetProperty("payments").EnumerateArray().Select(line => new Line(
        line.GetProperty("line").GetInt32(), Text(line, "purpose")!, Text(line, "state")!, Checks.AmountOf(line), Account.Read(line.GetProperty("payee")),
        Text(line, "reference"), Text(line, "code"), Text(line, "held")))];

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}

/// <summary>A payment in the bank's own books.</summary>
public sealed record BankPayment(string Reference, string Status, Money Amount, string RemittanceInfo)
{
    /// <summary>The deal and the line that it was made for, whatever the attempt.</summary>
    public string Line => Reference[..Reference.LastIndexOf('-')];

    /// <summary>From the sandbox's answer.</summary>
    public static BankPayment Read(JsonElement entry)
    {
        var payment = entry.GetProperty("payment");
        return new BankPayment(payment.GetProperty("reference").GetString()!, payment.GetProperty("status").GetString()!, Checks.AmountOf(payment), entry.GetProperty("remittanceInfo").GetString()!);
    }
}

/// <summary>Money that came in, in the bank's own books.</summary>
internal sealed record Credit(string BankReference, Money Amount, string Payer)
{
    /// <summary>From the sandbox's answer.</summary>
    public static Credit Read(JsonElement entry) =>
        new(entry.GetProperty("bankReference").GetString()!, Checks.AmountOf(entry), entry.GetProperty("counterparty").GetProperty("account").GetString()!);
}

/// <summary>Words on the wire are kebab-case; here they are compared without regard to that.</summary>
internal static class Kebab
{
    public static readonly IEqualityComparer<string?> Comparer = EqualityComparer<string?>.Create(
        (a, b) => Plain(a) == Plain(b), text => Plain(text).GetHashCode(StringComparison.Ordinal));

    private static string Plain(string? text) => (text ?? "").Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
}
