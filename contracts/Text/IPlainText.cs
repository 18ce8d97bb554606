using System.Diagnostics.CodeAnalysis;

namespace Pengcheng.Contracts;

/// <summary>
/// A value that is a plain string wherever it leaves the process: in JSON, routes, queries, logs and messages.
/// <c>Parse(value.ToString())</c> is the value again. Reading throws nothing but <see cref="RefusedFormatException"/>.
/// </summary>
/// <typeparam name="TSelf">The value's own type.</typeparam>
public interface IPlainText<TSelf> : ISpanParsable<TSelf> where TSelf : IPlainText<TSelf>
{
    /// <summary>Its name and an example.</summary>
    static abstract TextFormat Format { get; }

    /// <summary>Reads the text, or says why it cannot be read. Never throws.</summary>
    /// <param name="text">Any text, or none.</param>
    /// <param name="value">The value when true.</param>
    /// <param name="why">The reason when false.</param>
    static abstract bool TryParse([NotNullWhen(true)] string? text, [MaybeNullWhen(false)] out TSelf value, [NotNullWhen(false)] out Reason? why);
}
