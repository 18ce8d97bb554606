using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Pengcheng.Contracts.Identifiers;

/// <summary>A bank card (银行卡), 16 to 19 digits with Luhn. Not a corporate account: those have no public check.</summary>
[JsonConverter(typeof(PlainTextConverter<BankCardNumber>))]
public sealed record BankCardNumber : Identifier<BankCardNumber>, IPlainText<BankCardNumber>
{
    private BankCardNumber(string text) : base(text) { }

    /// <inheritdoc />
    public static TextFormat Format { get; } = new("bank-card-number", "bank card number", "银行卡号", "6200000000000000422");

    /// <summary>For logs: the first six and the last four digits.</summary>
    public string Masked => Characters.Mask(Text, 6, 4);

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [MaybeNullWhen(false)] out BankCardNumber value, [NotNullWhen(false)] out Reason? why)
    {
        value = null;
        why = string.IsNullOrEmpty(text) ? Format.Missing()
            : !Characters.AreDigits(text, 16, 19) ? Format.Shape("16 to 19 digits without spaces", "16 至 19 位数字，不含空格")
            : !CheckDigits.Luhn(text) ? Format.CheckDigit()
            : null;
        if (why is not null)
        {
            return false;
        }

        value = new BankCardNumber(text!);
        return true;
    }
}
