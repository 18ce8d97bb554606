using Pengcheng.Chassis.Http;
using Pengcheng.Inspection.Doors;

namespace Pengcheng.Inspection.Tests;

/// <summary>Plans: every state, every refusal; overlaps, the joint visit, caps and pre-alerts.</summary>
public sealed class PlanTests
{
    [Test]
    public void A_plan_goes_from_draft_to_its_visit_and_is_completed()
    {
        var city = Samples.City().Draft(1, Samples.Content(Samples.Safety)).Said(typeof(PlanDrafted));
        Assert.That(State(city, 1), Is.EqualTo(PlanState.Drafted));
        city.OnFirm((f, x, p) => SubmitPlan.Decide(f, new SubmitPlan(Samples.Id(1)), x, p)).Said(typeof(PlanSubmitted));
        Assert.That(State(city, 1), Is.EqualTo(PlanState.Submitted));
        city.Approve(1).Said(typeof(PlanApproved));
        Assert.That(State(city, 1), Is.EqualTo(PlanState.Approved));
        city.Publish(1).Said(typeof(PlanPublished));
        Assert.That(State(city, 1), Is.EqualTo(PlanState.Published));
        city.Schedule(null, 1).Said(typeof(VisitScheduled)).Settle();
        Assert.That(State(city, 1), Is.EqualTo(PlanState.Scheduled));
        city.Stands(VisitStatus.Planned);
    }

    [Test]
    public void Each_step_repeated_changes_nothing()
    {
        var city = Samples.City().Submit(1, Samples.Content(Samples.Safety));
        city.Draft(1, Samples.Content(Samples.Safety)).Nothing();
        city.OnFirm((f, x, p) => SubmitPlan.Decide(f, new SubmitPlan(Samples.Id(1)), x, p)).Nothing();
        city.Approve(1).Approve(1).Nothing();
        city.Publish(1).Publish(1).Nothing();
        city.Schedule(null, 1).Schedule(null, 1).Nothing();
    }

    [Test]
    public void A_plan_needs_its_items_with_legal_basis_its_days_and_a_sensible_length()
    {
        var city = Samples.City();
        city.Draft(1, Samples.Content(Samples.Safety) with { Items = [] }).Refused(InspectionErrors.ItemsInvalid);
        city.Draft(1, Samples.Content(Samples.Safety) with { Items = [new("A1", "")] }).Refused(ChassisErrors.TextInvalid);
        city.Draft(1, Samples.Content(Samples.Safety) with { Items = [new("A1", "§1"), new("A1", "§2")] }).Refused(InspectionErrors.ItemsInvalid);
        city.Draft(1, Samples.Content(Samples.Safety, items: 51)).Refused(InspectionErrors.ItemsInvalid);
        foreach (var body in new[] { "", "a b", "a/b", "a\n", new string('b', 61) }) city.Draft(1, Samples.Content(Samples.Safety) with { Body = body }).Refused(InspectionErrors.BodyInvalid);
        city.Draft(1, Samples.Content(Samples.Safety, to: new DateOnly(2025, 3, 2))).Refused(InspectionErrors.WindowInvalid);
        city.Draft(1, Samples.Content(Samples.Safety, from: new DateOnly(2025, 4, 2))).Refused(InspectionErrors.WindowInvalid);
        city.Draft(1, Samples.Content(Samples.Safety, minutes: 181)).Refused(InspectionErrors.MinutesInvalid);
        city.Draft(1, Samples.Content(Samples.Safety)).Draft(1, Samples.Content(Samples.Fire)).Refused(InspectionErrors.PlanExists);
    }

    [Test]
    public void Another_body_s_plan_for_the_same_days_is_an_overlap_that_must_be_settled_first()
    {
        var city = Samples.City().Submit(1, Samples.Content(Samples.Safety)).Submit(2, Samples.Content(Samples.Fire, from: new DateOnly(2025, 3, 20), to: new DateOnly(2025, 4, 20)));
        city.Said(typeof(PlanSubmitted), typeof(OverlapDetected));
        Assert.That(city.Last.One<OverlapDetected>().OtherPlans, Is.EqualTo(new[] { Samples.Id(1) }));
        Assert.That(State(city, 2), Is.EqualTo(PlanState.ConflictDetected));
        city.Approve(2).Refused(InspectionErrors.OverlapOpen);
        city.OnFirm((f, x, p) => ReschedulePlan.Decide(f, new ReschedulePlan(Samples.Id(2), new DayRange(new DateOnly(2025, 4, 1), new DateOnly(2025, 4, 20))), x, p)).Said(typeof(PlanRescheduled));
        Assert.That(State(city, 2), Is.EqualTo(PlanState.Rescheduled));
        city.OnFirm((f, x, p) => ReschedulePlan.Decide(f, new ReschedulePlan(Samples.Id(2), new DayRange(new DateOnly(2025, 3, 31), new DateOnly(2025, 4, 20))), x, p))
            .Said(typeof(PlanRescheduled), typeof(OverlapDetected));
    }

