using System.Net;
using System.Text.Json;
using Pengcheng.Contracts;
using Pengcheng.Registry.Notices;

namespace Pengcheng.Registry.Tests.Doors;

/// <summary>What was accepted can be shown, and proved, years later; and only to those who may see it.</summary>
public sealed class EvidenceTests
{
    private static readonly RegistryKeys Keys = Setup.KeysOf(Key.Current);

    [TestCase(true)]
    [TestCase(false)]
    public async Task An_accepted_notice_verifies_again_from_what_was_stored(bool http)
    {
        var id = Centre.NewId();
        var notice = Centre.Notice(id);
        notice["registrar"] = "not in the contract, but signed";
        var raw = Centre.Signed(id, Centre.Bytes(notice), Shared.World.Now);
        if (http) await Shared.One.Push(raw);
        else await Shared.World.Broker.Push(raw);
        await Shared.World.Broker.EventsOf(id);

        var answer = await Shared.Two.Read($"/registry/v1/notices/{id}");
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
        var stored = answer.Body.Deserialize<NoticeAccepted>(ContractJson.Events)!;
        Assert.That(stored.Raw.Body, Is.EqualTo(raw.Body), "byte by byte");
        Assert.That(stored.Sha256, Is.EqualTo(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(raw.Body))));
        Assert.That(stored.Raw.Channel, Is.EqualTo(http ? "http" : "amqp"));
        Assert.That(Verification.Check(stored.Raw, Keys, Shared.World.Now), Is.Null, "the signature holds");
        stored.Raw.Body[0] ^= 1;
        Assert.That(Verification.Check(stored.Raw, Keys, Shared.World.Now)?.Error, Is.EqualTo(RegistryErrors.SignatureInvalid), "and would not after a change");
    }

    [Test]
    public async Task A_notice_that_never_came_or_was_refused_is_not_found()
    {
        var refused = Centre.NewId();
        await Shared.One.Push(Centre.Signed(refused, Centre.Bytes(Centre.Notice(refused)), Shared.World.Now, Key.Unknown));
        Assert.That((await Shared.One.Read($"/registry/v1/notices/{refused}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Shared.One.Read($"/registry/v1/notices/{Centre.NewId()}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Refusals_are_listed_with_the_latest_first()
    {
        var (first, second) = (Centre.NewId(), Centre.NewId());
        foreach (var id in new[] { first, second }) await Shared.One.Push(Centre.Signed(id, Centre.Bytes(Centre.Notice(id)), Shared.World.Now, Key.Unknown));
        var listed = (await Shared.One.Read("/registry/v1/refusals")).Body!.AsArray().Select(refused => (string?)refused!["raw"]!["noticeId"]).ToList();
        Assert.That(listed.Take(2), Is.EqualTo(new[] { second, first }));
    }

    [TestCase("POST", "/registry/v1/notices")]
    [TestCase("GET", "/registry/v1/notices/x")]
    [TestCase("GET", "/registry/v1/refusals")]
    public async Task Without_a_token_or_its_scope_there_is_nothing_to_see(string method, string path)
    {
        HttpRequestMessage Request() => method == "POST" ? Replica.Request(Centre.Signed(Centre.NewId(), Shared.World.Now)) : new HttpRequestMessage(HttpMethod.Get, path);
        var anonymous = await Shared.One.Send(Request(), null);
        Assert.That((anonymous.Status, anonymous.Code), Is.EqualTo((HttpStatusCode.Unauthorized, "unauthenticated")));
        var other = await Shared.One.Send(Request(), Shared.World.Token(method == "POST" ? "operations escrow.deals.read" : "registry.notices.write"));
        Assert.That((other.Status, other.Code), Is.EqualTo((HttpStatusCode.Forbidden, "forbidden")));
    }
}
