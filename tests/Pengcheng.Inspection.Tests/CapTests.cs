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