    [Test]
    public void The_same_body_or_other_days_are_no_overlap()
    {
        var city = Samples.City().Submit(1, Samples.Content(Samples.Safety)).Submit(2, Samples.Content(Samples.Safety)).Said(typeof(PlanSubmitted));
        city.Submit(3, Samples.Content(Samples.Fire, from: new DateOnly(2025, 4, 1), to: new DateOnly(2025, 4, 30)));
        Assert.That(city.Last.Events.OfType<OverlapDetected>(), Is.Empty);
    }

    [Test]
    public void Overlapping_plans_become_one_joint_visit()
    {
        var city = Samples.City().Submit(1, Samples.Content(Samples.Safety)).Submit(2, Samples.Content(Samples.Fire)).Merge(Samples.Fire, 1, 2).Said(typeof(JointVisitFormed));
        Assert.That((State(city, 1), State(city, 2)), Is.EqualTo((PlanState.Merged, PlanState.Merged)));
        city.Merge(Samples.Fire, 1, 2).Nothing();
        city.Approve(1).Publish(1).Schedule(null, 1).Refused(InspectionErrors.MergedStayTogether);
        city.Approve(2).Publish(2).Schedule(null, 1).Refused(InspectionErrors.MergedStayTogether);
        city.Schedule(null, 1, 2).Said(typeof(VisitScheduled)).Settle();
        Assert.That(city.Visit().Participants.Select(p => p.Body), Is.EqualTo(new[] { Samples.Safety, Samples.Fire }));
        Assert.That(city.Visit().Lead, Is.EqualTo(Samples.Fire));
    }

    [Test]
    public void What_cannot_be_merged_is_not()
    {
        var city = Samples.City().Submit(1, Samples.Content(Samples.Safety, minutes: 100)).Submit(2, Samples.Content(Samples.Fire, minutes: 90))
            .Submit(3, Samples.Content(Samples.Market, from: new DateOnly(2025, 5, 1), to: new DateOnly(2025, 5, 9)));
        city.Merge(Samples.Safety, 1, 99).Refused(InspectionErrors.PlanNotFound);
        city.Merge(Samples.Safety, 1).Refused(InspectionErrors.MergeNeedsTwo);
        city.Merge(Samples.Water, 1, 3).Refused(InspectionErrors.LeadNotAmong);
        city.Merge(Samples.Safety, 1, 3).Refused(InspectionErrors.WindowsApart);
        city.Merge(Samples.Safety, 1, 2).Refused(InspectionErrors.JointTooLarge);
        city.Draft(4, Samples.Content(Samples.Labour)).Merge(Samples.Safety, 1, 4).Refused(InspectionErrors.WrongPlanState);
        var crowd = Samples.City();
        string[] bodies = [Samples.Safety, Samples.Fire, Samples.Market, Samples.Labour, Samples.Water];
        for (var i = 0; i < 5; i++) crowd.Submit(i + 1, Samples.Content(bodies[i], minutes: 10));
        crowd.Merge(Samples.Safety, 1, 2, 3, 4, 5).Refused(InspectionErrors.JointTooLarge);
    }

    [Test]
    public void Whoever_drafted_a_plan_does_not_approve_it() =>
        Samples.City().Submit(1, Samples.Content(Samples.Safety)).Approve(1, by: "planner").Refused(InspectionErrors.ApproverIsDrafter);

    [Test]
    public void Steps_out_of_order_are_refused()
    {
        var city = Samples.City().Draft(1, Samples.Content(Samples.Safety));
        city.Approve(1).Refused(InspectionErrors.WrongPlanState);
        city.Publish(1).Refused(InspectionErrors.WrongPlanState);
        city.Schedule(null, 1).Refused(InspectionErrors.WrongPlanState);
        city.OnFirm((f, x, p) => ReschedulePlan.Decide(f, new ReschedulePlan(Samples.Id(1), new DayRange(Samples.VisitDay, Samples.VisitDay)), x, p)).Refused(InspectionErrors.WrongPlanState);
        city.Approve(9).Refused(InspectionErrors.PlanNotFound);
        city.Publish(9).Refused(InspectionErrors.PlanNotFound);
        city.Schedule(null, 9).Refused(InspectionErrors.PlanNotFound);
    }

