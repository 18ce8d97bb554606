using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Pengcheng.Registry.Notices;

namespace Pengcheng.Registry.Tests.Doors;

/// <summary>Whatever comes in, the doors answer with a reason: never with a failure of ours, and never with yes.</summary>
public sealed class HostileTests
{
    [Test]
    public void A_mutated_push_is_refused_and_never_fails()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Hostile.Deliveries.ToArbitrary(), raw =>
        {
            var request = Replica.Request(raw);
            if (!CanTravel(request, raw)) return true;
            var answer = Shared.One.Push(request).GetAwaiter().GetResult();
            return answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized;
        }));
    }

    [Test]
    public void A_body_that_the_registry_signed_but_should_not_have_is_refused_and_never_fails()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Hostile.Bodies.ToArbitrary(), body =>
        {
            var id = Centre.NewId();
            // Bodies carry the id of another notice, so none of them may be accepted, however well it reads.
            var answer = Shared.Two.Push(Centre.Signed(id, body, Shared.World.Now)).GetAwaiter().GetResult();
            return answer is { Status: HttpStatusCode.BadRequest, Code: "registry.body-invalid", Field.Length: > 0 };
        }));
    }

    [TearDown]
    public async Task Nothing_was_accepted() => Assert.That(await Shared.World.Accepted(Hostile.Id), Is.Zero);

    // HTTP itself, or our own client, keeps some texts from ever being sent in a header.
    private static bool CanTravel(HttpRequestMessage request, RawNotice raw)
    {
        string? Sent(string name) => request.Headers.TryGetValues(name, out var values) ? values.Single() : "";
        return Sent("webhook-id") == raw.NoticeId && Sent("webhook-timestamp") == raw.Timestamp && Sent("webhook-key-id") == raw.KeyId
            && Sent("webhook-signature") == raw.Signature
            && new[] { raw.NoticeId, raw.Timestamp, raw.KeyId, raw.Signature }.All(text => text == text.Trim() && text.All(c => c is >= ' ' and <= '~'));
    }
}
