using System.Text.Json;
using Pengcheng.Contracts.Identifiers;
using Pengcheng.Contracts.Registry;

namespace Pengcheng.Contracts.Tests;

/// <summary>One way to write and read JSON; requests are strict, events forgive what was added later.</summary>
public sealed class ContractJsonTests
{
    private const string Good = """{"unitNo":"440304005003GB00012F00010203","price":"CNY 1.00","right":"transfer","note":null}""";

    [Test]
    public void Names_are_camel_case_enums_words_and_chinese_stays_chinese()
    {
        var request = new Request(RealEstateUnitCode.Parse("440304005003GB00012F00010203"), Money.Cny(100), AdvanceNoticeRight.Transfer, "深圳");
        Assert.That(JsonSerializer.Serialize(request, ContractJson.Requests), Is.EqualTo(Good.Replace("null", "\"深圳\"", StringComparison.Ordinal)));
    }

    [Test]
    public void What_is_well_formed_is_read_by_both() => Assert.That(
        JsonSerializer.Deserialize<Request>(Good, ContractJson.Requests), Is.EqualTo(JsonSerializer.Deserialize<Request>(Good, ContractJson.Events)));

    [TestCase("\"440304005003GB00012F00010203\"", "null", TestName = "null identifier")]
    [TestCase("\"CNY 1.00\"", "null", TestName = "null amount")]
    [TestCase("\"CNY 1.00\"", "1.00", TestName = "amount as a number")]
    [TestCase("\"transfer\"", "0", TestName = "enum as a number")]
    [TestCase("\"transfer\"", "\"lease\"", TestName = "unknown word")]
    [TestCase("\"note\":null", "\"note\":1", TestName = "number for a text")]
    [TestCase("\"price\":\"CNY 1.00\",", "", TestName = "missing member")]
    [TestCase("\"note\":null", "\"note\":null,\"note\":\"x\"", TestName = "member twice")]
    [TestCase("\"price\"", "\"Price\"", TestName = "member in other case")]
    [TestCase("null}", "null,}", TestName = "trailing comma")]
    public void Malformed_json_is_refused_by_the_strict_options(string part, string wrong)
    {
        var json = Good.Replace(part, wrong, StringComparison.Ordinal);
        Assert.That(json, Is.Not.EqualTo(Good));
        Assert.That(() => JsonSerializer.Deserialize<Request>(json, ContractJson.Requests), Throws.TypeOf<JsonException>());
    }

    [TestCase("[\"a\",null]")]
    [TestCase("[null]")]
    public void No_list_has_a_null_among_its_values(string list)
    {
        foreach (var type in (Type[])[typeof(IReadOnlyList<string>), typeof(System.Collections.Immutable.ImmutableList<string>), typeof(string[])])
            Assert.That(() => JsonSerializer.Deserialize(list, type, ContractJson.Requests), Throws.TypeOf<JsonException>(), type.Name);
        Assert.That(JsonSerializer.Deserialize<IReadOnlyList<Guid>>("[]", ContractJson.Requests), Is.Empty);
    }

    [Test]
    public void An_unknown_member_is_refused_in_a_request_and_skipped_in_an_event()
    {
        var json = Good.Replace("\"note\"", "\"added\":{\"later\":[1]},\"note\"", StringComparison.Ordinal);
        Assert.That(() => JsonSerializer.Deserialize<Request>(json, ContractJson.Requests), Throws.TypeOf<JsonException>());
        Assert.That(JsonSerializer.Deserialize<Request>(json, ContractJson.Events), Is.Not.Null);
    }

    [Test]
    public void An_event_without_a_promised_member_is_refused_too() =>
        Assert.That(() => JsonSerializer.Deserialize<Request>("{}", ContractJson.Events), Throws.TypeOf<JsonException>());

    [Test]
    public void Nobody_changes_the_shared_options() =>
        Assert.That((ContractJson.Requests.IsReadOnly, ContractJson.Events.IsReadOnly), Is.EqualTo((true, true)));

    private sealed record Request(RealEstateUnitCode UnitNo, Money Price, AdvanceNoticeRight Right, string? Note);
}