    [Test]
    public void A_visit_is_scheduled_on_a_working_day_inside_the_window()
    {
        var city = Samples.City().Submit(1, Samples.Content(Samples.Safety)).Approve(1).Publish(1);
        city.Schedule(new DateOnly(2025, 3, 15), 1).Refused(InspectionErrors.DayInvalid);
        city.Schedule(new DateOnly(2025, 4, 1), 1).Refused(InspectionErrors.DayInvalid);
        city.RunUntil(ShenzhenTime.At(new DateOnly(2025, 3, 20), new TimeOnly(9, 0))).Schedule(Samples.VisitDay, 1).Refused(InspectionErrors.DayInvalid);
    }

    [Test]
    public void A_firm_has_one_entry_day_in_a_window()
    {
        var city = Samples.City().Submit(1, Samples.Content(Samples.Safety)).Approve(1).Publish(1).Schedule(null, 1);
        city.Submit(2, Samples.Content(Samples.Safety, items: 2)).Approve(2).Publish(2);
        City Second(DateOnly day) => city.OnFirm((f, x, p) => ScheduleVisit.Decide(f, new ScheduleVisit(Samples.Id(501), [Samples.Id(2)], day, "why"), x, p));
        Second(new DateOnly(2025, 3, 13)).Refused(InspectionErrors.EntryDayTaken);
        Second(new DateOnly(2025, 3, 27)).Said(typeof(VisitScheduled));
    }

