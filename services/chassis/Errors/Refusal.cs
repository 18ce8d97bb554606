using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Pengcheng.Contracts;

namespace Pengcheng.Chassis.Errors;

/// <summary>
/// One entry of a service's error registry: a stable code, its HTTP status and its sentence in both languages.
/// Sentences name their values in braces: <c>"Unit {unitNo} already has a live deal."</c>
/// </summary>
/// <param name="Code">Stable, kebab-case, prefixed by the service: <c>escrow.unit-has-live-deal</c>.</param>
/// <param name="Status">The HTTP status it maps to, 400 to 499 for refusals.</param>
/// <param name="En">English sentence.</param>
/// <param name="Zh">The same in Simplified Chinese (简体中文).</param>
public sealed record Error(string Code, int Status, string En, string Zh)
{
    /// <summary>A refusal for this reason.</summary>
    /// <param name="values">The values that the sentences name; shown as they are on the wire: an enum as its word, a day and a time as ISO 8601 has them.</param>
    public Refusal With(params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var named = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
            named[name] = Shown(value);
        return new Refusal(this, named.ToImmutable());
    }

    private static string Shown(object? value) => value switch
    {
        Enum word => EnumWords.Of(word.ToString()),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>A refusal whose sentence names no values.</summary>
    public static implicit operator Refusal(Error error) => error.With();
}

/// <summary>Why a command was not carried out. A value, never thrown.</summary>
/// <param name="Error">The entry in the error registry.</param>
/// <param name="Values">The values of this occurrence, by name.</param>
public sealed record Refusal(Error Error, ImmutableSortedDictionary<string, string> Values)
{
    /// <summary>The sentence with its values, in Chinese when <paramref name="chinese"/>, otherwise English.</summary>
    public string Sentence(bool chinese = false)
    {
        var text = new StringBuilder(chinese ? Error.Zh : Error.En);
        foreach (var (name, value) in Values)
            text.Replace("{" + name + "}", value);
        return text.ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Error.Code}: {Sentence()}";
}
