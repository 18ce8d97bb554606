using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Pengcheng.Contracts.Identifiers;

/// <summary>An ownership certificate (不动产权证号), e.g. <c>粤(2024)深圳市不动产权第0123456号</c>. It has no check digit.</summary>
[JsonConverter(typeof(PlainTextConverter<OwnershipCertificateNo>))]
public sealed record OwnershipCertificateNo : Identifier<OwnershipCertificateNo>, IPlainText<OwnershipCertificateNo>
{
    private OwnershipCertificateNo(string text) : base(text) { }

    /// <inheritdoc />
    public static TextFormat Format { get; } = new("ownership-certificate-no", "ownership certificate number", "不动产权证号", "粤(2024)深圳市不动产权第0123456号");

    /// <summary>The year in which it was issued.</summary>
    public int Year => CertificateText.Year(Text);

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [MaybeNullWhen(false)] out OwnershipCertificateNo value, [NotNullWhen(false)] out Reason? why)
    {
        value = CertificateText.TryRead(text, "不动产权", Format, out var canonical, out why) ? new OwnershipCertificateNo(canonical) : null;
        return value is not null;
    }
}