    [Test]
    public void An_entry_day_that_was_held_counts_too_and_no_visit_is_moved_into_its_window()
    {
        var city = Stages.WithResults().Submit(2, Samples.Content(Samples.Fire)).Approve(2).Publish(2);
        City Second(DateOnly day) => city.OnFirm((f, x, p) => ScheduleVisit.Decide(f, new ScheduleVisit(Samples.Id(501), [Samples.Id(2)], day, "why"), x, p));
        Second(new DateOnly(2025, 3, 21)).Refused(InspectionErrors.EntryDayTaken);
        Second(new DateOnly(2025, 3, 27)).Said(typeof(VisitScheduled));
        var moved = Samples.City().Submit(1, Samples.Content(Samples.Safety)).Approve(1).Publish(1).Schedule(null, 1).Settle();
        moved.Submit(2, Samples.Content(Samples.Safety, items: 2)).Approve(2).Publish(2);
        moved.OnFirm((f, x, p) => ScheduleVisit.Decide(f, new ScheduleVisit(Samples.Id(501), [Samples.Id(2)], new DateOnly(2025, 3, 27), "why"), x, p)).Settle();
        City Move(string day) => moved.OnVisit((v, _, x, p) =>
            RescheduleVisit.Decide(v, new RescheduleVisit(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), "typhoon"), moved.Taken(v), x, p), Samples.Id(501));
        Move("2025-03-13").Refused(InspectionErrors.EntryDayTaken);
        Move("2025-03-28").Said(typeof(VisitRescheduled));
    }

    [Test]
    public void A_visit_s_id_is_used_once()
    {
        var city = Stages.OnTheDay().OnVisit((v, _, x, _) => ReportNoEntry.Decide(v, new ReportNoEntry(Samples.Safety, "shutters down"), x)).Settle();
        city.Schedule(new DateOnly(2025, 3, 28), 1).Refused(InspectionErrors.VisitExists);
        city.Submit(2, Samples.Content(Samples.Fire)).Merge(Samples.Safety, 1, 2).Refused(InspectionErrors.VisitExists);
        city.OnFirm((f, x, p) => ScheduleVisit.Decide(f, new ScheduleVisit(Samples.Id(501), [Samples.Id(1)], new DateOnly(2025, 3, 28), "why"), x, p)).Said(typeof(VisitScheduled));
    }

    [Test]
    public void A_plan_whose_rival_has_gone_is_approved()
    {
        var city = Samples.City().Submit(1, Samples.Content(Samples.Safety)).Submit(2, Samples.Content(Samples.Fire)).Approve(2).Refused(InspectionErrors.OverlapOpen);
        city.OnFirm((f, _, _) => WithdrawPlan.Decide(f, new WithdrawPlan(Samples.Id(1), "no longer needed"))).Approve(2).Said(typeof(PlanApproved));
    }

    [Test]
    public void A_withdrawal_that_overtakes_its_visit_comes_again() => Assert.That(
        () => WithdrawParticipant.Decide(null, new WithdrawParticipant(Samples.VisitId, Samples.Safety, "double")), Throws.InvalidOperationException);

    [TestCase(PlanState.Submitted)]
    [TestCase(PlanState.Scheduled)]
    public void A_withdrawn_plan_leads_nowhere(PlanState from)
    {
        var city = from == PlanState.Submitted ? Samples.City().Submit(1, Samples.Content(Samples.Safety)) : Stages.Announced();
        city.OnFirm((f, _, _) => WithdrawPlan.Decide(f, new WithdrawPlan(Samples.Id(1), "no longer needed"))).Said(typeof(PlanWithdrawn));
        city.OnFirm((f, _, _) => WithdrawPlan.Decide(f, new WithdrawPlan(Samples.Id(1), "no longer needed"))).Nothing();
        Assert.That(State(city, 1), Is.EqualTo(PlanState.Withdrawn));
        if (from == PlanState.Scheduled) city.Settle().Stands(VisitStatus.Cancelled);
    }

    [Test]
    public void A_draft_that_was_given_up_is_its_body_s_own_for_ever()
    {
        var city = Samples.City().Draft(1, Samples.Content(Samples.Safety)).Submit(2, Samples.Content(Samples.Fire)).Submit(3, Samples.Content(Samples.Market)).OnFirm((f, x, p) =>
            MergePlans.Decide(f, new MergePlans(Samples.VisitId, Samples.Fire, [Samples.Id(2), Samples.Id(3)]), x, p)).Approve(2).Publish(2);
        foreach (var plan in (int[])[1, 2, 3]) city.OnFirm((f, _, _) => WithdrawPlan.Decide(f, new WithdrawPlan(Samples.Id(plan), "given up"))).Said(typeof(PlanWithdrawn));
        Assert.That(Seen("officer", Samples.Water), Is.EqualTo(new[] { 2, 3 }), "others had to reckon with two");
        Assert.That(Seen("officer", Samples.Safety), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(Seen("firm", Samples.Uscc.ToString()), Is.EqualTo(new[] { 2 }), "one was public");

        IEnumerable<int> Seen(string role, string organisation) => FirmView.Of(city.Firm(), new Caller("x", "app", role, organisation), city.Today, city.Policy)
            .Plans.Select(plan => Enumerable.Range(1, 3).Single(number => Samples.Id(number) == plan.PlanId));
    }

    [Test]
    public void No_plan_hides_behind_the_id_of_a_visit()
    {
        var city = Stages.Announced(Samples.Fire).OnFirm((f, x, p) => DraftPlan.Decide(f, new DraftPlan(Samples.VisitId, Samples.Content(Samples.Safety), "planner"), x, p));
        city.OnFirm((f, x, p) => SubmitPlan.Decide(f, new SubmitPlan(Samples.VisitId), x, p)).Said(typeof(PlanSubmitted), typeof(OverlapDetected));
    }

    [Test]
    public void A_joint_visit_that_has_its_plans_takes_no_others()
    {
        var city = Samples.City();
        foreach (var (body, i) in new[] { Samples.Safety, Samples.Fire, Samples.Market, Samples.Labour }.Select((body, i) => (body, i + 1))) city.Submit(i, Samples.Content(body));
        city.Merge(Samples.Safety, 1, 2).Said(typeof(JointVisitFormed)).Merge(Samples.Market, 3, 4).Refused(InspectionErrors.VisitExists);
        city.OnFirm((f, x, p) => ReschedulePlan.Decide(f, new ReschedulePlan(Samples.Id(2), new DayRange(new DateOnly(2025, 3, 4), new DateOnly(2025, 3, 31))), x, p));
        Assert.That(city.Firm().Docket.Find(Samples.Id(2))!.VisitId, Is.Null, "and who moves leaves it");
    }

    [Test]
    public void A_visit_has_a_day_on_which_the_firm_can_have_been_told()
    {
        var city = Samples.City().Submit(1, Samples.Content(Samples.Safety)).Approve(1).Publish(1);
        city.Schedule(new DateOnly(2025, 3, 7), 1).Refused(InspectionErrors.NoticeTooShort);
        city.Schedule(new DateOnly(2025, 3, 10), 1).Said(typeof(VisitScheduled));
        var cause = Samples.City().Submit(1, Samples.Content(Samples.Safety, cause: InspectionCause.Complaint)).Approve(1).Publish(1);
        cause.Schedule(new DateOnly(2025, 3, 4), 1).Refused(InspectionErrors.NoticeTooShort);
        cause.Schedule(new DateOnly(2025, 3, 5), 1).Said(typeof(VisitScheduled));
    }

    [TestCase("2027-03-04", "2027-03-05")]
    [TestCase("9998-12-31", "9999-12-30")]
    [TestCase("9999-01-01", "9999-12-31")]
    public void Nobody_plans_for_years_to_come(string from, string to) => Samples.City().Draft(1, Samples.Content(
        Samples.Safety, DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture))).Refused(InspectionErrors.WindowInvalid);

    [Test]
    public void The_last_day_that_can_be_planned_is_two_years_ahead() =>
        Samples.City().Draft(1, Samples.Content(Samples.Safety, new DateOnly(2027, 3, 2), new DateOnly(2027, 3, 3))).Said(typeof(PlanDrafted));

    internal static PlanState State(City city, int plan) => city.Firm().Docket.Find(Samples.Id(plan))!.State;
}
