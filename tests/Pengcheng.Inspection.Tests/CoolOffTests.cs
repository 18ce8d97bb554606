namespace Pengcheng.Inspection.Tests;

/// <summary>The sixth unhappy path, continued: who stayed away from others comes with others only, whatever his plan is called now.</summary>
public sealed class CoolOffTests
{
    private static readonly DateOnly Inside = new(2025, 3, 28);

    [Test]
    public void Path_6_the_cool_off_is_the_body_s_for_what_it_inspects()
    {
        var city = Absent().OnFirm((f, _, _) => WithdrawPlan.Decide(f, new WithdrawPlan(Samples.Id(2), "another one instead")));
        city.Submit(9, Samples.Content(Samples.Fire)).Approve(9).Publish(9);
        city.Day(9).Refused(InspectionErrors.CoolOff);
        // For something else it has not stayed away.
        city.Submit(10, Samples.Content(Samples.Fire) with { Items = [new InspectionItem("other", "§9")] }).Approve(10).Publish(10);
        city.Day(10).Said(typeof(VisitScheduled));
    }

    [Test]
    public void Path_6_who_is_left_alone_by_the_others_does_not_come_yet()
    {
        var city = Absent().Submit(3, Samples.Content(Samples.Market, cause: InspectionCause.Complaint)).Approve(3).Refused(InspectionErrors.OverlapOpen);
        city.OnFirm((f, x, p) => MergePlans.Decide(f, new MergePlans(Samples.Id(502), Samples.Market, [Samples.Id(2), Samples.Id(3)]), x, p)).Approve(3).Publish(3);
        city.OnFirm((f, x, p) => ScheduleVisit.Decide(f, new ScheduleVisit(Samples.Id(502), [Samples.Id(2), Samples.Id(3)], Inside, "together"), x, p)).Said(typeof(VisitScheduled)).Settle();
        city.OnFirm((f, _, _) => WithdrawPlan.Decide(f, new WithdrawPlan(Samples.Id(3), "no longer needed"))).Said(typeof(PlanWithdrawn), typeof(PlanReturned)).Settle();
        Assert.That((PlanTests.State(city, 2), city.Visit(Samples.Id(502)).Status), Is.EqualTo((PlanState.Published, VisitStatus.Cancelled)));
    }

    [Test]
    public void Path_6_a_plan_whose_days_have_passed_in_the_pool_gets_others_and_is_approved_anew()
    {
        var city = Absent().OnFirm((f, x, p) => ReschedulePlan.Decide(f, new ReschedulePlan(Samples.Id(2), new DayRange(new DateOnly(2025, 5, 5), new DateOnly(2025, 5, 30))), x, p));
        Assert.That(PlanTests.State(city, 2), Is.EqualTo(PlanState.Rescheduled));
        city.Schedule(new DateOnly(2025, 5, 15), 2).Refused(InspectionErrors.WrongPlanState);
        city.Approve(2).Publish(2).OnFirm((f, x, p) => ScheduleVisit.Decide(f, new ScheduleVisit(Samples.Id(503), [Samples.Id(2)], new DateOnly(2025, 5, 15), "alone"), x, p)).Said(typeof(VisitScheduled));
    }

    // Fire stayed away from the joint visit.
    private static City Absent() => Stages.OnTheDay(Samples.Safety, Samples.Fire).Scan(Samples.Safety).Result(Samples.Safety)
        .OnVisit((v, _, _, _) => MarkAbsent.Decide(v, new MarkAbsent(Samples.Fire))).Settle();
}

internal static class CoolOffSteps
{
    public static City Day(this City city, int plan) => city.OnFirm((f, x, p) =>
        ScheduleVisit.Decide(f, new ScheduleVisit(Samples.Id(500 + plan), [Samples.Id(plan)], new DateOnly(2025, 3, 28), "alone"), x, p));
}
