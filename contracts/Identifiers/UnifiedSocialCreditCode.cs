using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Pengcheng.Contracts.Identifiers;

/// <summary>
/// A unified social credit code (统一社会信用代码, GB 32100-2015), 18 characters: 1 authority, 1 class, 6 area,
/// 9 organisation code with its own check (GB 11714), 1 check by MOD 31; alphabet without I, O, S, V, Z.
/// </summary>
/// <remarks>
/// Early pilots issued genuine codes with check characters that do not match. Those are refused softly
/// (<see cref="Reason.Soft"/>) unless they are on the allow-list, <see cref="AllowLegacy"/>.
/// </remarks>
[JsonConverter(typeof(PlainTextConverter<UnifiedSocialCreditCode>))]
public sealed record UnifiedSocialCreditCode : Identifier<UnifiedSocialCreditCode>, IPlainText<UnifiedSocialCreditCode>
{
    private static volatile FrozenSet<string> _legacy = FrozenSet<string>.Empty;

    private UnifiedSocialCreditCode(string text) : base(text) { }

    /// <inheritdoc />
    public static TextFormat Format { get; } = new("credit-code", "unified social credit code", "统一社会信用代码", "91440300MA5EXX113N");

    /// <summary>The area of the registering authority, GB/T 2260.</summary>
    public string Area => Text[2..8];

    /// <summary>The organisation code (组织机构代码), 9 characters.</summary>
    public string Organisation => Text[8..17];

    /// <summary>Whether a check character does not match, and the code is good by the allow-list only.</summary>
    public bool IsLegacy => !ChecksMatch(Text);

    /// <summary>
    /// Replaces the allow-list of genuine codes with wrong check characters. Configuration data of the process, set
    /// once when it starts; codes must have the shape.
    /// </summary>
    /// <exception cref="RefusedFormatException">One of them has not.</exception>
    public static void AllowLegacy(IEnumerable<string> codes)
    {
        var list = codes.Select(Characters.Upper).ToFrozenSet(StringComparer.Ordinal);
        if (list.Any(code => !HasShape(code)))
        {
            throw new RefusedFormatException(Shape());
        }

        _legacy = list;
    }

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [MaybeNullWhen(false)] out UnifiedSocialCreditCode value, [NotNullWhen(false)] out Reason? why)
    {
        value = null;
        var code = Characters.Upper(text ?? "");
        why = code.Length == 0 ? Format.Missing()
            : !HasShape(code) ? Shape()
            : !ChecksMatch(code) && !_legacy.Contains(code) ? Format.CheckDigit() with { Soft = true }
            : null;
        if (why is not null)
        {
            return false;
        }

        value = new UnifiedSocialCreditCode(code);
        return true;
    }

    private static bool HasShape(string code) => code.Length == 18
        && code.All(c => CheckDigits.CreditCodeAlphabet.Contains(c, StringComparison.Ordinal))
        && Characters.AreDigits(code.AsSpan(2, 6));

    private static bool ChecksMatch(string code) =>
        CheckDigits.Mod31(code.AsSpan(0, 17)) == code[17] && CheckDigits.Gb11714(code.AsSpan(8, 8)) == code[16];

    private static Reason Shape() => Format.Shape(
        "18 digits and capital letters other than I, O, S, V and Z, with 6 digits from the third on",
        "18 位数字或大写字母（不含 I、O、S、V、Z），第 3 至 8 位为数字");
}
