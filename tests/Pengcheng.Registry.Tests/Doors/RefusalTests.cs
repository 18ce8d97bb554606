using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Pengcheng.Registry.Notices;

namespace Pengcheng.Registry.Tests.Doors;

/// <summary>What the HTTP door refuses: the answer names the reason, the operator can read it, and nothing is published.</summary>
public sealed class RefusalTests
{
    private static DateTimeOffset Now => Shared.World.Now;

    [Test]
    public Task A_signature_by_another_key() => IsRefused(id =>
        Centre.Signed(id, Now) with { KeyId = Key.Old.Id }, HttpStatusCode.Unauthorized, "registry.signature-invalid");

    [Test]
    public Task A_body_that_was_changed_on_the_way() => IsRefused(id =>
        Centre.Signed(id, Now) with { Body = Centre.Bytes(Centre.Notice(id, "mortgage-cancelled")) }, HttpStatusCode.Unauthorized, "registry.signature-invalid");

    [Test]
    public Task A_time_that_was_changed_on_the_way() => IsRefused(id =>
        Centre.Signed(id, Now.AddDays(-1)) with { Timestamp = $"{Now.ToUnixTimeSeconds()}" }, HttpStatusCode.Unauthorized, "registry.signature-invalid");

    [Test]
    public Task A_key_that_is_not_known() => IsRefused(id =>
        Centre.Signed(id, Centre.Bytes(Centre.Notice(id)), Now, Key.Unknown), HttpStatusCode.Unauthorized, "registry.key-unknown");

    [Test]
    public async Task A_key_that_was_removed_after_the_rotation()
    {
        var rotated = await Shared.World.Start(Key.Current);
        await IsRefused(id => Centre.Signed(id, Centre.Bytes(Centre.Notice(id)), Now, Key.Old), HttpStatusCode.Unauthorized, "registry.key-unknown", at: rotated);
        await rotated.DisposeAsync();
    }

    [TestCase(-301)]
    [TestCase(301)]
    public Task A_time_too_far_from_now(int seconds) => IsRefused(id =>
        Centre.Signed(id, Centre.Bytes(Centre.Notice(id)), Now.AddSeconds(seconds)), HttpStatusCode.Unauthorized, "registry.timestamp-outside");

