using System.Security.Cryptography;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Contracts.Registry;
using Pengcheng.Registry.Notices;

namespace Pengcheng.Registry.Tests.Decisions;

/// <summary>What is decided about a notice, given what came before; and what others hear of it.</summary>
public sealed class NoticeTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    [Test]
    public void The_first_of_its_id_is_accepted()
    {
        var arrived = Arrived("n-1", "transfer-registered");
        Assert.That(Notice.Accept(null, arrived).Events, Is.EqualTo(new object[] { arrived }));
    }

    [Test]
    public void The_same_again_changes_nothing_however_it_comes_and_whenever_it_was_signed()
    {
        var before = new Notice(Arrived("n-1", "transfer-registered"));
        var again = Arrived("n-1", "transfer-registered");
        var decision = Notice.Accept(before, again with { Raw = again.Raw with { Channel = RawNotice.Amqp, Timestamp = "1", KeyId = "another" } });
        Assert.That((decision.Events.Count, decision.Refusal), Is.EqualTo((0, (Chassis.Errors.Refusal?)null)));
    }

    [Test]
    public void Another_body_under_the_id_is_refused()
    {
        var decision = Notice.Accept(new Notice(Arrived("n-1", "transfer-registered")), Arrived("n-1", "mortgage-cancelled"));
        Assert.That(decision.Refusal?.Error, Is.EqualTo(RegistryErrors.NoticeConflict));
        Assert.That(decision.Refusal!.Values["noticeId"], Is.EqualTo("n-1"));
    }

    [Test]
    public void Each_kind_has_its_event()
    {
        var types = Centre.Kinds.Select(kind => Publishing.EventOf(Arrived("n-1", kind.Kind).Body).GetType());
        Assert.That(types, Is.EqualTo(new[]
        {
            typeof(PropertyTransferRegistered), typeof(MortgageCancelled), typeof(MortgageRegistered), typeof(AdvanceNoticeRegistered), typeof(RegistrationRejected),
        }));
        Assert.That(Centre.Kinds, Has.Length.EqualTo(Enum.GetValues<NoticeKind>().Length), "no kind is without a test");
    }

    [Test]
    public void An_event_that_is_not_known_is_not_passed_over()
    {
        Assert.That(() => Notice.Evolve(null, new object()), Throws.TypeOf<UnknownEventException>());
        Assert.That(() => RefusedNotice.Evolve(null, new object()), Throws.TypeOf<UnknownEventException>());
    }

    private static NoticeAccepted Arrived(string id, string kind)
    {
        var json = Centre.Notice(id.PadLeft(6, '0'), kind);
        json["noticeId"] = id;
        var raw = Centre.Signed(id, Centre.Bytes(json), At);
        Assert.That(NoticeBody.TryRead(raw.Body, id, out var body, out _), Is.True);
        return new NoticeAccepted(raw, Convert.ToHexString(SHA256.HashData(raw.Body)), body!);
    }
}
