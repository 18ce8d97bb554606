using System.Globalization;
using Pengcheng.Chassis.Crypto;

namespace Pengcheng.Chassis.Tests;

/// <summary>Tokens that only their maker can make and read.</summary>
public sealed class SealedTokenTests
{
    private static readonly SealedToken Token = new("T1.", 9);
    private static readonly byte[] Content = [1, 2, 3, 4, 5, 6, 7, 8, 9];

    [Test]
    public void What_was_sealed_is_read_again_with_the_key_of_its_generation_only()
    {
        var token = Token.Make(Keys(1), Content);
        Assert.That(Token.Open(token, [Keys(1)]), Is.EqualTo(Content));
        Assert.That(Token.Open(token, [Keys(2), Keys(1)]), Is.EqualTo(Content));
        Assert.That(Token.Open(token, [Keys(2)]), Is.Null);
        Assert.That(Token.Open(token, [Keys(3) with { Generation = 1 }]), Is.Null, "the same generation of somebody else's");
    }

    [Test]
    public void No_character_can_be_changed_added_or_left_out()
    {
        var token = Token.Make(Keys(1), Content);
        for (var i = 0; i < token.Length; i++)
        {
            Assert.That(Token.Open(token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..], [Keys(1)]), Is.Null, $"another at {i}");
            Assert.That(Token.Open(token[..i] + token[(i + 1)..], [Keys(1)]), Is.Null, $"none at {i}");
        }

        foreach (var garbage in (string[])["", "T1.", token + "A", "T2." + token[3..], " " + token, new SealedToken("T1.", 8).Make(Keys(1), Content.AsSpan(1))])
            Assert.That(Token.Open(garbage, [Keys(1)]), Is.Null, garbage);
    }

    private static TokenKeys Keys(byte seed) => new(
        seed, [.. Enumerable.Repeat(seed, 16)], [.. Enumerable.Repeat(seed, 32)], new string('0', 62) + seed.ToString("x2", CultureInfo.InvariantCulture));
}
