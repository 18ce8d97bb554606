using FsCheck;
using FsCheck.Fluent;

namespace Pengcheng.Contracts.Tests;

/// <summary>Texts that a broken or ill-meaning client sends: any at all, and good ones with one thing wrong.</summary>
internal static class Hostile
{
    // Digits and letters that look or count as ASCII ones to careless code, signs, controls, half a surrogate pair.
    private static readonly char[] Intruders =
        [.. "０９٣५੩𝟗ＸｘıſK（）()-+. ,'\"\\/\0\n\r\t\u00a0\u200b\u202e\ufeff号第CNYcnybpBP¥"];

    /// <summary>Any text, null included, and mutations of the good ones.</summary>
    public static Gen<string?> TextsNear(Gen<string> good) => Gen.OneOf<string?>(
        ArbMap.Default.GeneratorFor<string?>(),
        Gen.Elements<string?>(null, "", " ", "0", "-", new string('9', 100_000), new string('粤', 10_000), "\ud800", "\udfff\ud800"),
        good.Select(Nullable),
        Mutated(good).Select(Nullable),
        Mutated(Mutated(good)).Select(Nullable),
        good.Select(text => Nullable(text.ToLowerInvariant())));

    private static string? Nullable(string text) => text;

    private static Gen<string> Mutated(Gen<string> good) =>
        from text in good
        from position in Gen.Choose(0, Math.Max(0, text.Length - 1))
        from intruder in Gen.OneOf(Gen.Elements(Intruders), ArbMap.Default.GeneratorFor<char>(), Gen.Choose('0', 'Z').Select(c => (char)c))
        from kind in Gen.Choose(0, 6)
        select text.Length == 0 ? text : kind switch
        {
            0 => text.Remove(position, 1),
            1 => text.Insert(position, intruder.ToString()),
            2 => text[..position],
            3 => text + text,
            4 => position + 1 < text.Length ? text[..position] + text[position + 1] + text[position] + text[(position + 2)..] : text,
            5 => text.Replace('0', '０').Replace('1', '１'),
            _ => text[..position] + intruder + text[(position + 1)..],
        };
}
