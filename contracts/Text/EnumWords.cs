using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Pengcheng.Contracts;

/// <summary>
/// The names of an enum as they are written outside the process: words in kebab case (<c>double-pre-notice</c>). Reading takes
/// exactly these; no number, no other casing, no list of several.
/// </summary>
public static class EnumWords
{
    /// <summary>All of an enum's words, in the order of its values.</summary>
    public static IReadOnlyList<string> All(Type type) => [.. Enum.GetNames(type).Select(Of)];

    /// <summary>The word for a name in the code.</summary>
    public static string Of(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    /// <summary>The word for a value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The enum has no name for it.</exception>
    public static string Of<TEnum>(TEnum value) where TEnum : struct, Enum =>
        Table<TEnum>.Words.TryGetValue(value, out var word)
            ? word
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{typeof(TEnum).Name} has no such name.");

    /// <summary>Reads a word. Never throws.</summary>
    /// <param name="text">Any text, or none.</param>
    /// <param name="value">The value when true.</param>
    /// <param name="why">The reason when false; it names all the words.</param>
    public static bool TryParse<TEnum>([NotNullWhen(true)] string? text, out TEnum value, [NotNullWhen(false)] out Reason? why) where TEnum : struct, Enum
    {
        value = default;
        why = text is not null && Table<TEnum>.Values.TryGetValue(text, out value) ? null : Table<TEnum>.Unknown;
        return why is null;
    }

    private static class Table<TEnum> where TEnum : struct, Enum
    {
        public static readonly FrozenDictionary<TEnum, string> Words = Enum.GetNames<TEnum>().ToFrozenDictionary(Enum.Parse<TEnum>, Of);

        public static readonly FrozenDictionary<string, TEnum> Values = Words.ToFrozenDictionary(one => one.Value, one => one.Key, StringComparer.Ordinal);

        public static readonly Reason Unknown = new("choice.unknown",
            $"The value must be one of: {string.Join(", ", All(typeof(TEnum)))}.", $"取值应为下列之一：{string.Join("、", All(typeof(TEnum)))}。");
    }
}
