using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Pengcheng.Contracts.Identifiers;
using Pengcheng.Contracts.Registry;

namespace Pengcheng.Contracts.Tests;

/// <summary>An enum is exactly one of its words: no number, no other casing, no list that adds up to another one.</summary>
[TestFixture(typeof(AdvanceNoticeRight))]
[TestFixture(typeof(Sex))]
[TestFixture(typeof(TravelPermitKind))]
[TestFixture(typeof(Turn))]
public sealed class EnumWordsTests<T> where T : struct, Enum
{
    private static readonly IReadOnlyList<string> Words = EnumWords.All(typeof(T));

    private static readonly JsonSerializerOptions[] Readers =
        [ContractJson.Requests, ContractJson.Events, .. typeof(T) == typeof(Turn) ? Array.Empty<JsonSerializerOptions>() : [JsonSerializerOptions.Web]];

    [Test]
    public void Each_value_is_its_word_and_back() => Assert.Multiple(() =>
    {
        Assert.That(Words, Is.Unique.And.Count.EqualTo(Enum.GetValues<T>().Length).And.All.Match("^[a-z]+(-[a-z]+)*$"));
        foreach (var (value, word) in Enum.GetValues<T>().Zip(Words))
            foreach (var options in Readers)
            {
                Assert.That(JsonSerializer.Serialize(value, options), Is.EqualTo($"\"{word}\""));
                Assert.That(JsonSerializer.Deserialize<T>($"\"{word}\"", options), Is.EqualTo(value));
                Assert.That(JsonSerializer.Deserialize<Dictionary<T, int>>($"{{\"{word}\":1}}", options), Is.EqualTo(new Dictionary<T, int> { [value] = 1 }));
                Assert.That(JsonSerializer.Deserialize<T?>("null", options), Is.Null);
            }
    });

    [Test]
    public void No_other_text_is_one() => Holds.ForAll(Near, text =>
    {
        if (Words.Contains(text)) return;
        Assert.That(EnumWords.TryParse<T>(text, out var value, out var why), Is.False);
        Assert.That(value, Is.EqualTo(default(T)));
        Assert.That((why!.English, why.Chinese), Is.EqualTo(($"The value must be one of: {string.Join(", ", Words)}.", $"取值应为下列之一：{string.Join("、", Words)}。")));
        var json = JsonSerializer.Serialize(text);
        foreach (var options in Readers) Refuses(json, options);
    }, times: 5000);

    [TestCase("0"), TestCase("1"), TestCase("1.5"), TestCase("true"), TestCase("{}"), TestCase("[]"), TestCase("null")]
    public void No_other_JSON_is_one(string json)
    {
        foreach (var options in Readers) Refuses(json, options);
    }

    [Test]
    public void Half_a_character_is_refused_too() => Assert.That(() => JsonSerializer.Deserialize<Holder>("""{"value":"\ud800"}""", ContractJson.Requests),
        Throws.TypeOf<JsonException>().With.Property("Path").EqualTo("$.value"));

    [Test]
    public void A_value_without_a_name_is_not_written() =>
        Assert.That(() => JsonSerializer.Serialize((T)Enum.ToObject(typeof(T), 99), ContractJson.Events), Throws.TypeOf<ArgumentOutOfRangeException>());

    // The names of the code, numbers, lists, casings and blanks around what is right, and anything at all.
    private static Gen<string?> Near => Gen.OneOf(
        Hostile.TextsNear(Gen.Elements(Words.ToArray())),
        Gen.Elements(Enum.GetNames<T>()).Select(Nullable),
        Gen.Choose(-2, 5).Select(number => Nullable($"{number}")),
        from first in Gen.Elements(Words.Concat(Enum.GetNames<T>()).ToArray())
        from second in Gen.Elements(Words.Concat(Enum.GetNames<T>()).ToArray())
        from between in Gen.Elements(",", ", ", "|", " ", ";")
        select Nullable(first + between + second),
        from word in Gen.Elements(Words.ToArray())
        from blank in Gen.Elements(" ", "\t", "\n", "\u00a0", "\0")
        from before in Gen.Elements(true, false)
        select Nullable(before ? blank + word : word + blank));

    private static string? Nullable(string text) => text;

    private static void Refuses(string json, JsonSerializerOptions options) => Assert.That(() => JsonSerializer.Deserialize<Holder>($"{{\"value\":{json}}}", options),
        Throws.TypeOf<JsonException>().With.Property("Path").EqualTo("$.value").And.InnerException.TypeOf<RefusedFormatException>());

    private sealed record Holder(T Value);
}

/// <summary>An enum without an attribute of its own, with words of several parts and a number that two others add up to.</summary>
public enum Turn
{
    /// <summary>0.</summary>
    StraightOn,

    /// <summary>1.</summary>
    HardLeft,

    /// <summary>2.</summary>
    HardRight,

    /// <summary>3: left and right.</summary>
    UTurn,
}
