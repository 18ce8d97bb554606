using System.Diagnostics;
using Pengcheng.Chassis.Commands;
using Pengcheng.Chassis.Deciding;

namespace Pengcheng.Chassis.Tests;

/// <summary>Nothing that is stored leads from an anonymous command to its caller.</summary>
public sealed class AnonymityTests : GroupFixture
{
    private const string Untraced = "headers ->> 'actor' = 'anonymous' and correlation_id is null and causation_id is null and headers ->> 'traceparent' is null";

    [Test]
    public async Task An_anonymous_command_keeps_no_trace_though_its_caller_and_the_others_of_its_commit_have_one()
    {
        var app = await Start(consumes: false);
        Func<Task> Traced(Trigger trigger, string notice) => () =>
        {
            using var request = new Activity("request").Start();
            return Counters(app).Run(Guid.CreateVersion7(), trigger, (_, _) => Decision.Accept(new Counted(1, notice), new Named(notice)));
        };
        await Together(app, [Traced(Message(), "somebody"), Traced(new Trigger.Anonymous(), "nobody"), Traced(Message(), "another")]);
        Assert.That(await Rows($"select count(*) from mt_events where {Untraced}"), Is.EqualTo(2));
        Assert.That(await Rows("select count(*) from mt_events where headers ->> 'actor' = 'test' and correlation_id is not null"), Is.EqualTo(4));
        Assert.That(await Rows("select count(*) from outbox where trace_parent is null and body ->> 'noticeId' = 'nobody'"), Is.EqualTo(1));
        Assert.That(await Rows("select count(*) from deadlines where trace_parent is null"), Is.EqualTo(1));
    }

    [Test]
    public async Task An_anonymous_command_is_looked_for_nowhere_and_carried_out_each_time()
    {
        var app = await Start(consumes: false);
        var id = Guid.CreateVersion7();
        for (var time = 1; time <= 2; time++) await Counters(app).Run(id, new Trigger.Anonymous(), (_, _) => Decision.Accept(new Counted(1)));
        Assert.That((await Counters(app).Load(id)).State!.Count, Is.EqualTo(2));
    }
}

/// <summary>What a command takes along from its caller.</summary>
public sealed class OriginTests
{
    [Test]
    public void A_command_goes_on_in_its_callers_trace_and_an_anonymous_one_in_none()
    {
        using var request = new Activity("request").Start();
        Assert.That(Of(new Trigger.Own("clock")).Origin, Is.EqualTo(request.Context));
        Assert.That(Of(new Trigger.Anonymous()).Origin, Is.EqualTo(default(ActivityContext)));
        Assert.That(Activity.Current, Is.SameAs(request), "the caller goes on in its own");
    }

    [Test]
    public void An_anonymous_command_says_who_acts_and_shares_its_trigger_with_nobody()
    {
        var (one, other) = (Of(new Trigger.Anonymous()), Of(new Trigger.Anonymous()));
        Assert.That((one.Actor, one.TriggerKey.Equals(other.TriggerKey)), Is.EqualTo(("anonymous", false)));
    }

    private static Member<Counter> Of(Trigger trigger) => new(Guid.CreateVersion7(), trigger, (_, _) => Decision.Nothing, null, null!);
}
