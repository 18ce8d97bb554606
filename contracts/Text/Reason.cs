namespace Pengcheng.Contracts;

/// <summary>Why a text is not the thing it should be. The text itself is never repeated: it may be personal.</summary>
/// <param name="Code">Stable, e.g. <c>cnaps-code.check-digit</c>; clients may rely on it.</param>
/// <param name="English">One plain sentence.</param>
/// <param name="Chinese">The same sentence in Simplified Chinese.</param>
public sealed record Reason(string Code, string English, string Chinese)
{
    /// <summary>
    /// A doubt rather than a certainty: the thing may be genuine all the same (an early credit code with a
    /// wrong check character), and a person may have it put on the list of exceptions.
    /// </summary>
    public bool Soft { get; init; }
}

/// <summary>The only exception that reading a text throws.</summary>
public sealed class RefusedFormatException : FormatException
{
    /// <summary>Refused for this reason.</summary>
    public RefusedFormatException(Reason reason) : base(reason.English) => Reason = reason;

    /// <summary>Why, with its stable code and in both languages.</summary>
    public Reason Reason { get; }
}