    [TestCase(-300)]
    [TestCase(300)]
    public async Task But_not_a_time_at_the_limit(int seconds)
    {
        var id = Centre.NewId();
        var answer = await Shared.One.Push(Centre.Signed(id, Centre.Bytes(Centre.Notice(id)), Now.AddSeconds(seconds)));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Accepted));
    }

    [TestCase("webhook-id", "")]
    [TestCase("webhook-id", "a.b")]
    [TestCase("webhook-key-id", "")]
    [TestCase("webhook-timestamp", "")]
    [TestCase("webhook-timestamp", "yesterday")]
    [TestCase("webhook-timestamp", "-1")]
    [TestCase("webhook-timestamp", "99999999999999999999")]
    [TestCase("webhook-signature", "")]
    [TestCase("webhook-signature", "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=")]
    public async Task A_header_that_is_missing_or_malformed(string header, string value)
    {
        var id = Centre.NewId();
        var request = Replica.Request(Centre.Signed(id, Now));
        request.Headers.Remove(header);
        if (value.Length > 0) Replica.Set(request, header, value);
        var answer = await Shared.One.Push(request);
        Assert.That((answer.Status, answer.Code, answer.Field), Is.EqualTo((HttpStatusCode.BadRequest, "registry.header-missing", header)));
        Assert.That(await Shared.World.Accepted(id), Is.Zero);
        Assert.That(await Shared.One.Refusals(header == "webhook-id" ? value : id), Is.Not.Empty);
    }

    [TestCase("", "$")]
    [TestCase("null", "$")]
    [TestCase("[]", "$")]
    [TestCase("transfer registered", "$")]
    [TestCase("""{"noticeId":""", "$")]
    public Task A_body_that_is_not_a_JSON_object(string body, string field) => IsBad(_ => Encoding.UTF8.GetBytes(body), field);

    [TestCase("noticeId")]
    [TestCase("kind")]
    [TestCase("unitNo")]
    [TestCase("acceptanceNo")]
    [TestCase("at")]
    public Task A_member_that_every_notice_has_and_this_one_lacks(string member) => IsBad(id => Without(Centre.Notice(id), member), $"$.{member}");

    [TestCase("transfer-registered", "certificateNo")]
    [TestCase("mortgage-cancelled", "mortgageProofNo")]
    [TestCase("mortgage-registered", "mortgageProofNo")]
    [TestCase("mortgage-registered", "mortgagee")]
    [TestCase("advance-notice-registered", "right")]
    [TestCase("registration-rejected", "reason")]
    public Task A_member_that_this_kind_needs_and_that_is_not_there(string kind, string member) => IsBad(id => Without(Centre.Notice(id, kind), member), $"$.{member}");

    [TestCase("kind", "\"house-burnt-down\"")]
    [TestCase("kind", "1")]
    [TestCase("kind", "\"mortgage-cancelled, mortgage-registered\"")]
    [TestCase("kind", "\"TRANSFER-REGISTERED\"")]
    [TestCase("right", "\"transfer, mortgage\"")]
    [TestCase("noticeId", "\"another\"")]
    [TestCase("unitNo", "\"440304005003GB00012F0001020\"")]
    [TestCase("certificateNo", "\"0012345\"")]
    [TestCase("acceptanceNo", "\"\"")]
    [TestCase("acceptanceNo", "\"SZ\\u0000\"")]
    [TestCase("acceptanceNo", "\"\\ud800\"")]
    [TestCase("at", "\"tomorrow\"")]
    [TestCase("at", "null")]
    public Task A_member_that_breaks_its_rule(string member, string value) => IsBad(id =>
    {
        var notice = Centre.Notice(id);
        notice[member] = "?";
        return Encoding.UTF8.GetBytes(notice.ToJsonString().Replace($"\"{member}\":\"?\"", $"\"{member}\":{value}", StringComparison.Ordinal));
    }, $"$.{member}");

    [Test]
    public async Task A_body_beyond_all_bounds_is_413()
    {
        var id = Centre.NewId();
        var answer = await Shared.One.Push(Centre.Signed(id, new byte[Verification.LargestBody + 1], Now));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    [Test]
    public async Task The_reason_is_given_in_Chinese_to_those_who_ask_for_it()
    {
        var request = Replica.Request(Centre.Signed(Centre.NewId(), Centre.Bytes(new JsonObject()), Now, Key.Unknown));
        request.Headers.AcceptLanguage.ParseAdd("zh-CN");
        Assert.That((string?)(await Shared.One.Push(request)).Body!["title"], Is.EqualTo("密钥 rerc-2019 无效。"));
    }

    private static byte[] Without(JsonObject notice, string member)
    {
        notice.Remove(member);
        return Centre.Bytes(notice);
    }

    private static Task IsBad(Func<string, byte[]> body, string field) => IsRefused(
        id => Centre.Signed(id, body(id), Now), HttpStatusCode.BadRequest, "registry.body-invalid", field);

    private static async Task IsRefused(Func<string, RawNotice> make, HttpStatusCode status, string code, string? field = null, Replica? at = null)
    {
        var id = Centre.NewId();
        var raw = make(id);
        var answer = await (at ?? Shared.One).Push(raw);
        Assert.That((answer.Status, answer.Code, answer.Field), Is.EqualTo((status, code, field)), answer.Body?.ToJsonString());
        Assert.That(answer.MediaType, Is.EqualTo("application/problem+json"));

        var recorded = await Shared.Two.Refusals(id);
        Assert.That(recorded, Has.Count.EqualTo(1));
        Assert.That((string?)recorded[0]["code"], Is.EqualTo(code));
        Assert.That((string?)recorded[0]["reason"], Is.EqualTo((string?)answer.Body!["detail"]));
        Assert.That((string?)recorded[0]["raw"]!["channel"], Is.EqualTo("http"));
        Assert.That((string?)recorded[0]["raw"]!["signature"], Is.EqualTo(raw.Signature));
        Assert.That(Convert.FromBase64String((string)recorded[0]["raw"]!["body"]!), Is.EqualTo(raw.Body));
        Assert.That(await Shared.World.Accepted(id), Is.Zero);
    }
}
