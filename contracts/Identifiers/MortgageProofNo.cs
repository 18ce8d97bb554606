using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Pengcheng.Contracts.Identifiers;

/// <summary>A registration proof of a mortgage (不动产登记证明号), e.g. <c>粤(2024)深圳市不动产证明第0123456号</c>. It has no check digit.</summary>
[JsonConverter(typeof(PlainTextConverter<MortgageProofNo>))]
public sealed record MortgageProofNo : Identifier<MortgageProofNo>, IPlainText<MortgageProofNo>
{
    private MortgageProofNo(string text) : base(text) { }

    /// <inheritdoc />
    public static TextFormat Format { get; } = new("mortgage-proof-no", "mortgage proof number", "不动产登记证明号", "粤(2024)深圳市不动产证明第0123456号");

    /// <summary>The year in which it was issued.</summary>
    public int Year => CertificateText.Year(Text);

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [MaybeNullWhen(false)] out MortgageProofNo value, [NotNullWhen(false)] out Reason? why)
    {
        value = CertificateText.TryRead(text, "不动产证明", Format, out var canonical, out why) ? new MortgageProofNo(canonical) : null;
        return value is not null;
    }
}
