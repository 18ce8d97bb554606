namespace Pengcheng.Inspection.Tests;

/// <summary>Before a plan creates the third inspection, and when it would go beyond the cap.</summary>
public sealed class CapTests
{
    [Test]
    public void The_third_inspection_is_seen_coming()
    {
        var city = Samples.City().Inspect(601).Inspect(602, Samples.Fire);
        city.Submit(1, Samples.Content(Samples.Safety)).Said(typeof(PlanSubmitted), typeof(FrequencyPreAlertRaised), typeof(FrequencyPreAlertRaised));
        Assert.That(city.Last.Events.OfType<FrequencyPreAlertRaised>().Select(e => (e.Window, e.Count)),
            Is.EqualTo(new[] { (FrequencyWindow.RollingYear, 3), (FrequencyWindow.CalendarYear, 3) }));
    }

    [Test]
    public void What_others_plan_counts_as_well_and_a_joint_visit_once()
    {
        var city = Samples.City().Inspect(601).Submit(1, Samples.Content(Samples.Safety)).Submit(2, Samples.Content(Samples.Fire));
        Assert.That(city.Last.Events.OfType<FrequencyPreAlertRaised>().Count(), Is.EqualTo(2), "one that was, two that are to be");
        Assert.That(city.Firm().Docket.Plans[^1].PreAlerts.Select(alert => alert.Count), Is.All.EqualTo(3), "shown with the plan");

        var joint = Samples.City().Submit(1, Samples.Content(Samples.Safety)).Submit(2, Samples.Content(Samples.Fire)).Merge(Samples.Safety, 1, 2);
        joint.Submit(3, Samples.Content(Samples.Market, from: new DateOnly(2025, 4, 1), to: new DateOnly(2025, 4, 9))).Said(typeof(PlanSubmitted));
    }

    [Test]
    public void A_visit_that_has_begun_is_counted_once()
    {
        var city = Samples.City().Inspect(601).Submit(1, Samples.Content(Samples.Safety)).Approve(1).Publish(1).Schedule(null, 1).Settle().Announce();
        city.RunUntil(ShenzhenTime.At(Samples.VisitDay, new TimeOnly(10, 0))).Scan(Samples.Safety).Settle();
        city.Submit(2, Samples.Content(Samples.Fire, from: new DateOnly(2025, 4, 1), to: new DateOnly(2025, 4, 9)));
        Assert.That(city.Firm().Docket.Find(Samples.Id(2))!.PreAlerts.Select(alert => alert.Count), Is.All.EqualTo(3));
        city.OnFirm((f, _, _) => PublishCap.Decide(f, new PublishCap(3))).Approve(2).Said(typeof(PlanApproved));
    }

    [Test]
    public void The_cap_is_that_of_the_year_in_which_the_day_lies()
    {
        var city = Samples.City(ShenzhenTime.At(new DateOnly(2025, 11, 3), new TimeOnly(10, 0)));
        for (var i = 1; i <= 4; i++) city.Inspect(600 + i).Advance(1);
        city.Submit(1, Samples.Content(Samples.Fire, from: new DateOnly(2025, 12, 1), to: new DateOnly(2026, 1, 20))).Approve(1).Said(typeof(PlanApproved)).Publish(1);
        city.Schedule(new DateOnly(2025, 12, 15), 1).Refused(InspectionErrors.CapReached);
        city.Schedule(new DateOnly(2026, 1, 15), 1).Said(typeof(VisitScheduled));
    }

    [Test]
    public void What_goes_beyond_the_cap_is_seen_to()
    {
        var city = Samples.City().OnFirm((f, _, _) => PublishCap.Decide(f, new PublishCap(0))).Submit(1, Samples.Content(Samples.Safety, cause: InspectionCause.Complaint)).Approve(1);
        city.Said(typeof(CapExceeded), typeof(PlanApproved));
        Assert.That(city.Firm().Docket.Find(Samples.Id(1))!.ExceedsCap);
    }

