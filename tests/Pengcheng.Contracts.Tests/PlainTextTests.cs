using System.Text.Json;
using FsCheck.Fluent;
using Pengcheng.Contracts.Identifiers;

namespace Pengcheng.Contracts.Tests;

/// <summary>What every value that travels as a plain string promises.</summary>
[TestFixture(typeof(Money))]
[TestFixture(typeof(BasisPoints))]
[TestFixture(typeof(ResidentId))]
[TestFixture(typeof(PermanentResidentId))]
[TestFixture(typeof(TravelPermit))]
[TestFixture(typeof(Passport))]
[TestFixture(typeof(UnifiedSocialCreditCode))]
[TestFixture(typeof(RealEstateUnitCode))]
[TestFixture(typeof(CnapsCode))]
[TestFixture(typeof(BankCardNumber))]
[TestFixture(typeof(AccountNumber))]
[TestFixture(typeof(OwnershipCertificateNo))]
[TestFixture(typeof(MortgageProofNo))]
[TestFixture(typeof(DealNo))]
public sealed class PlainTextTests<T> where T : notnull, IPlainText<T>
{
    [Test]
    public void Valid_texts_are_read_and_print_as_they_were() => Holds.ForAll(Valid.Of<T>(), text =>
    {
        Assert.That(T.TryParse(text, out var value, out var why), Is.True, why?.ToString());
        Assert.That(value!.ToString(), Is.EqualTo(text));
    });

    [Test]
    public void No_text_makes_reading_throw_and_each_refusal_has_its_reason() => Holds.ForAll(Hostile.TextsNear(Valid.Of<T>()), text =>
    {
        if (T.TryParse(text, out var value, out var why))
        {
            Assert.That(why, Is.Null);
            Assert.That(T.Parse(text, null), Is.EqualTo(value));
            Assert.That(T.Parse(value.ToString()!, null), Is.EqualTo(value), "printed and read again");
            return;
        }

        Assert.That(why!.Code, Does.Match("^[a-z-]+\\.[a-z-]+$").And.StartsWith(T.Format.Code));
        Assert.That(why.English, Does.EndWith("."));
        Assert.That(why.Chinese, Does.EndWith("。"));
        Assert.That(() => T.Parse(text!, null), Throws.TypeOf<RefusedFormatException>().With.Property("Reason").EqualTo(why));
        Assert.That(() => T.Parse(text.AsSpan(), null), Throws.TypeOf<RefusedFormatException>());
        Assert.That(T.TryParse(text, null, out _), Is.False);
        Assert.That(T.TryParse(text.AsSpan(), null, out _), Is.False);
    }, times: 5000);

    [Test]
    public void Json_is_a_plain_string_and_back() => Holds.ForAll(Valid.Of<T>(), text =>
    {
        var value = T.Parse(text, null);
        foreach (var options in new[] { ContractJson.Requests, ContractJson.Events, JsonSerializerOptions.Web, JsonSerializerOptions.Default })
        {
            var json = JsonSerializer.Serialize(value, options);
            using var document = JsonDocument.Parse(json);
            Assert.That(document.RootElement.GetString(), Is.EqualTo(text));
            Assert.That(JsonSerializer.Deserialize<T>(json, options), Is.EqualTo(value));
        }
    }, times: 100);

    [Test]
    public void Json_dictionaries_can_have_it_as_key()
    {
        var before = new Dictionary<T, int> { [T.Parse(T.Format.Example, null)] = 7 };
        var json = JsonSerializer.SerializeToElement(before, ContractJson.Events);
        Assert.That(json.GetProperty(T.Format.Example).GetInt32(), Is.EqualTo(7));
        Assert.That(json.Deserialize<Dictionary<T, int>>(ContractJson.Events), Is.EqualTo(before));
    }

    [Test]
    public void Json_that_is_not_it_is_refused_with_the_reason_and_the_member() => Holds.ForAll(Hostile.TextsNear(Valid.Of<T>()), text =>
    {
        if (text is null || T.TryParse(text, out _, out _))
        {
            return;
        }

        var json = "{\"value\":" + JsonSerializer.Serialize(text) + "}";
        Assert.That(() => JsonSerializer.Deserialize<Holder>(json, ContractJson.Requests),
            Throws.TypeOf<JsonException>().With.Property("Path").EqualTo("$.value").And.InnerException.TypeOf<RefusedFormatException>());
    });

    [TestCase("1"), TestCase("true"), TestCase("{}"), TestCase("[]"), TestCase("\"\\ud800\""), TestCase("\"\"")]
    public void Json_of_another_kind_is_refused(string json) =>
        Assert.That(() => JsonSerializer.Deserialize<Holder>($"{{\"value\":{json}}}", ContractJson.Requests),
            Throws.TypeOf<JsonException>().With.Property("Path").EqualTo("$.value"));

    [Test]
    public void The_example_in_the_documents_is_valid() =>
        Assert.That(T.Parse(T.Format.Example, null).ToString(), Is.EqualTo(T.Format.Example));

    [Test]
    public void Equal_texts_are_equal_values() => Holds.ForAll(Valid.Of<T>().Two(), pair =>
        Assert.That(T.Parse(pair.Item1, null).Equals(T.Parse(pair.Item2, null)), Is.EqualTo(pair.Item1 == pair.Item2)), times: 200);

    private sealed record Holder(T Value);
}
