using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Pengcheng.Contracts.Identifiers;

/// <summary>
/// A bank account (账号) of any bank, 6 to 32 letters, digits and inner hyphens. There is no public check:
/// whether it exists, and whose it is, only the bank's name check knows.
/// </summary>
[JsonConverter(typeof(PlainTextConverter<AccountNumber>))]
public sealed record AccountNumber : Identifier<AccountNumber>, IPlainText<AccountNumber>
{
    private AccountNumber(string text) : base(text) { }

    /// <inheritdoc />
    public static TextFormat Format { get; } = new("account-number", "bank account number", "银行账号", "4000010229200880001");

    /// <summary>For logs: the last four characters.</summary>
    public string Masked => Characters.Mask(Text, 0, 4);

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [MaybeNullWhen(false)] out AccountNumber value, [NotNullWhen(false)] out Reason? why)
    {
        value = null;
        var account = Characters.Upper(text ?? "");
        why = account.Length == 0 ? Format.Missing()
            : !HasShape(account) ? Format.Shape("6 to 32 letters, digits or inner hyphens", "6 至 32 位字母、数字或中间的连字符")
            : null;
        if (why is not null)
        {
            return false;
        }

        value = new AccountNumber(account);
        return true;
    }

    private static bool HasShape(string account) => account.Length is >= 6 and <= 32
        && char.IsAsciiLetterOrDigit(account[0])
        && char.IsAsciiLetterOrDigit(account[^1])
        && account.All(c => c == '-' || char.IsAsciiLetterOrDigit(c));
}