    [Test]
    public void The_third_is_seen_on_whichever_day_of_the_window_it_would_be()
    {
        var city = Samples.City().Inspect(601).Inspect(602, Samples.Fire).Advance(180);
        city.Submit(1, Samples.Content(Samples.Safety, from: new DateOnly(2026, 1, 5), to: new DateOnly(2026, 12, 31)));
        Assert.That(city.Last.One<FrequencyPreAlertRaised>(), Is.EqualTo(new FrequencyPreAlertRaised(Samples.Id(1), FrequencyWindow.RollingYear, 3)), "in January it is");
        city.Submit(2, Samples.Content(Samples.Safety, from: new DateOnly(2026, 4, 1), to: new DateOnly(2026, 12, 31))).Said(typeof(PlanSubmitted));
        Samples.City().Draft(1, Samples.Content(Samples.Safety, to: new DateOnly(2026, 3, 4))).Refused(InspectionErrors.WindowInvalid);
    }

    [Test]
    public void What_others_did_since_is_said_when_the_day_is_fixed()
    {
        var city = Samples.City().Submit(1, Samples.Content(Samples.Safety)).Said(typeof(PlanSubmitted)).Approve(1).Publish(1).Inspect(601).Inspect(602, Samples.Fire);
        city.Schedule(null, 1).Said(typeof(VisitScheduled), typeof(FrequencyPreAlertRaised), typeof(FrequencyPreAlertRaised));
    }

    [Test]
    public void Patrols_and_services_are_no_inspections()
    {
        var city = Samples.City().Inspect(601, kind: EntryKind.Patrol).Inspect(602, Samples.Fire, EntryKind.Service);
        city.Submit(1, Samples.Content(Samples.Safety)).Said(typeof(PlanSubmitted));
        city.Inspect(603, Samples.Market).Inspect(604, Samples.Labour);
        city.Submit(2, Samples.Content(Samples.Safety, kind: EntryKind.Patrol)).Said(typeof(PlanSubmitted));
    }

    [Test]
    public void Beyond_the_cap_only_a_cause_leads_and_is_tracked()
    {
        var city = Samples.City().OnFirm((f, _, _) => PublishCap.Decide(f, new PublishCap(1))).Said(typeof(CapPublished)).Inspect(601);
        city.Submit(1, Samples.Content(Samples.Safety)).Approve(1).Refused(InspectionErrors.CapReached);
        city.Submit(2, Samples.Content(Samples.Safety, cause: InspectionCause.Complaint)).Approve(2).Said(typeof(CapExceeded), typeof(PlanApproved));
        Assert.That(city.Last.One<CapExceeded>(), Is.EqualTo(new CapExceeded(Samples.Id(2), 2, 1)));
    }

    [Test]
    public void The_default_cap_counts_what_is_approved_with_a_joint_visit_once()
    {
        var city = Samples.City().Inspect(601).Inspect(602, Samples.Fire).Inspect(603, Samples.Market);
        city.Submit(1, Samples.Content(Samples.Safety)).Submit(2, Samples.Content(Samples.Fire)).Merge(Samples.Safety, 1, 2);
        city.Approve(1).Said(typeof(PlanApproved));
        city.Approve(2).Said(typeof(PlanApproved));
        city.Submit(3, Samples.Content(Samples.Market, from: new DateOnly(2025, 4, 1), to: new DateOnly(2025, 4, 9))).Approve(3).Refused(InspectionErrors.CapReached);
        city.Submit(4, Samples.Content(Samples.Market, from: new DateOnly(2026, 4, 1), to: new DateOnly(2026, 4, 9))).Approve(4).Said(typeof(PlanApproved));
    }

    [Test]
    public void A_cap_makes_sense_and_is_published_once()
    {
        Samples.City().OnFirm((f, _, _) => PublishCap.Decide(f, new PublishCap(-1))).Refused(InspectionErrors.CapInvalid);
        Samples.City().OnFirm((f, _, _) => PublishCap.Decide(f, new PublishCap(2))).OnFirm((f, _, _) => PublishCap.Decide(f, new PublishCap(2))).Nothing();
    }
}
