using System.Diagnostics.CodeAnalysis;

namespace Pengcheng.Contracts.Identifiers;

/// <summary>
/// What all identifiers share: one canonical text, equality by it, and the ways in which .NET reads a text
/// (routes and queries of minimal APIs included). An identifier that exists is well formed.
/// </summary>
/// <typeparam name="TSelf">The identifier's own type.</typeparam>
[SuppressMessage("Design", "CA1000", Justification = "Called as CnapsCode.Parse(...): the type argument is never written.")]
public abstract record Identifier<TSelf> : ISpanParsable<TSelf>
    where TSelf : Identifier<TSelf>, IPlainText<TSelf>
{
    private protected Identifier(string text) => Text = text;

    /// <summary>The canonical text.</summary>
    private protected string Text { get; }

    /// <summary>The canonical text. For logs use <c>Masked</c> where an identifier has it.</summary>
    public sealed override string ToString() => Text;

    /// <summary>Reads the text.</summary>
    /// <exception cref="RefusedFormatException">It is not such an identifier, for the reason given.</exception>
    public static TSelf Parse(string? text) =>
        TSelf.TryParse(text, out var value, out var why) ? value : throw new RefusedFormatException(why);

    /// <inheritdoc />
    public static TSelf Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc />
    public static TSelf Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s.ToString());

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out TSelf result) =>
        TSelf.TryParse(s, out result, out _);

    /// <inheritdoc />
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, [MaybeNullWhen(false)] out TSelf result) =>
        TSelf.TryParse(s.ToString(), out result, out _);

}
