using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pengcheng.Registry.Doors;
using Pengcheng.Registry.Notices;

namespace Pengcheng.Registry.Tests.Decisions;

/// <summary>Reading what others wrote never fails in any other way than by saying what is wrong.</summary>
public sealed class NoticeBodyTests
{
    [Test]
    public void Reading_a_body_never_throws_and_says_yes_or_why_not() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000),
        Prop.ForAll(Hostile.Bodies.ToArbitrary(), json =>
        {
            var read = NoticeBody.TryRead(json, Hostile.Id, out var body, out var refusal);
            return read == (body is not null) && read == (refusal is null);
        }));

    [Test]
    public void Reading_a_CloudEvent_never_throws() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000),
        Prop.ForAll(Hostile.CloudEvents.ToArbitrary(), message => CloudEvent.Read(message) is { Channel: RawNotice.Amqp }));

    [Test]
    public void A_mutated_delivery_never_passes_for_genuine() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000),
        Prop.ForAll(Hostile.Deliveries.ToArbitrary(), raw => Verification.Check(raw, Hostile.Keys, Hostile.Now) is not null));

    [Test]
    public void Half_a_character_is_refused_in_a_name_as_in_a_value()
    {
        foreach (var json in new[] { """{"\ud800":1,""", """{"extra":"\ud800","noticeId":"\ud800",""" })
        {
            var body = Encoding.UTF8.GetBytes(json + Centre.Notice(Hostile.Id).ToJsonString()[1..]);
            Assert.That(NoticeBody.TryRead(body, Hostile.Id, out _, out var refusal), Is.False);
            Assert.That(refusal?.Error, Is.EqualTo(RegistryErrors.BodyInvalid));
        }
    }

    [Test]
    public void A_long_reason_with_line_breaks_is_a_reason()
    {
        var notice = Centre.Notice(Hostile.Id, "registration-rejected");
        notice["reason"] = "材料不齐:\n1. 完税证明\n2. 身份证明";
        Assert.That(NoticeBody.TryRead(Centre.Bytes(notice), Hostile.Id, out _, out _), Is.True);
        notice["reason"] = new string('x', 2001);
        Assert.That(NoticeBody.TryRead(Centre.Bytes(notice), Hostile.Id, out _, out var refusal), Is.False);
        Assert.That(refusal!.Values["field"], Is.EqualTo("$.reason"));
    }

    [Test]
    public void The_signed_bytes_of_a_CloudEvent_are_those_that_were_written()
    {
        var raw = Centre.Signed(Hostile.Id, Encoding.UTF8.GetBytes("{ \"a\" : 1.0e0,\t\"粤\":\"\\u7ca4\" }"), Hostile.Now);
        Assert.That(CloudEvent.Read(Centre.CloudEvent(raw)).Body, Is.EqualTo(raw.Body));
        Assert.That(CloudEvent.Read(Centre.CloudEvent(raw, base64: true)).Body, Is.EqualTo(raw.Body));
    }
}
